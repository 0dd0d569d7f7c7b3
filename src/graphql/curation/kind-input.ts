import type { ClassType } from 'type-graphql';
import type { Attribute, AttributeTable, Shape } from '../../domain/attribute.ts';
import { evidenceModel } from '../../domain/model.ts';
import { inputType, type FieldRow } from '../analysis/object-type.ts';
import { attributeType } from '../types/attribute-type.ts';

const made = new Map<string, ClassType>();

/** The input of a kind's attributes, but for those that are not for a contributor to give. */
export function kindInput(kindName: string, without: readonly string[] = []): ClassType {
  const kind = evidenceModel.kinds[kindName];
  if (!kind) throw new TypeError(`${kindName} is not a kind.`);
  const given = Object.entries(kind.attributes).filter(([name]) => !without.includes(name));
  return inputOf(`${kindName}Input`, kind.description, Object.fromEntries(given));
}

function inputOf(name: string, description: string, table: AttributeTable): ClassType {
  const known = made.get(name);
  if (known) return known;
  const fields = Object.entries(table).map(([field, attribute]) => [field, rowOf(attribute)] as const);
  const type = inputType(name, description, Object.fromEntries(fields));
  made.set(name, type);
  return type;
}

function rowOf(attribute: Attribute): FieldRow {
  const type = attributeType(attribute, shapeInput);
  const mayBeLeftOut = !attribute.required || attribute.default !== undefined;
  const given = attribute.list ? [type] : type;
  return mayBeLeftOut || attribute.list ? [given, attribute.description, 'nullable'] : [given, attribute.description];
}

const shapeInput = ({ name, description, parts }: Shape) => inputOf(`${name}Input`, description, parts);

/** What was given, without what was left out: an explicit null means the same. */
export function givenOnly(input: unknown): Record<string, unknown> {
  const entries = Object.entries((input ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      if (value === null || value === undefined) return [];
      return [[name, Array.isArray(value) ? value.map((item) => plain(item)) : plain(value)]];
    }),
  );
}

const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? givenOnly(value) : value;
