import { isObjectType, type GraphQLFieldResolver, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { traversalsOf, type Model } from '../../domain/model.ts';
import type { NodeRow, PageAnswer } from '../../store/read-plan.ts';
import { connectionOf } from '../connection.ts';
import { planOf, type RequestContext } from '../request-context.ts';

type Resolve = GraphQLFieldResolver<NodeRow, RequestContext>;

/**
 * Sets the resolvers of the edges. They only read what the plan fetched, and they are plain synchronous functions: an
 * answer may hold thousands of them, and TypeGraphQL would make an instance of its arguments for each.
 */
export function attachEdgeResolvers(schema: GraphQLSchema, model: Model): void {
  for (const kind of Object.keys(model.kinds)) {
    const type = schema.getType(kind);
    const fields = isObjectType(type) ? type.getFields() : {};
    for (const { field } of traversalsOf(model, kind)) {
      const edge = fields[field.field];
      if (!edge) throw new TypeError(`The schema has no field ${kind}.${field.field}.`);
      edge.resolve = field.cardinality === 'one' ? oneEnd : manyEnds;
    }
  }
}

const oneEnd: Resolve = (row, _, context, info) => relationIn(row, context, info).rows?.[0]?.node ?? null;

const manyEnds: Resolve = (row, page, context, info) => {
  const [node] = info.fieldNodes;
  const scope = node && planOf(context).scopes.get(node);
  if (scope === undefined) throw new TypeError(`${info.fieldName} was not planned.`);
  return connectionOf(relationIn(row, context, info), scope, page);
};

function relationIn(row: NodeRow, context: RequestContext, info: GraphQLResolveInfo): PageAnswer {
  const [node] = info.fieldNodes;
  const key = node && planOf(context).relationKeys.get(node);
  const answer = key === undefined ? undefined : row[key];
  if (!answer) throw new TypeError(`${info.parentType.name}.${info.fieldName} was not read.`);
  return answer;
}
