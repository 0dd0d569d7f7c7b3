import type { GraphQLResolveInfo } from 'graphql';
import { pageOf } from '../../store/answered-nodes.ts';
import type { RootAnswer } from '../../store/read-plan.ts';
import { connectionOf } from '../connection.ts';
import { scopeOf } from '../plan/plan-operation.ts';
import { answerOf, planOf, type RequestContext } from '../request-context.ts';

/** The part of the operation's one read that belongs to a root field. */
export async function rootAnswer(context: RequestContext, { path }: GraphQLResolveInfo): Promise<RootAnswer> {
  const answer = (await answerOf(context))[path.key];
  if (!answer) throw new TypeError(`The store gave no answer for ${path.key}.`);
  return answer;
}

/** The same as a connection, for a root field that answers with a page. */
export async function rootConnection(context: RequestContext, info: GraphQLResolveInfo) {
  const answer = await rootAnswer(context, info);
  const read = planOf(context).plan.roots[info.path.key];
  if (!read || read.by === 'ids') throw new TypeError(`${info.fieldName} was not planned.`);
  return connectionOf(pageOf(answer), scopeOf(read), read.page);
}
