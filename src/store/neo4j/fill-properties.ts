import { orderKeysOf, ordersOf } from '../../domain/order.ts';
import type { Model } from '../../domain/model.ts';
import type { Row, Run } from './connection.ts';
import { identifier, isOwnNode, orderProperty } from './names.ts';
import { kindNamed } from './node-rows.ts';
import { propertiesOf } from './values.ts';

/** How many nodes are given their places at a time. */
const batchSize = 5_000;

/** What a model lets nodes have, as `Kind.attribute` and `Kind order name`: kept, so that an opening knows what joined since. */
export function knownNames(model: Model): string[] {
  return Object.entries(model.kinds).flatMap(([kind, definition]) => [
    ...Object.keys(definition.attributes).map((name) => `${kind}.${name}`),
    ...ordersOf(definition).map((order) => `${kind} order ${order}`),
  ]);
}

/**
 * Nodes that were there before an attribute or an order joined the model get what they would have had: the attribute's
 * default, and a key in every order, without which they would be missing from lists.
 */
export async function fillProperties(run: Run, model: Model, known: ReadonlySet<string>): Promise<void> {
  for (const kind of Object.keys(model.kinds)) {
    await fillDefaults(run, model, { kind, known });
    const orders = ordersOf(kindNamed(model, kind)).filter((order) => !known.has(`${kind} order ${order}`));
    for (const order of orders) await fillOrder(run, model, { kind, order });
  }
}

interface Joined {
  readonly kind: string;
  readonly known: ReadonlySet<string>;
}

async function fillDefaults(run: Run, model: Model, { kind, known }: Joined): Promise<void> {
  const { attributes } = kindNamed(model, kind);
  const joined = Object.entries(attributes).filter(
    ([name, { list, default: value }]) => !known.has(`${kind}.${name}`) && !list && value !== undefined,
  );
  for (const [name, attribute] of joined) {
    const property = identifier(name);
    const value = propertiesOf({ [name]: attribute }, { [name]: attribute.default })[name];
    const unset = `MATCH (n:${identifier(kind)}) WHERE ${isOwnNode('n')} AND n.${property} IS NULL`;
    await run(`${unset} SET n.${property} = $value`, { value });
  }
}

async function fillOrder(run: Run, model: Model, { kind, order }: { kind: string; order: string }): Promise<void> {
  const [label, property] = [identifier(kind), identifier(orderProperty(order))];
  const open = `MATCH (n:${label}) WHERE ${isOwnNode('n')} AND n.${property} IS NULL RETURN n.id AS id, n.${identifier(order)} AS value LIMIT ${batchSize}`;
  const put = `UNWIND $rows AS row MATCH (n:${label} {id: row.id}) SET n.${property} = row.key`;
  const keyOf = ({ id, value }: Row) =>
    orderKeysOf(kindNamed(model, kind), { id: String(id), [order]: value })[order] ?? '';
  for (let rows = await run(open, {}); rows.length > 0; rows = await run(open, {}))
    await run(put, { rows: rows.map((row) => ({ id: row['id'], key: keyOf(row) })) });
}
