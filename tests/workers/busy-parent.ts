import { pino } from 'pino';
import { evidenceModel } from '../../src/domain/model.ts';
import { startServing } from '../../src/http/start-serving.ts';
import { WorkerPool } from '../../src/http/workers/worker-pool.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';

/* A server whose workers run the script that is named, and which tells where it listens and which processes they are. */
const [, , script = ''] = process.argv;
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
const logger = pino({ level: 'silent' });
const pool = new WorkerPool({ size: 2, script, environment: process.env, log: logger });
const { address, stopped } = await startServing({
  store,
  logger,
  host: '127.0.0.1',
  port: 0,
  introspection: true,
  corsOrigins: [],
  responseCache: false,
  access: { keyPepper: undefined, issuers: [] },
  workers: { answer: (request, signal) => pool.answer(request, signal), takes: ({ cost }) => cost.nodes > 0 },
  requestTimeout: Number(process.env['TIMEOUT'] ?? 60_000),
  // Longer than any request may take.
  drainTimeout: 90_000,
});
const tell = (fields: object) => process.stdout.write(`${JSON.stringify(fields)}\n`);
tell({ address });
const timer = setInterval(() => {
  if (pool.waiting > 0 || pool.pids.length < 2) return;
  clearInterval(timer);
  tell({ workers: pool.pids });
}, 20);
await stopped;
await pool.close();
await store.close();
