import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { serving } from '../support/serving.ts';
import { withKnownCounts } from '../support/with-known-counts.ts';
import { oddGraph } from './odd-graph.ts';

/** What one request came to. */
export interface Replied {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  readonly cost:
    { readonly nodes: number; readonly limit: number; readonly work: number; readonly workLimit: number } | undefined;
  /** How many statements went to the store. */
  readonly statements: number;
  readonly milliseconds: number;
}

/** One server over the odd graph that counts its statements. */
export interface LimitedServer {
  /** Whether answers carry `extensions.cost` at all: where they do not yet, what needs it is skipped. */
  readonly counts: boolean;
  ask(query: string, variables?: Readonly<Record<string, unknown>>, operationName?: string): Promise<Replied>;
  /** Sends a body as it is. */
  send(body: string): Promise<Replied>;
  close(): Promise<void>;
}

export async function limitedServer(): Promise<LimitedServer> {
  const statements: string[] = [];
  const observe = (statement: string) => statements.push(statement);
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:', observe });
  await store.write(oddGraph());
  const known = withKnownCounts(store);
  await known.counts();
  const server = await serving(known);
  const send = async (payload: string): Promise<Replied> => {
    const [before, start] = [statements.length, performance.now()];
    const headers = { 'content-type': 'application/json' };
    const response = await server.inject({ method: 'POST', url: '/graphql', headers, payload });
    const milliseconds = performance.now() - start;
    const {
      data,
      errors = [],
      extensions,
    } = response.json<{
      data?: unknown;
      errors?: Replied['errors'];
      extensions?: { cost?: Replied['cost'] };
    }>();
    return {
      status: response.statusCode,
      data,
      errors,
      cost: extensions?.cost,
      statements: statements.length - before,
      milliseconds,
    };
  };
  const ask: LimitedServer['ask'] = (query, variables = {}, operationName) =>
    send(JSON.stringify({ query, variables, operationName }));
  const { cost } = await ask('{ claims(first: 1) { nodes { id } } }');
  const close = async () => {
    await server.close();
    await store.close();
  };
  return { counts: cost !== undefined, ask, send, close };
}

/** The numbers in a text; `10,000` is one. */
export const numbersIn = (text: string): number[] =>
  (text.replaceAll(/(?<=\d),(?=\d{3})/gu, '').match(/-?\d+(?:\.\d+)?(?:e\+?\d+)?/gu) ?? []).map(Number);

/** The title of tests that need the counter. */
export const untilCounted = (title: string, { counts }: LimitedServer): string =>
  counts ? title : `${title}: skipped until extensions.cost exists`;
