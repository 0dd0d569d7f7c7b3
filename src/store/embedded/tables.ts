import type { Attribute } from '../../domain/attribute.ts';
import type { Model } from '../../domain/model.ts';
import { headerAttributes } from '../../domain/node.ts';
import { ordersOf } from '../../domain/order.ts';
import { edgeColumn, identifier, nodeTable, orderColumn, orderTable } from './names.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
}

/** How an attribute is kept: real columns, and JSON text for lists, objects and free JSON. */
export function keptAs({ type, list }: Attribute): 'json' | 'boolean' | 'plain' {
  if (list || type === 'object' || type === 'json') return 'json';
  return type === 'boolean' ? 'boolean' : 'plain';
}

const sqlTypes = {
  text: 'TEXT',
  date: 'TEXT',
  choice: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  boolean: 'INTEGER',
  object: 'TEXT',
  json: 'TEXT',
};

const columnOf = ([name, attribute]: [string, Attribute]): Column => ({
  name,
  type: keptAs(attribute) === 'json' ? 'TEXT' : sqlTypes[attribute.type],
});

/** Columns of a kind's table besides `seq` and `id`: header and attributes. */
export function nodeColumns(model: Model, kind: string): readonly Column[] {
  const definition = model.kinds[kind];
  if (!definition) throw new TypeError(`${kind} is not a kind.`);
  const header = headerAttributes
    .filter((name) => name !== 'id')
    .map((name) => ({ name, type: name === 'version' ? 'INTEGER' : 'TEXT' }));
  return [...header, ...Object.entries(definition.attributes).map(columnOf)];
}

/** Columns of a kind's keys besides `seq`: one for each of its orders. */
export function orderColumns(model: Model, kind: string): readonly Column[] {
  const definition = model.kinds[kind];
  return definition ? ordersOf(definition).map((order) => ({ name: orderColumn(order), type: 'TEXT' })) : [];
}

/**
 * Names of the edge attributes of all relationships, which share the one edge table. Their columns have no type: two
 * relationships may give one name different types, and SQLite then keeps each value as it comes.
 */
export function edgeAttributeNames(model: Model): readonly string[] {
  return [...new Set(model.relationships.flatMap(({ attributes }) => Object.keys(attributes)))];
}

export const edgeAttributeColumns = (model: Model): readonly Column[] =>
  edgeAttributeNames(model).map((name) => ({ name: edgeColumn(name), type: '' }));

/**
 * What does not depend on the model. Everything is joined by `seq`, the whole number of a node: it takes an eighth of the
 * room of an id, and one look-up where an id takes two. Only this file's own rows name it, never an answer.
 */
export const fixedTables = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS node (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS edge (
  type TEXT NOT NULL, src INTEGER NOT NULL, key TEXT NOT NULL, dst INTEGER NOT NULL, src_kind TEXT NOT NULL,
  dst_kind TEXT NOT NULL, relationship TEXT NOT NULL, PRIMARY KEY (type, src, key)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS edge_backward ON edge (type, dst, key);
CREATE UNIQUE INDEX IF NOT EXISTS edge_once ON edge (type, src, dst);
CREATE TABLE IF NOT EXISTS degree (node INTEGER, type TEXT, direction TEXT, degree INTEGER, PRIMARY KEY (node, type, direction)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS total (what TEXT, name TEXT, total INTEGER, PRIMARY KEY (what, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (sequence INTEGER PRIMARY KEY, node_id TEXT NOT NULL, entry TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS change_of_node ON change (node_id, sequence);
CREATE TRIGGER IF NOT EXISTS change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER IF NOT EXISTS change_never_goes BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TABLE IF NOT EXISTS record (
  type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, status TEXT NOT NULL, owner TEXT NOT NULL, at TEXT NOT NULL,
  subject TEXT, data TEXT NOT NULL, place TEXT NOT NULL, UNIQUE (type, id)
);
CREATE INDEX IF NOT EXISTS record_in_order ON record (type, place);
CREATE INDEX IF NOT EXISTS record_by_status ON record (type, status, place);
CREATE INDEX IF NOT EXISTS record_by_owner ON record (type, owner, place);
CREATE INDEX IF NOT EXISTS record_by_subject ON record (type, subject, place);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (
  names, texts, id UNINDEXED, kind UNINDEXED, place UNINDEXED, tokenize = "unicode61 remove_diacritics 0"
);
`;

/** Without an index of its own on `id`: whoever has one finds its number in `node`. */
export const createNodeTable = (kind: string) =>
  `CREATE TABLE IF NOT EXISTS ${nodeTable(kind)} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL)`;

/**
 * The keys of a kind's lists have a table of their own: they take more room than the rest of a node, and only lists look
 * at them. So a walk from node to node finds twice as many on a page.
 */
export const createOrderTable = (kind: string) =>
  `CREATE TABLE IF NOT EXISTS ${orderTable(kind)} (seq INTEGER PRIMARY KEY)`;

/** One index for each order, so that no page is ever sorted; and one by which a review package finds its nodes. */
export function nodeIndexes(model: Model, kind: string): readonly string[] {
  return [
    ...orderColumns(model, kind).map(
      ({ name }) =>
        `CREATE UNIQUE INDEX IF NOT EXISTS ${identifier(`${kind}_${name}`)} ON ${orderTable(kind)} (${identifier(name)})`,
    ),
    `CREATE INDEX IF NOT EXISTS ${identifier(`${kind}_package`)} ON ${nodeTable(kind)} ("reviewPackage", id)`,
  ];
}
