import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { FinishedData, stringifyResult } from '../graphql/finished-data.ts';
import { costOf, refuseCostly, type OperationPlanner } from '../graphql/operation-planner.ts';
import type { ResolvedOperation } from '../graphql/plan/operation-cache.ts';
import { textOf, type RequestContext } from '../graphql/request-context.ts';
import { headersOf, requestKey } from './decisive-headers.ts';
import { perRequest } from './per-request.ts';
import type { RequestContexts } from './request-contexts.ts';

/** An operation that Apollo Server answered, and the headers of its answer. */
interface KnownOperation {
  readonly operation: ResolvedOperation;
  readonly headers: Readonly<Record<string, string>>;
}

/** Characters of all keys together; what they lead to is kept elsewhere too, within bounds of its own. */
const mostCharacters = 8 * 2 ** 20;

/**
 * Answers what Apollo Server answered before, with other variables, without asking it: the same text with the same headers
 * was parsed, validated and accepted then. Only a whole answer is given here. All else goes on to Apollo Server, which
 * finds in the context what was read, so that nothing is read twice (decision 0012).
 */
export function knownOperations(server: FastifyInstance, planner: OperationPlanner, contexts: RequestContexts): void {
  const known = new LRUCache<string, KnownOperation>({ maxSize: mostCharacters });
  const asked = perRequest<string>(server, 'asked of known operations');
  server.addHook('preHandler', async (request, reply) => {
    const key = keyOf(request);
    if (key === undefined) return undefined;
    const found = known.get(key);
    if (!found) {
      asked.set(request, key);
      return undefined;
    }
    const { variables } = request.body as { readonly variables?: unknown };
    const body = await bodyOf(planner, { ...found, variables }, contexts.of(request, reply));
    return body === undefined ? undefined : reply.headers(found.headers).send(body);
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const [key, { operation }] = [asked.get(request), contexts.finished(request)];
    if (key !== undefined && operation && reply.statusCode === 200)
      known.set(key, { operation, headers: headersOf(reply) }, { size: key.length });
    return payload;
  });
}

/** The body without its variables, where it is one that Apollo Server would take. */
function keyOf(request: FastifyRequest): string | undefined {
  const { method, body, routeOptions } = request;
  if (method !== 'POST' || routeOptions.url !== '/graphql' || !isRecord(body)) return undefined;
  const { variables = null, ...asked } = body;
  return variables === null || isRecord(variables) ? requestKey(request, asked) : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The whole answer, or undefined where Apollo Server must tell what is wrong. */
async function bodyOf(
  planner: OperationPlanner,
  { operation, variables }: { readonly operation: ResolvedOperation; readonly variables: unknown },
  context: RequestContext,
): Promise<string | undefined> {
  const planned = planOrNothing(planner, operation, variables);
  if (!planned?.text) return undefined;
  context.planned = planned;
  const answer = await textOf(context);
  if (!answer) return undefined;
  context.finished.graphVersion = answer.graphVersion;
  return stringifyResult({ data: new FinishedData(answer.text), extensions: { cost: costOf(planned) } });
}

function planOrNothing(planner: OperationPlanner, operation: ResolvedOperation, variables: unknown) {
  try {
    const planned = planner.plan(operation, variables);
    if (planned) refuseCostly(planned);
    return planned;
  } catch {
    // What refuses it here refuses it there.
    return undefined;
  }
}
