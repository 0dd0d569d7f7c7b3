import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { FinishedData, stringifyResult } from '../graphql/finished-data.ts';
import { costOf, refuseCostly, type PricedPlan } from '../graphql/operation-budget.ts';
import type { OperationPlanner } from '../graphql/operation-planner.ts';
import type { OperationReader } from '../graphql/operation-reader.ts';
import type { ResolvedOperation } from '../graphql/plan/operation-cache.ts';
import { admit, type RequestContext } from '../graphql/request-context.ts';
import { finishedTextOf } from '../graphql/worker-answer.ts';
import { headersOf, requestKey } from './decisive-headers.ts';
import { isRecord } from '../support/is-record.ts';
import { OperationsByBody, type Asked } from './operations-by-body.ts';
import { perRequest } from './per-request.ts';
import { ReadingTurns } from './reading-turns.ts';
import type { RequestContexts } from './request-contexts.ts';

export interface KnownOperationsOptions {
  readonly planner: OperationPlanner;
  readonly contexts: RequestContexts;
  /** Reads texts that are new; absent where no text is answered. */
  readonly reader: OperationReader | undefined;
}

/** What is learned from Apollo Server's answer to a request. */
interface Learning {
  readonly asked: Asked;
  readonly headersKey: string;
}

/** Bytes of a request with a known text whose variables are read and planned for in no time. */
const mostQuickBytes = 4_096;
/** Characters of all keys that stand for the headers of a request. */
const mostCharacters = 2 ** 20;

/**
 * Answers queries of the graph without Apollo Server, once it has answered one that came with the same headers. Only a whole
 * answer is given here. All else goes on to Apollo Server, which finds in the context what was read, so that nothing is
 * read twice (decisions 0012 and 0018).
 */
export function knownOperations(server: FastifyInstance, { planner, contexts, reader }: KnownOperationsOptions): void {
  const operations = new OperationsByBody(reader);
  const answered = new LRUCache<string, Readonly<Record<string, string>>>({ maxSize: mostCharacters });
  const learning = perRequest<Learning>(server, 'learning');
  const turns = new ReadingTurns();
  server.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== '/graphql') return undefined;
    const body = bodyOf(request);
    if (!body) return turns.take();
    const { variables, ...asked } = body;
    const isQuick = operations.isKnown(asked) && Number(request.headers['content-length']) <= mostQuickBytes;
    if (!isQuick) await turns.take();
    const headersKey = requestKey(request, null);
    const headers = answered.get(headersKey);
    const operation = headers && operations.of(asked);
    if (!operation) {
      learning.set(request, { asked, headersKey });
      // Apollo Server reads it from the start.
      return isQuick ? undefined : turns.take();
    }
    const planned = await planOrNothing(planner, operation, variables);
    if (!planned) return turns.take();
    if (!planned.text) {
      operations.leave(asked);
      return undefined;
    }
    const text = await answerTo({ planned, operation, body }, contexts.of(request, reply));
    return text === undefined ? undefined : reply.headers(headers).send(text);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const [learned, { operation }] = [learning.get(request), contexts.finished(request)];
    if (learned && operation && reply.statusCode === 200) {
      operations.learn(learned.asked, operation);
      answered.set(learned.headersKey, headersOf(reply), { size: learned.headersKey.length });
    }
    return payload;
  });
}

interface Body extends Asked {
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** The body of a POST to GraphQL, where its form is one that Apollo Server would take. */
function bodyOf({ method, body }: FastifyRequest): Body | undefined {
  if (method !== 'POST' || !isRecord(body)) return undefined;
  const { variables = null } = body;
  return variables === null || isRecord(variables) ? body : undefined;
}

/** Nothing where Apollo Server must tell what is wrong: what refuses it here refuses it there. */
async function planOrNothing(
  planner: OperationPlanner,
  operation: ResolvedOperation,
  variables: unknown,
): Promise<PricedPlan | undefined> {
  try {
    const planned = await planner.plan(operation, variables);
    if (planned) refuseCostly(planned);
    return planned;
  } catch {
    return undefined;
  }
}

interface KnownRequest {
  readonly planned: PricedPlan;
  readonly operation: ResolvedOperation;
  readonly body: Body;
}

/** The whole answer, or undefined where Apollo Server must tell what is wrong. */
async function answerTo(known: KnownRequest, context: RequestContext): Promise<string | undefined> {
  const { planned, operation, body } = known;
  admit(context, planned);
  const answer = await finishedTextOf(context, {
    // What was learned by its hash has its text in the document alone.
    query: operation.document.loc?.source.body ?? String(body.query),
    operationName: typeof body.operationName === 'string' ? body.operationName : undefined,
    variables: body.variables ?? {},
  });
  if (!answer) return undefined;
  context.finished.graphVersion = answer.graphVersion;
  return stringifyResult({ data: new FinishedData(answer.text), extensions: { cost: costOf(planned) } });
}
