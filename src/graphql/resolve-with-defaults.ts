import { isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { withDefaults } from './with-defaults.ts';

/** Has every resolver get the default of an argument for null; once all resolvers are set. */
export function resolveWithDefaults(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      if (field.args.some(({ defaultValue }) => defaultValue !== undefined)) wrapResolver(field);
  }
}

function wrapResolver(field: GraphQLField<unknown, unknown>): void {
  const { resolve } = field;
  if (!resolve) throw new TypeError(`${field.name} takes arguments and has no resolver.`);
  field.resolve = (source, args, context, info) => resolve(source, withDefaults(field, args), context, info);
}
