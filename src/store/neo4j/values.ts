import { isOneOf } from '../../support/is-one-of.ts';
import neo4j from 'neo4j-driver';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { Attribute, AttributeTable } from '../../domain/attribute.ts';
import { memberOf, type Model } from '../../domain/model.ts';
import { headerAttributes } from '../../domain/node.ts';
import type { KeptChange } from '../history-chain.ts';
import { edgeProperty } from './names.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Objects and free JSON are kept as text: a property holds scalars and lists of scalars only. */
export const isKeptAsJson = ({ type }: Attribute) => type === 'object' || type === 'json';

/** Attributes as properties. Null leaves the property out. */
export function propertiesOf(table: AttributeTable, attributes: AttributeRecord): Properties {
  return Object.fromEntries(
    Object.entries(table).map(([name, attribute]) => [name, propertyOf(attribute, attributes[name])]),
  );
}

function propertyOf(attribute: Attribute, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (isKeptAsJson(attribute)) return JSON.stringify(value);
  // The driver sends every other number as a float.
  if (attribute.type !== 'integer') return value;
  return Array.isArray(value) ? value.map((item) => neo4j.int(Number(item))) : neo4j.int(Number(value));
}

/** An attribute from its property: null where it is absent, the empty list for a list that joined the model later. */
export function attributeOf(attribute: Attribute, property: unknown): unknown {
  if (property === null || property === undefined) return attribute.list ? [] : null;
  return isKeptAsJson(attribute) ? JSON.parse(String(property)) : property;
}

/** How an attribute or header attribute of a kind is read from its property. */
export function attributeReader(model: Model, kind: string, name: string): (property: unknown) => unknown {
  const member = memberOf(model, kind, name);
  if (member?.is === 'attribute') return (property) => attributeOf(member.attribute, property);
  if (!isOneOf(headerAttributes, name)) throw new TypeError(`${kind} has no attribute ${name}.`);
  return (property) => property;
}

/** All attributes of a table from properties of a node, in the order of the table. */
export function attributesOf(
  table: AttributeTable,
  properties: Properties,
  nameOf: (attribute: string) => string = (name) => name,
): AttributeRecord {
  return Object.fromEntries(
    Object.entries(table).map(([name, attribute]) => [name, attributeOf(attribute, properties[nameOf(name)])]),
  );
}

/** The attributes of an edge, as its properties. */
export function edgePropertiesOf(table: AttributeTable, attributes: AttributeRecord): Properties {
  return Object.fromEntries(
    Object.entries(propertiesOf(table, attributes)).map(([name, value]) => [edgeProperty(name), value]),
  );
}

/** Undoes {@link edgePropertiesOf}. */
export const edgeAttributesOf = (table: AttributeTable, properties: Properties) =>
  attributesOf(table, properties, edgeProperty);

/** One `Change` as it is kept. The driver sends every plain number as a float. */
export const changeRow = ({ sequence, ...entry }: KeptChange) => ({ sequence: neo4j.int(sequence), ...entry });
