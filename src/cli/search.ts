import { Command } from 'commander';
import { searchWordsOf } from '../domain/search-text.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { painter } from './painter.ts';

const shown = 20;

export const searchCommand: CommandMaker = (context, exit) =>
  new Command('search')
    .description('Finds entries by the words in their names and texts.')
    .argument('<words...>', 'all must occur; the last one counts as a beginning')
    .option('--json', 'print the entries as JSON')
    .addHelpText('after', '\nExamples:\n  evidence-graph search drug courts\n  evidence-graph search --json methadone')
    .action((input: string[], { json }: { json?: boolean }) =>
      context.withStore(async (store) => {
        const words = searchWordsOf('words', input.join(' '));
        const select = Object.fromEntries(
          Object.keys(store.model.kinds).map((kind) => [kind, { attributes: ['label'], relations: {} }]),
        );
        const page = { first: shown, after: null };
        const answer = await store.read({
          roots: { found: { by: 'search', words, kinds: [], page, rows: true, count: true, select } },
        });
        const found = answer['found'];
        if (!found || !('rows' in found) || !found.rows) throw new TypeError('A search answers with a page.');
        const nodes = found.rows.slice(0, shown).map(({ node }) => node);
        const paint = painter(context.colour);
        if (json) context.print(JSON.stringify({ total: found.count, nodes }, null, 2));
        else
          for (const node of nodes)
            context.print(`${paint.kind(node.__typename)} ${String(node['label'])} ${paint.quiet(node.id)}`);
        if (nodes.length === 0) exit(exitCodes.notFound);
        context.complain(`${found.count} found${(found.count ?? 0) > shown ? `, the best ${shown} shown` : ''}.`);
      }),
    );
