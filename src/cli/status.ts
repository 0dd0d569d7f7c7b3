import { keysOf } from '../support/keys-of.ts';
import { Command } from 'commander';
import type { CommandMaker } from './command.ts';

export const statusCommand: CommandMaker = (context) =>
  new Command('status')
    .description('Says which store is used and what it holds.')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExamples:\n  evidence-graph status\n  evidence-graph status --json')
    .action(({ json }: { json?: boolean }) =>
      context.withStore(async (store) => {
        const [counts, health] = [await store.counts(), await store.ping()];
        if (json) {
          context.print(JSON.stringify({ ...store.description, ...health, ...counts }, null, 2));
          return;
        }
        context.print(
          `Store: ${store.description.engine} at ${store.description.location}, schema ${health.schemaVersion}, graph version ${health.graphVersion}.`,
        );
        for (const title of keysOf(counts)) {
          context.print(`${title}:`);
          for (const [name, count] of Object.entries(counts[title]))
            if (count > 0) context.print(`  ${String(count).padStart(7)} ${name}`);
        }
      }),
    );
