import { isAbstractType, isObjectType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';

/** Whether objects of this type are nodes of the graph: the kinds, their interfaces, and unions of them. */
export function isNodePosition(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  if (isAbstractType(type)) return schema.getPossibleTypes(type).every((each) => isNodePosition(schema, each));
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');
}
