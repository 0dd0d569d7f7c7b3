import type { NodeHeader } from '../../domain/node.ts';
import { traversalsOf, type Model } from '../../domain/model.ts';
import { orderOfKey } from '../../domain/order.ts';
import type { EdgeName, EdgeWrite } from '../change-set.ts';
import type { PageOfKind } from '../contents-in-pages.ts';
import type { StoredNode } from '../store.ts';
import { nodeTable } from './names.ts';
import { attributesOfEdge, attributesOfRow } from './node-row.ts';
import type { Statements } from './statements.ts';

type Row = Readonly<Record<string, unknown>>;

type NodeContents = Row & Omit<NodeHeader, 'label'>;

interface EdgeRow extends Row {
  readonly to: string;
  readonly key: string;
}

/** Where a page of whole nodes begins, and whose they are; null: of anybody. */
export interface ContentsPage extends PageOfKind {
  readonly reviewPackage: string | null;
}

/** Whole nodes of one kind with their outgoing edges, in order of id. */
export function contentsPage(sql: Statements, model: Model, page: ContentsPage): readonly StoredNode[] {
  return rowsOf(sql, model, page).map((row) => storedNode(sql, model, { kind: page.kind, row }));
}

function rowsOf(sql: Statements, model: Model, { kind, after, first, reviewPackage }: ContentsPage): NodeContents[] {
  const table = nodeTable(kind);
  if (reviewPackage !== null) {
    const text = `SELECT * FROM ${table} WHERE "reviewPackage" = ? AND id > ? ORDER BY id LIMIT ?`;
    return sql.all(text, [reviewPackage, after, first]);
  }
  // The table of a kind has no index on ids; the table of all nodes has. Behind the colon comes the semicolon.
  const prefix = model.kinds[kind]?.prefix ?? '';
  const text = `SELECT kept.* FROM node CROSS JOIN ${table} kept ON kept.seq = node.seq WHERE node.id > ? AND node.id < ? ORDER BY node.id LIMIT ?`;
  return sql.all(text, [after === '' ? `${prefix}:` : after, `${prefix};`, first]);
}

function storedNode(sql: Statements, model: Model, { kind, row }: { kind: string; row: NodeContents }): StoredNode {
  const { id, version, status, createdAt, updatedAt, reviewPackage } = row;
  const forward = traversalsOf(model, kind).filter(({ direction }) => direction === 'forward');
  const types = new Map(forward.map(({ type, relationship }) => [type, relationship.name]));
  const edges = [...types].flatMap(([type, relationship]) =>
    sql
      .all<EdgeRow>(
        'SELECT edge.*, node.id AS "to" FROM edge CROSS JOIN node ON node.seq = edge.dst WHERE type = ? AND src = ? ORDER BY key',
        [type, row['seq']],
      )
      .map((edge) => edgeOf(model, { relationship, from: id, to: edge.to }, edge)),
  );
  const attributes = attributesOfRow(model, kind, row);
  return { id, kind, version, status, createdAt, updatedAt, reviewPackage, attributes, edges };
}

function edgeOf(model: Model, name: EdgeName, { key, ...row }: EdgeRow): EdgeWrite {
  return { ...name, order: orderOfKey(key), attributes: attributesOfEdge(model, name.relationship, row) };
}
