import type { Model } from '../../domain/model.ts';
import type { StoreCounts } from '../store.ts';
import type { Statements } from './statements.ts';

/** Nodes by kind and edges by relationship, as the totals say that each write keeps. */
export function countsOf(sql: Statements, model: Model): StoreCounts {
  const rows = sql.all<{ what: string; name: string; total: number }>('SELECT what, name, total FROM total');
  const totals = new Map(rows.map(({ what, name, total }) => [`${what} ${name}`, total]));
  const of = (what: 'node' | 'edge', names: readonly string[]): Readonly<Record<string, number>> =>
    Object.fromEntries(names.map((name) => [name, totals.get(`${what} ${name}`) ?? 0]));
  const relationships = model.relationships.map(({ name }) => name);
  return { nodes: of('node', Object.keys(model.kinds)), edges: of('edge', relationships) };
}
