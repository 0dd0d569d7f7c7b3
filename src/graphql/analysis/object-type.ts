import { InputType, ObjectType, type ClassType } from 'type-graphql';
import { addField, dynamicClass, type FieldType } from '../types/dynamic-type.ts';

/** A field: its type, what it says, and `nullable` where it may be absent. */
export type FieldRow = readonly [type: FieldType, description: string, nullable?: 'nullable'];

/** A type of plain data, whose fields are read as they stand. */
export function objectType(name: string, description: string, fields: Readonly<Record<string, FieldRow>>): ClassType {
  const type = withFields(name, fields);
  ObjectType(name, { description, simpleResolvers: true })(type);
  return type;
}

export function inputType(name: string, description: string, fields: Readonly<Record<string, FieldRow>>): ClassType {
  const type = withFields(name, fields);
  InputType(name, { description })(type);
  return type;
}

function withFields(name: string, fields: Readonly<Record<string, FieldRow>>): ClassType {
  const type = dynamicClass(name);
  for (const [field, [fieldType, description, nullable]] of Object.entries(fields))
    addField(type, field, { type: fieldType, description, nullable: nullable !== undefined });
  return type;
}
