import type { GraphQLField } from 'graphql';
import type { Given } from './given.ts';

/** The arguments of a field, with the default of each that has one in place of null: GraphQL puts it in for none only. */
export function withDefaults({ args }: Pick<GraphQLField<unknown, unknown>, 'args'>, given: Given): Given {
  let filled: Record<string, unknown> | undefined;
  for (const { name, defaultValue } of args) {
    if (given[name] !== null || defaultValue === undefined) continue;
    filled ??= { ...given };
    filled[name] = defaultValue;
  }
  return filled ?? given;
}
