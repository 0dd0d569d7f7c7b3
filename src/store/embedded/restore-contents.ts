import type { Model } from '../../domain/model.ts';
import { preparedEdge, preparedNode } from '../as-prepared.ts';
import { absent, notEmpty } from '../refusals.ts';
import type { StoreContents, StoredNode } from '../store.ts';
import { watched } from '../watched.ts';
import type { Connection } from './connection.ts';
import { EdgeTable } from './edge-table.ts';
import { GraphCounts } from './graph-counts.ts';
import { keepMeta } from './meta.ts';
import { NodeTable } from './node-table.ts';
import { restoreRecords } from './records.ts';
import { Statements } from './statements.ts';

export interface RestoreOptions {
  readonly model: Model;
  /** A connection that nobody else uses meanwhile: what streams in takes turns with others. */
  readonly database: Connection;
  /** Where it restores to, for people. */
  readonly where: string;
  readonly signal?: AbortSignal | undefined;
}

/** Fills what is empty, in one transaction. */
export async function restoreContents(options: RestoreOptions, contents: StoreContents): Promise<void> {
  const { database, where } = options;
  database.exec('BEGIN IMMEDIATE');
  try {
    const sql = new Statements(database);
    if (!isEmpty(sql)) throw notEmpty(where);
    await fill(sql, options, contents);
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function isEmpty(sql: Statements): boolean {
  const tables = ['node', 'change', 'record'].map((table) => `EXISTS (SELECT 1 FROM ${table})`);
  const text = `SELECT ${tables.join(' OR ')} OR (SELECT value FROM meta WHERE name = 'graphVersion') > 0 AS filled`;
  return sql.all<{ filled: number }>(text)[0]?.filled === 0;
}

async function fill(sql: Statements, { model, signal }: RestoreOptions, contents: StoreContents): Promise<void> {
  const counts = new GraphCounts(model, sql);
  const numbers = new Map<string, number>();
  const addNode = nodeAdder(sql, model);
  for await (const page of watched(contents.nodes(), signal)) {
    for (const node of page) {
      const seq = addNode(node);
      numbers.set(node.id, seq);
      counts.addNode(node.kind, seq);
    }
  }
  const edges = new EdgeTable(model, sql);
  for await (const page of watched(contents.nodes(), signal)) {
    for (const write of page.flatMap((node) => node.edges)) {
      const edge = preparedEdge(model, write);
      const [src, dst] = [numbers.get(edge.from), numbers.get(edge.to)];
      if (src === undefined || dst === undefined) throw absent(edge.to);
      edges.put(edge, { src, dst });
      counts.countEdge({ type: edge.type, src, dst, relationship: edge.relationship }, 1);
    }
  }
  counts.keep(model);
  const keep = 'INSERT INTO change (sequence, node_id, entry, hash) VALUES (?, ?, ?, ?)';
  for await (const page of watched(contents.history(), signal))
    for (const { sequence, nodeId, text, hash } of page) sql.run(keep, [sequence, nodeId, text, hash]);
  restoreRecords(sql, contents.records);
  keepMeta(sql, contents.place);
}

/** Adds nodes, and answers with the number of each. */
function nodeAdder(sql: Statements, model: Model): (node: StoredNode) => number {
  const tables = new Map<string, NodeTable>();
  return (node) => {
    const { id, kind, version, status, createdAt, updatedAt, reviewPackage } = node;
    const { lastInsertRowid } = sql.run('INSERT INTO node (id, kind) VALUES (?, ?)', [id, kind]);
    const seq = Number(lastInsertRowid);
    const table = tables.get(kind) ?? new NodeTable(model, kind, sql);
    tables.set(kind, table);
    table.add(preparedNode(model, node), { seq, version, createdAt, updatedAt, status, reviewPackage });
    return seq;
  };
}
