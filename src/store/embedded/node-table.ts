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
  put(node: PreparedNode, { status, reviewPackage }: NodeWrite, { seq, ...place }: NodePlace): void {
    const isNew = place.version === 1;
    const header = { id: node.id, label: node.label, status, reviewPackage, ...place };
    const { orders, searchPlace } = placesOf(this.#kind, { ...node.attributes, ...header });
    const values = [
      ...headerAttributes.map((name) => header[name]),
      ...this.#attributes.map(([name, as]) => keptValue(as, node.attributes[name])),
      seq,
    ];
    this.#sql.run(isNew ? this.#insert : this.#update, values);
    const keys = [...this.#orders.map((order) => orders[order]), seq];
    this.#sql.run(isNew ? this.#insertOrders : this.#updateOrders, keys);
    if (!isNew) this.#sql.run('DELETE FROM search WHERE rowid = ?', [seq]);
    const text = 'INSERT INTO search (rowid, names, texts, id, kind, place) VALUES (?, ?, ?, ?, ?, ?)';
    this.#sql.run(text, [seq, node.names, node.texts, node.id, node.kind, searchPlace]);
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
