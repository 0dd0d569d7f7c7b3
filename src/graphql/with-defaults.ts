import type { GraphQLField } from 'graphql';
import type { ArgumentValues } from './argument-values.ts';

/** The arguments of a field, with the default of each that has one in place of null: GraphQL puts it in for none only. */
export function withDefaults(
  { args }: Pick<GraphQLField<unknown, unknown>, 'args'>,
  values: ArgumentValues,
): ArgumentValues {
  let filled: Record<string, unknown> | undefined;
  for (const { name, defaultValue } of args) {
    if (values[name] !== null || defaultValue === undefined) continue;
    filled ??= { ...values };
    filled[name] = defaultValue;
  }
  return filled ?? values;
}
