import type { ClassType } from 'type-graphql';
import { readOnlyAttributesOf } from '../../curation/drafts/read-only-attributes.ts';
import type { Attribute, AttributeTable, Shape } from '../../domain/attribute.ts';
import { evidenceModel } from '../../domain/model.ts';
import { attributeType } from './attribute-type.ts';
import type { DynamicField } from './dynamic-type.ts';
import { inputType } from './input-type.ts';

/** The input of a kind's attributes, but for those that are not for a contributor to give. */
export function kindInput(kindName: string): ClassType {
  const kind = evidenceModel.kinds[kindName];
  if (!kind) throw new TypeError(`${kindName} is not a kind.`);
  return inputOf(`${kindName}Input`, kind.description, inputAttributesOf(kindName));
}

/** The attributes that a contributor gives. */
export function inputAttributesOf(kindName: string): AttributeTable {
  const table = Object.entries(evidenceModel.kinds[kindName]?.attributes ?? {});
  return Object.fromEntries(table.filter(([name]) => !readOnlyAttributesOf(kindName).includes(name)));
}

const inputOf = (name: string, description: string, table: AttributeTable): ClassType =>
  inputType(name, description, () =>
    Object.fromEntries(Object.entries(table).map(([field, attribute]) => [field, fieldOf(attribute)])),
  );

function fieldOf(attribute: Attribute): DynamicField {
  const { list = false, required = false, default: value, description } = attribute;
  const type = attributeType(attribute, shapeInput);
  return { type: list ? [type] : type, description, nullable: list || !required || value !== undefined };
}

/** The input of a value of named parts. */
export const shapeInput = ({ name, description, parts }: Shape) => inputOf(`${name}Input`, description, parts);
