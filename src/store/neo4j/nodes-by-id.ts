import type { Row, Run } from './connection.ts';
import * as statements from './write-statements.ts';

/** Whole nodes of one kind, by id, as far as they are there. One statement, and none for no ids. */
export async function nodesById(run: Run, kind: string, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  if (ids.length === 0) return new Map();
  const rows = await run<{ node: Row }>(statements.nodesById(kind), { ids });
  return new Map(rows.map(({ node }) => [String(node['id']), node]));
}
