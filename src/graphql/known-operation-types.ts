import { GraphQLError, OperationTypeNode, type GraphQLSchema, type ValidationRule } from 'graphql';

const words: Readonly<Record<OperationTypeNode, string>> = {
  query: 'queries',
  mutation: 'mutations',
  subscription: 'subscriptions',
};

/** GraphQL, section 5.2.1: the schema has the type of each operation. graphql-js 16 has no rule for it. */
export const knownOperationTypes: ValidationRule = (context) => ({
  OperationDefinition(node) {
    const schema = context.getSchema();
    if (!schema.getRootType(node.operation))
      context.reportError(new GraphQLError(noSuchType(schema, node.operation), { nodes: node }));
  },
});

function noSuchType(schema: GraphQLSchema, operation: OperationTypeNode): string {
  const known = Object.values(OperationTypeNode).filter((each) => schema.getRootType(each));
  return `There are no ${words[operation]} in this schema, only ${known.map((each) => words[each]).join(' and ')}.`;
}
