import { createRequire } from 'node:module';

/*
 * Loaded in front of a server (`node --import`) in a pass that nothing is timed in. It counts the statements that the
 * server sends to its store, whoever wrote the server, and lets Neo4j profile each of them. Counting begins with the
 * first question, so that what opening a store takes is left out.
 */

export interface Tally {
  readonly statements: number;
  readonly dbHits: number;
}

interface Step {
  readonly dbHits?: number;
  readonly children?: readonly Step[];
}

// The copy that the server itself loads.
const load = createRequire(process.argv[1] ?? import.meta.url);
let counting = false;
let tally = { statements: 0, dbHits: 0 };

process.on('message', (question) => {
  if (question !== 'tally') return;
  process.send?.({ tally });
  counting = true;
  tally = { statements: 0, dbHits: 0 };
});

countNeo4j();
countEmbedded();

function countNeo4j(): void {
  if (process.env['NEO4J_URI'] === undefined) return;
  const core = load('neo4j-driver-core') as Record<string, { prototype: Record<string, Function> }>;
  for (const name of ['Session', 'Transaction']) {
    const prototype = core[name]?.prototype;
    const run = prototype?.['run'];
    if (!prototype || !run) throw new TypeError(`The driver has no ${name}.`);
    prototype['run'] = function profiled(this: unknown, text: unknown, ...rest: unknown[]) {
      if (!counting || typeof text !== 'string') return run.call(this, text, ...rest);
      tally.statements += 1;
      const result = run.call(this, `PROFILE ${text}`, ...rest) as Promise<{ summary: { profile: Step } }>;
      void result.then(
        ({ summary }) => (tally.dbHits += hitsOf(summary.profile)),
        () => undefined,
      );
      return result;
    };
  }
}

const hitsOf = ({ dbHits, children }: Step): number =>
  (dbHits ?? 0) + (children ?? []).reduce((sum, child) => sum + hitsOf(child), 0);

function countEmbedded(): void {
  if (process.env['NEO4J_URI'] !== undefined) return;
  const Database = load('libsql') as new (file: string) => { prepare(text: string): object; close(): void };
  const database = new Database(':memory:');
  const prototype = Object.getPrototypeOf(database.prepare('SELECT 1')) as Record<string, Function>;
  database.close();
  // Some of them are made of others, which must not count again.
  let inside = false;
  for (const name of ['get', 'all', 'iterate', 'run']) {
    const ask = prototype[name];
    if (!ask) throw new TypeError(`Statements of libsql have no ${name}.`);
    prototype[name] = function counted(this: unknown, ...values: unknown[]) {
      if (counting && !inside) tally.statements += 1;
      const outer = inside;
      inside = true;
      try {
        return ask.apply(this, values);
      } finally {
        inside = outer;
      }
    };
  }
}
