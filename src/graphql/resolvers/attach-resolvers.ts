import { pageOf, rowsOf } from '../../store/answered-nodes.ts';
import {
  isObjectType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { traversalsOf, type Model } from '../../domain/model.ts';
import { searchWordsOf } from '../../domain/search-text.ts';
import type { NodeRow, PageAnswer, RootAnswer } from '../../store/read-plan.ts';
import { connectionOf, type Edge } from '../connection.ts';
import { highlightsOf } from '../highlight.ts';
import { scopeOf } from '../plan/plan-operation.ts';
import { answerOf, planOf, type RequestContext } from '../request-context.ts';

type Resolve = GraphQLFieldResolver<NodeRow, RequestContext>;

/**
 * Sets the resolvers of everything that a read plan answers. They only read what the plan fetched, and they are plain
 * synchronous functions: TypeGraphQL would wrap each field that has arguments in a promise.
 */
export function attachResolvers(schema: GraphQLSchema, model: Model): void {
  const query = schema.getQueryType()?.getFields() ?? {};
  const singles = ['node', ...Object.values(model.kinds).map(({ singular }) => singular)];
  for (const name of singles)
    attach(query[name], (_, __, context, info) => fromRoot(context, info, (answer) => rowsOf(answer)[0] ?? null));
  attach(query['nodes'], (_, __, context, info) => fromRoot(context, info, rowsOf));
  for (const { plural } of Object.values(model.kinds)) {
    attach(query[plural], (_, given, context, info) =>
      fromRoot(context, info, (answer) => rootConnection(context, info, given, answer)),
    );
  }
  attach(query['search'], (_, given, context, info) =>
    fromRoot(context, info, (answer) => found({ model, context, info }, given, answer)),
  );
  for (const kind of Object.keys(model.kinds)) attachRelationships(schema, model, kind);
}

function attachRelationships(schema: GraphQLSchema, model: Model, kind: string): void {
  const type = schema.getType(kind);
  if (!isObjectType(type)) throw new TypeError(`The schema has no object type ${kind}.`);
  for (const { field } of traversalsOf(model, kind))
    attach(type.getFields()[field.field], field.cardinality === 'one' ? oneEnd : manyEnds);
}

const oneEnd: Resolve = (row, _, context, info) => relationIn(row, context, info).rows?.[0]?.node ?? null;
const manyEnds: Resolve = (row, given, context, info) => {
  const [node] = info.fieldNodes;
  const scope = node && planOf(context).scopes.get(node);
  if (scope === undefined) throw new TypeError(`${info.fieldName} was not planned.`);
  return connectionOf(relationIn(row, context, info), scope, given);
};

function attach(field: GraphQLField<NodeRow, RequestContext> | undefined, resolve: Resolve): void {
  if (!field) throw new TypeError('The schema lacks a field of the model.');
  field.resolve = resolve;
}

async function fromRoot<Value>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  take: (answer: RootAnswer) => Value,
): Promise<Value> {
  const answer = (await answerOf(context))[info.path.key];
  if (!answer) throw new TypeError(`The store gave no answer for ${info.path.key}.`);
  return take(answer);
}

function relationIn(row: NodeRow, context: RequestContext, info: GraphQLResolveInfo): PageAnswer {
  const [node] = info.fieldNodes;
  const key = node && planOf(context).relationKeys.get(node);
  const answer = key === undefined ? undefined : row[key];
  if (!answer) throw new TypeError(`${info.parentType.name}.${info.fieldName} was not read.`);
  return answer;
}

function rootConnection(
  context: RequestContext,
  info: GraphQLResolveInfo,
  given: Readonly<Record<string, unknown>>,
  answer: RootAnswer,
) {
  const read = planOf(context).plan.roots[info.path.key];
  if (!read || read.by === 'ids') throw new TypeError(`${info.fieldName} was not planned.`);
  return connectionOf(pageOf(answer), scopeOf(read), given);
}

interface Searched {
  readonly model: Model;
  readonly context: RequestContext;
  readonly info: GraphQLResolveInfo;
}

function found({ model, context, info }: Searched, given: Readonly<Record<string, unknown>>, answer: RootAnswer) {
  const words = searchWordsOf('text', String(given['text']));
  const connection = rootConnection(context, info, given, answer);
  const highlighted = (edge: Edge) => ({
    ...edge,
    get highlights() {
      return highlightsOf(model, edge.node, words);
    },
  });
  return { ...connection, edges: connection.edges.map(highlighted) };
}
