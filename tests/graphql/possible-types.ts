import { isAbstractType, type GraphQLSchema } from 'graphql';

/** The types that an interface or a union may turn out to be: what Apollo Client's cache takes as `possibleTypes`. */
export function possibleTypes(schema: GraphQLSchema): Readonly<Record<string, readonly string[]>> {
  const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);
  const names = abstract.map(({ name }) => name).toSorted();
  const types = abstract.map((type) => [
    type.name,
    schema
      .getPossibleTypes(type)
      .map(({ name }) => name)
      .toSorted(),
  ]);
  const found = Object.fromEntries(types) as Record<string, string[]>;
  return Object.fromEntries(names.map((name) => [name, found[name] ?? []]));
}
