import type { ClassType } from 'type-graphql';
import type { Attribute, AttributeTable, Shape } from '../../domain/attribute.ts';
import { evidenceModel } from '../../domain/model.ts';
import { heldBackOf } from '../../curation/held-back.ts';
import { inputType, type FieldRow } from '../analysis/object-type.ts';
import { attributeType } from '../types/attribute-type.ts';

const made = new Map<string, ClassType>();

/** The input of a kind's attributes, but for those that are not for a contributor to give. */
export function kindInput(kindName: string): ClassType {
  const kind = evidenceModel.kinds[kindName];
  if (!kind) throw new TypeError(`${kindName} is not a kind.`);
  return inputOf(`${kindName}Input`, kind.description, givenOf(kindName));
}

/** The attributes that a contributor gives. */
export function givenOf(kindName: string): AttributeTable {
  const table = Object.entries(evidenceModel.kinds[kindName]?.attributes ?? {});
  return Object.fromEntries(table.filter(([name]) => !heldBackOf(kindName).includes(name)));
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

/** The input of a value of named parts. */
export const shapeInput = ({ name, description, parts }: Shape) => inputOf(`${name}Input`, description, parts);
