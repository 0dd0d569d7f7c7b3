import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { evidenceModel } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { readReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';
import { buildEvidenceSchema } from '../../src/graphql/build-evidence-schema.ts';
import type { ServerOptions } from '../../src/http/server-options.ts';
import { createServer } from '../../src/http/server.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';

const inProject = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface PlaygroundServer {
  /** For example http://127.0.0.1:40123. */
  readonly address: string;
  close(): Promise<void>;
}

/** The real server on a free port, over the seed in memory, with the built page (`npm run build`). */
export async function startPlaygroundServer(options: Partial<ServerOptions> = {}): Promise<PlaygroundServer> {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  const { reviewPackage, problems } = await readReviewPackage(inProject('seed/ukdpc-2008'), evidenceModel);
  if (!reviewPackage) throw new Error(`The seed has ${problems.length} problems.`);
  await loadReviewPackage(store, reviewPackage, { by: 'tests', at: '2026-01-02T03:04:05.678Z' });
  const schema = buildEvidenceSchema();
  const logger = pino({ level: 'silent' });
  const webFolder = inProject('dist/web');
  const server = await createServer({
    store,
    schema,
    logger,
    introspection: true,
    corsOrigins: [],
    webFolder,
    ...options,
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { address, close: async () => (await server.close(), store.close()) };
}
