import { registerEnumType } from 'type-graphql';
import { ordersOf } from '../../domain/order.ts';
import type { Kind } from '../../domain/kind.ts';
import { constantCase } from '../../support/pascal-case.ts';

export interface ListOrder {
  readonly order: string;
  readonly descending: boolean;
}

const registered = new Map<string, Record<string, string>>();

/** The orders of a kind as an enum: `LABEL_ASC`, `LABEL_DESC`, … */
export function orderEnum(kindName: string, kind: Kind): Record<string, string> {
  const known = registered.get(kindName);
  if (known) return known;
  const values = ordersOf(kind).flatMap((order) => ['ASC', 'DESC'].map((way) => `${constantCase(order)}_${way}`));
  const enumeration = Object.fromEntries(values.map((value) => [value, value]));
  const words = (value: string) =>
    `By ${value
      .replace(/_(ASC|DESC)$/u, '')
      .toLowerCase()
      .replaceAll('_', ' ')}, ${value.endsWith('ASC') ? 'first to last' : 'last to first'}.`;
  registerEnumType(enumeration, {
    name: `${kindName}Order`,
    description: `How a list of entries of the kind ${kindName} is ordered.`,
    valuesConfig: Object.fromEntries(values.map((value) => [value, { description: words(value) }])),
  });
  registered.set(kindName, enumeration);
  return enumeration;
}

/** What an enum value of {@link orderEnum} asks for. */
export function listOrderOf(kind: Kind, value: string): ListOrder {
  const order = ordersOf(kind).find(
    (name) => value === `${constantCase(name)}_ASC` || value === `${constantCase(name)}_DESC`,
  );
  if (order === undefined) throw new TypeError(`${value} is not an order.`);
  return { order, descending: value.endsWith('_DESC') };
}

/** Numbered kinds are listed by number, all others by label. */
export const defaultOrderOf = (kind: Kind) => ('ordinal' in kind.attributes ? 'ORDINAL_ASC' : 'LABEL_ASC');
