import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { referenceLookup } from '../exchange/references/lookup/reference-lookups.ts';
import type { CommandMaker } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';
import type { Opened } from './opened-store.ts';
import { progressLines } from './progress-lines.ts';

const packageRoot = new URL('../../', import.meta.url);
const seedFolder = fileURLToPath(new URL('seed/ukdpc-2008', packageRoot));
const webFolder = fileURLToPath(new URL('dist/web', packageRoot));

/** Says something about serving: a line for a person, or facts for the log. */
type Tell = (line: string, facts?: Readonly<Record<string, unknown>>) => void;

export const serveCommand: CommandMaker = (context, exit) =>
  new Command('serve')
    .description('Serves the graph over GraphQL; loads the seed first where the store is empty.')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph serve\n  PORT=4001 DATA_DIR=./other evidence-graph serve\n  NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD_FILE=./password.txt evidence-graph serve',
    )
    .action(async () => {
      const config = context.config();
      // Loaded only when wanted: the server is most of the code, and no other command needs it.
      const [{ createLogger }, { startServing }, { RequestQueue }, { WorkerPool }] = await Promise.all([
        import('../http/create-logger.ts'),
        import('../http/start-serving.ts'),
        import('../http/queue/request-queue.ts'),
        import('../http/workers/worker-pool.ts'),
      ]);
      const logger = createLogger(config.logLevel, context.terminal);
      // Where no person reads, what reads are programs: then every line is JSON.
      const tell: Tell = context.terminal
        ? (line) => context.print(line)
        : (line, facts = {}) => logger.info(facts, line);
      const { environment } = context;
      const [, script = ''] = process.argv;
      const workers = new WorkerPool({ size: config.mostWorkers, script, environment, log: logger });
      const queue = new RequestQueue({ length: config.queueLength, workers: config.mostWorkers, log: logger });
      const serve = async (store: Opened) => {
        if (config.seed && !(await loadSeed(context, store, tell))) return exit(exitCodes.failed);
        const { address, stopped } = await startServing({
          ...config,
          access: { keyPepper: config.keyPepper, issuers: config.issuers },
          store,
          logger,
          queue,
          ...(config.mostWorkers > 0 && { workers }),
          ...(config.referenceLookup.length > 0 && { lookup: referenceLookup(config.referenceLookup) }),
          ...(existsSync(webFolder) && { webFolder }),
        });
        tellWhere(store, address + config.basePath, tell);
        await stopped;
      };
      await context.withStore(async (store) => {
        try {
          await serve(store);
        } finally {
          await workers.close();
        }
      });
    });

async function loadSeed(context: CommandContext, store: Opened, tell: Tell): Promise<boolean> {
  // Cheaper than to count, which a database that has just started may take long to plan.
  const { graphVersion } = await store.ping();
  if (graphVersion > 0) return true;
  // Loaded only when wanted, as a store is empty once.
  const [{ soundPackage }, { loadReviewPackage }] = await Promise.all([
    import('./check.ts'),
    import('../exchange/review-package/load-review-package.ts'),
  ]);
  const seed = await soundPackage({ ...context, print: context.complain }, seedFolder);
  if (!seed) return false;
  const { nodes: counts } = await loadReviewPackage(store, seed, {
    by: 'seed',
    at: new Date().toISOString(),
    progress: progressLines((line) => tell(`Loading ${seed.manifest.title}: ${line}.`)),
  });
  tell(`Loaded ${seed.manifest.title}: ${counts.added} nodes.`);
  return true;
}

function tellWhere({ description: { engine, location } }: Opened, address: string, tell: Tell): void {
  const other = engine === 'embedded' ? 'Set NEO4J_URI to use Neo4j.' : 'Unset NEO4J_URI to use the embedded store.';
  tell(`Store: ${engine} at ${location}. ${other}`, { engine, location });
  tell(`GraphQL: ${address}/graphql`, { address: `${address}/graphql` });
  tell(`Playground: ${address}/playground/`, { address: `${address}/playground/` });
}
