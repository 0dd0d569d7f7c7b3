import type { Kind } from '../../domain/kind.ts';
import type { Model } from '../../domain/model.ts';
import { headerAttributes } from '../../domain/node.ts';
import { ordersOf } from '../../domain/order.ts';
import type { NodeWrite } from '../change-set.ts';
import { absent } from '../refusals.ts';
import { placesOf, type PreparedNode } from '../write-rules.ts';
import { identifier, nodeTable, orderColumn, orderTable } from './names.ts';
import { keptValue } from './node-row.ts';
import type { Statements } from './statements.ts';
import { keptAs } from './tables.ts';

export interface NodePlace {
  readonly seq: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** All of a header that is not made from attributes. */
type KeptHeader = NodePlace & Pick<NodeWrite, 'status' | 'reviewPackage'>;

/** Writes rows of one kind's table, and what search reads of them. */
export class NodeTable {
  readonly #kind: Kind;
  readonly #sql: Statements;
  readonly #attributes: readonly (readonly [name: string, as: ReturnType<typeof keptAs>])[];
  readonly #orders: readonly string[];
  readonly #insert: string;
  readonly #update: string;
  readonly #insertOrders: string;
  readonly #updateOrders: string;

  constructor(model: Model, kind: string, sql: Statements) {
    const definition = model.kinds[kind];
    if (!definition) throw absent(kind);
    this.#kind = definition;
    this.#sql = sql;
    this.#attributes = Object.entries(definition.attributes).map(([name, attribute]) => [name, keptAs(attribute)]);
    this.#orders = ordersOf(definition);
    const names = [...headerAttributes, ...this.#attributes.map(([name]) => name)];
    [this.#insert, this.#update] = intoRow(nodeTable(kind), names);
    [this.#insertOrders, this.#updateOrders] = intoRow(orderTable(kind), this.#orders.map(orderColumn));
  }

  /** Adds the row of a new node, which has version 1, or rewrites the one that is there. */
  put(node: PreparedNode, { status, reviewPackage }: NodeWrite, place: NodePlace): void {
    const header = { ...place, status, reviewPackage };
    if (place.version === 1) this.add(node, header);
    else this.#rewrite(node, header);
  }

  /** Adds the row of a node at any version. */
  add(node: PreparedNode, header: KeptHeader): void {
    const { row, keys, searchPlace } = this.#values(node, header);
    this.#sql.run(this.#insert, row);
    this.#sql.run(this.#insertOrders, keys);
    this.#addToSearch(node, header.seq, searchPlace);
  }

  #rewrite(node: PreparedNode, header: KeptHeader): void {
    const { row, keys, searchPlace } = this.#values(node, header);
    this.#sql.run(this.#update, row);
    this.#sql.run(this.#updateOrders, keys);
    this.#sql.run('DELETE FROM search WHERE rowid = ?', [header.seq]);
    this.#addToSearch(node, header.seq, searchPlace);
  }

  #values({ id, label, attributes }: PreparedNode, { seq, ...kept }: KeptHeader) {
    const header = { id, label, ...kept };
    const { orders, searchPlace } = placesOf(this.#kind, { ...attributes, ...header });
    const row = [
      ...headerAttributes.map((name) => header[name]),
      ...this.#attributes.map(([name, as]) => keptValue(as, attributes[name])),
      seq,
    ];
    return { row, keys: [...this.#orders.map((order) => orders[order]), seq], searchPlace };
  }

  #addToSearch({ id, kind, names, texts }: PreparedNode, seq: number, place: string): void {
    const text = 'INSERT INTO search (rowid, names, texts, id, kind, place) VALUES (?, ?, ?, ?, ?, ?)';
    this.#sql.run(text, [seq, names, texts, id, kind, place]);
  }
}

/** How a row is added and how it is rewritten: not INSERT OR REPLACE, which keeps a journal at three times the price. */
function intoRow(table: string, columns: readonly string[]): readonly [insert: string, update: string] {
  const names = columns.map(identifier);
  return [
    `INSERT INTO ${table} (${names.join(', ')}, seq) VALUES (${names.map(() => '?').join(', ')}, ?)`,
    `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE seq = ?`,
  ];
}
