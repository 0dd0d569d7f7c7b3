import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import type { Store } from '../../src/store/store.ts';
import { serving } from '../support/serving.ts';

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

/** Two servers over one store: one compiles operations, the other executes them field by field. */
export class PairedServers {
  readonly #compiled: Observed;
  readonly #executed: Observed;
  readonly #statements: readonly string[];

  private constructor(compiled: Observed, executed: Observed, statements: readonly string[]) {
    this.#compiled = compiled;
    this.#executed = executed;
    this.#statements = statements;
  }

  /** `statements` is the list that the store's `observe` fills. */
  static async over(store: Store, statements: readonly string[] = []): Promise<PairedServers> {
    return new PairedServers(await observed(store, true), await observed(store, false), statements);
  }

  /**
   * Asks both, and the compiling one again, which knows the operation then. Neo4j may take longer to plan a text it has not seen than the store waits; the plan is kept, so where
   * only one of the two was told that the database does not answer, both are asked again.
   */
  async ask(request: InjectOptions, attempts = 3): Promise<Record<'compiled' | 'known' | 'executed', Outcome>> {
    const executed = await this.#outcome(this.#executed, request);
    const compiled = await this.#outcome(this.#compiled, request);
    const known = await this.#outcome(this.#compiled, request);
    const statuses = [compiled.status, known.status, executed.status];
    const late = new Set(statuses).size > 1 && statuses.includes(503);
    return late && attempts > 1 ? this.ask(request, attempts - 1) : { compiled, known, executed };
  }

  async close(): Promise<void> {
    await this.#compiled.server.close();
    await this.#executed.server.close();
  }

  async #outcome({ server, logged }: Observed, request: InjectOptions): Promise<Outcome> {
    const before = this.#statements.length;
    logged.length = 0;
    const { statusCode, headers, body } = await server.inject({ url: '/graphql', ...request });
    const { date: _, ...compared } = headers;
    const statements = this.#statements.length - before;
    const shown = body.replaceAll(/(?<=nonce[-="]+)[\da-f]{64}/gu, 'random');
    return { status: statusCode, headers: compared, body: shown, statements, logged: [...logged] };
  }
}

/** The real server with what it logs, from `warn` on, without what differs from line to line. */
async function observed(store: Store, compiledOperations: boolean): Promise<Observed> {
  const logged: string[] = [];
  const options = { level: 'warn', base: null, timestamp: false };
  const logger = pino(options, { write: (line: string) => logged.push(line.replace(/"reqId":"[^"]*",?/u, '')) });
  return { server: await serving(store, { compiledOperations, logger }), logged };
}
