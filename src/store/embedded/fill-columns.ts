import type { Model } from '../../domain/model.ts';
import { orderKeysOf, ordersOf } from '../../domain/order.ts';
import { identifier, nodeTable, orderColumn, orderTable } from './names.ts';
import { keptValue } from './node-row.ts';
import type { Connection } from './connection.ts';
import { keptAs } from './tables.ts';

interface Added {
  readonly kind: string;
  /** Columns that the kind's table did not have until now. */
  readonly added: ReadonlySet<string>;
}

/** Rows that were there before an attribute joined the model get its default. */
export function fillAttributes(database: Connection, model: Model, { kind, added }: Added): void {
  for (const [name, attribute] of Object.entries(model.kinds[kind]?.attributes ?? {})) {
    if (!added.has(name) || attribute.list || attribute.default === undefined) continue;
    const value = keptValue(keptAs(attribute), attribute.default);
    database.prepare(`UPDATE ${nodeTable(kind)} SET ${identifier(name)} = ?`).run([value]);
  }
}

/** Rows that were there before an order joined the model get a key in it, without which they would be missing from lists. */
export function fillOrders(database: Connection, model: Model, { kind, added }: Added): void {
  const definition = model.kinds[kind];
  const orders = definition ? ordersOf(definition).filter((name) => added.has(orderColumn(name))) : [];
  if (!definition || orders.length === 0) return;
  const columns = orders.map((order) => identifier(orderColumn(order)));
  const text = `INSERT INTO ${orderTable(kind)} (seq, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})
    ON CONFLICT (seq) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;
  const insert = database.prepare(text);
  const rows = database.prepare(`SELECT seq, id, ${orders.map(identifier).join(', ')} FROM ${nodeTable(kind)}`).all([]);
  for (const row of rows as (Readonly<Record<string, unknown>> & { readonly id: string })[]) {
    const keys = orderKeysOf(definition, row);
    insert.run([row['seq'], ...orders.map((order) => keys[order])]);
  }
}
