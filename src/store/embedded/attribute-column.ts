import { isOneOf } from '../../support/is-one-of.ts';
import type { Attribute } from '../../domain/attribute.ts';
import { memberOf, type Model } from '../../domain/model.ts';
import type { Relationship } from '../../domain/relationship.ts';
import { headerAttributes } from '../../domain/node.ts';
import { edgeColumn, identifier } from './names.ts';
import { readValue } from './node-row.ts';
import { keptAs } from './tables.ts';

/** How a column is read into the JSON of an answer, and its value back from it. */
export interface AttributeColumn {
  readonly text: string;
  decode(value: unknown): unknown;
}

/** An attribute of the kind whose table has the alias `x`. */
export function attributeColumn(model: Model, kind: string, name: string): AttributeColumn {
  const text = `x.${identifier(name)}`;
  const member = memberOf(model, kind, name);
  if (member?.is === 'attribute') return columnOf(member.attribute, text);
  if (!isOneOf(headerAttributes, name)) throw new TypeError(`${kind} has no attribute ${name}.`);
  return { text, decode: (value) => value };
}

/** An attribute of an edge, from a table expression that has the edge's own columns. */
export function edgeAttributeColumn({ name: relationship, attributes }: Relationship, name: string): AttributeColumn {
  const attribute = attributes[name];
  if (!attribute) throw new TypeError(`${relationship} has no attribute ${name}.`);
  return columnOf(attribute, identifier(edgeColumn(name)));
}

/** SQLite writes 15 digits of a number into JSON, which is not all of them: numbers travel as text with 17. */
function columnOf(attribute: Attribute, column: string): AttributeColumn {
  const number = attribute.type === 'number' && keptAs(attribute) === 'plain';
  return {
    text: number ? `CASE WHEN ${column} IS NOT NULL THEN printf('%!.17g', ${column}) END` : column,
    decode: (value) => readValue(attribute, number && value !== null ? Number(value) : value),
  };
}
