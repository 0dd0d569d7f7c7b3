import { InputType, type ClassType } from 'type-graphql';
import { addField, dynamicClass, type DynamicField } from './dynamic-type.ts';

const inputs = new Map<string, ClassType>();

/** What an input holds, given its own class: an input may hold more of itself. */
type Fields = (type: ClassType) => Readonly<Record<string, DynamicField>>;

/** An input that is made from a table. It is declared once, however often it is asked for. */
export function inputType(name: string, description: string, fields: Fields): ClassType {
  const known = inputs.get(name);
  if (known) return known;
  const type = dynamicClass(name);
  inputs.set(name, type);
  for (const [field, definition] of Object.entries(fields(type))) addField(type, field, definition);
  InputType(name, { description })(type);
  return type;
}
