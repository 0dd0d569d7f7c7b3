import { registerEnumType } from 'type-graphql';
import type { ChoiceSet } from '../../domain/attribute.ts';

const registered = new Map<string, Record<string, string>>();

/** The GraphQL enum of a choice set: registered once, values and descriptions from the domain. */
export function choiceEnum({ name, description, values }: ChoiceSet): Record<string, string> {
  const known = registered.get(name);
  if (known) return known;
  const enumeration = Object.fromEntries(Object.keys(values).map((value) => [value, value]));
  const valuesConfig = Object.fromEntries(
    Object.entries(values).map(([value, words]) => [value, { description: words }]),
  );
  registerEnumType(enumeration, { name, description, valuesConfig });
  registered.set(name, enumeration);
  return enumeration;
}
