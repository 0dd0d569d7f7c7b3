import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { startServing } from '../http/start-serving.ts';
import { loadReviewPackage } from '../exchange/review-package/load-review-package.ts';
import { soundPackage } from './check.ts';
import type { CommandMaker } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';
import type { Opened } from './opened-store.ts';

const packageRoot = new URL('../../', import.meta.url);
const seedFolder = fileURLToPath(new URL('seed/ukdpc-2008', packageRoot));
const webFolder = fileURLToPath(new URL('dist/web', packageRoot));

export const serveCommand: CommandMaker = (context, exit) =>
  new Command('serve')
    .description('Serves the graph over GraphQL; loads the seed first where the store is empty.')
    .action(async () => {
      const config = context.config();
      await context.withStore(async (store) => {
        if (config.seed && !(await loadSeed(context, store))) return exit(exitCodes.failed);
        const { address, stopped } = await startServing({
          ...config,
          store,
          ...(existsSync(webFolder) && { webFolder }),
        });
        for (const line of banner(store, address)) context.print(line);
        await stopped;
      });
    });

async function loadSeed(context: CommandContext, store: Opened): Promise<boolean> {
  const { nodes } = await store.counts();
  if (Object.values(nodes).some((count) => count > 0)) return true;
  const seed = await soundPackage(context, seedFolder);
  if (!seed) return false;
  const { nodes: counts } = await loadReviewPackage(store, seed, { by: 'seed', at: new Date().toISOString() });
  context.print(`Loaded ${seed.manifest.title}: ${counts.added} nodes.`);
  return true;
}

function banner({ description }: Opened, address: string): string[] {
  const other =
    description.engine === 'embedded' ? 'Set NEO4J_URI to use Neo4j.' : 'Unset NEO4J_URI to use the embedded store.';
  return [
    `Store: ${description.engine} at ${description.location}. ${other}`,
    `GraphQL: ${address}/graphql`,
    `Playground: ${address}/playground/`,
  ];
}
