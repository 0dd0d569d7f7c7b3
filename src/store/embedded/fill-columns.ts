import type { Model } from '../../domain/model.ts';
import { orderKeysOf, ordersOf } from '../../domain/order.ts';
import { identifier, nodeTable, orderColumn } from './names.ts';
import { keptValue } from './node-row.ts';
import type { Connection } from './open-database.ts';
import { keptAs } from './tables.ts';

interface Added {
  readonly kind: string;
  /** Columns that the kind's table did not have until now. */
  readonly added: ReadonlySet<string>;
}

/**
 * Rows that were there before an attribute or an order joined the model get what they would have had: the attribute's
 * default, and a key in every order, without which they would be missing from lists.
 */
export function fillColumns(database: Connection, model: Model, { kind, added }: Added): void {
  const definition = model.kinds[kind];
  const table = nodeTable(kind);
  if (!definition || database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).all([]).length === 0) return;
  for (const [name, attribute] of Object.entries(definition.attributes)) {
    if (!added.has(name) || attribute.list || attribute.default === undefined) continue;
    const value = keptValue(keptAs(attribute), attribute.default);
    database.prepare(`UPDATE ${table} SET ${identifier(name)} = ?`).run([value]);
  }
  for (const order of ordersOf(definition).filter((name) => added.has(orderColumn(name)))) {
    const rows = database.prepare(`SELECT seq, id, ${identifier(order)} AS value FROM ${table}`).all([]);
    const update = database.prepare(`UPDATE ${table} SET ${identifier(orderColumn(order))} = ? WHERE seq = ?`);
    for (const { seq, id, value } of rows as { seq: number; id: string; value: unknown }[])
      update.run([orderKeysOf(definition, { id, [order]: value })[order], seq]);
  }
}
