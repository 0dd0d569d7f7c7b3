import { withKnownCounts } from '../support/with-known-counts.ts';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import type { ServerOptions } from '../../src/http/server-options.ts';
import type { Workers } from '../../src/graphql/workers.ts';
import type { Store } from '../../src/store/store.ts';
import { serving } from '../support/serving.ts';
import { localWorkers } from './local-workers.ts';

/** Everything of an answer that a client or an operator can see. */
export interface Outcome {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** How many statements it took. */
  readonly statements: number;
  readonly logged: readonly string[];
}

interface Observed {
  readonly server: FastifyInstance;
  readonly logged: string[];
}

/**
 * The ways to one answer: field by field, compiled through Apollo Server, and by the server itself, which knows a text from the third time on; or
 * by a worker, to which Apollo Server hands the operation, or the server itself.
 */
export type Way = 'executed' | 'compiled' | 'fresh' | 'kept' | 'known' | 'worker' | 'workerAgain';

/** Servers over one store: one executes operations, one compiles them, one also answers without Apollo Server, one has workers. */
export class PairedServers {
  readonly #reading: Observed;
  readonly #compiled: Observed;
  readonly #executed: Observed;
  readonly #handing: Observed;
  readonly #statements: readonly string[];

  private constructor(
    [executed, compiled, reading, handing]: readonly [Observed, Observed, Observed, Observed],
    statements: readonly string[],
  ) {
    this.#executed = executed;
    this.#compiled = compiled;
    this.#reading = reading;
    this.#handing = handing;
    this.#statements = statements;
  }

  /** `statements` is the list that the store's `observe` fills. */
  static async over(over: Store, statements: readonly string[] = [], handed?: Workers): Promise<PairedServers> {
    const store = withKnownCounts(over);
    // What fails in counting fails in the requests of the test.
    await store.counts().catch(() => undefined);
    const workers = handed ?? localWorkers(store);
    const reading = await observed(store, { compiledOperations: true, answersCompiled: true });
    const compiled = await observed(store, { compiledOperations: true, answersCompiled: false });
    const executed = await observed(store, { compiledOperations: false });
    // A worker gives way to all else on the machine, which may be much.
    const handing = await observed(store, { workers, requestTimeout: 120_000 });
    return new PairedServers([executed, compiled, reading, handing], statements);
  }

  /**
   * Asks all, and the reading one twice more: it keeps the text the second time, and answers it without Apollo Server then. Neo4j may take longer to plan a text it has not seen than the store waits; the plan is kept, so where
   * some of them were told that the database does not answer, all are asked again.
   */
  async ask(request: InjectOptions, attempts = 3): Promise<Record<Way, Outcome>> {
    const executed = await this.#outcome(this.#executed, request);
    const compiled = await this.#outcome(this.#compiled, request);
    const fresh = await this.#outcome(this.#reading, request);
    const kept = await this.#outcome(this.#reading, request);
    const known = await this.#outcome(this.#reading, request);
    const worker = await this.#outcome(this.#handing, request);
    const workerAgain = await this.#outcome(this.#handing, request);
    const outcomes = { executed, compiled, fresh, kept, known, worker, workerAgain };
    const statuses = Object.values(outcomes).map(({ status }) => status);
    const late = new Set(statuses).size > 1 && statuses.includes(503);
    return late && attempts > 1 ? this.ask(request, attempts - 1) : outcomes;
  }

  async close(): Promise<void> {
    for (const { server } of [this.#reading, this.#compiled, this.#executed, this.#handing]) await server.close();
  }

  async #outcome({ server, logged }: Observed, request: InjectOptions): Promise<Outcome> {
    const before = this.#statements.length;
    logged.length = 0;
    const { statusCode, headers, body } = await server.inject({ url: '/graphql', ...request });
    const { date: _, 'x-request-id': _id, ...compared } = headers;
    const statements = this.#statements.length - before;
    const shown = body.replaceAll(/(?<=nonce[-="]+)[\da-f]{64}/gu, 'random');
    return { status: statusCode, headers: compared, body: shown, statements, logged: [...logged] };
  }
}

/** The real server with what it logs, from `warn` on, without what differs from line to line. */
async function observed(store: Store, ways: Partial<ServerOptions>): Promise<Observed> {
  const logged: string[] = [];
  const options = { level: 'warn', base: null, timestamp: false };
  const logger = pino(options, { write: (line: string) => logged.push(line.replace(/"reqId":"[^"]*",?/u, '')) });
  return { server: await serving(store, { ...ways, logger }), logged };
}
