import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentReader, ReadDocument } from '../../graphql/document-reader.ts';
import type { DocumentStore } from '../../graphql/document-store.ts';
import { RenderedData, stringifyResult } from '../../graphql/rendered-data.ts';
import { costOf } from '../../graphql/operation-budget.ts';
import type { OperationPlanner } from '../../graphql/operation-planner.ts';
import { operationId } from '../../graphql/persisted/operation-manifest.ts';
import type { PersistedOperations } from '../../graphql/persisted/persisted-operations.ts';
import { resolvedQuery, type ResolvedOperation } from '../../graphql/plan/operation-cache.ts';
import { prepare } from '../../graphql/prepare-operation.ts';
import type { RequestContext } from '../../graphql/request-context.ts';
import { renderedAnswer } from '../../graphql/worker-answer.ts';
import { isRecord } from '../../support/is-record.ts';
import type { Clients } from '../queue/clients.ts';
import { isWaitingRefusal, waitingRefusal } from '../queue/waiting-refusal.ts';
import type { Answerer, EndpointAnswer } from './answerer.ts';
import type { ReadQueue } from './read-queue.ts';
import type { RequestContexts } from './request-contexts.ts';
import { responseTypeFor } from './response-type.ts';

export interface CompiledAnswersOptions {
  readonly planner: OperationPlanner;
  readonly contexts: RequestContexts;
  readonly clients: Clients;
  /** Where what takes long to read waits. */
  readonly turns: ReadQueue;
  readonly reader: DocumentReader;
  /** Texts that were read and found valid. */
  readonly documents: DocumentStore;
  readonly persisted: PersistedOperations;
  /** Whether no text is answered, but what is known by its hash. */
  readonly listedOnly: boolean;
}

/** Bytes of a request with a known text whose variables are read and planned for in no time. */
const mostQuickBytes = 4_096;

/**
 * Answers queries of the graph without Apollo Server, where the answer is whole, and refuses texts that are not valid. What is
 * left to Apollo Server finds the document in their common store, and in the context what was planned and read: nothing is
 * parsed, validated, planned or read twice.
 */
export class CompiledAnswers implements Answerer {
  readonly #options: CompiledAnswersOptions;

  constructor(options: CompiledAnswersOptions) {
    this.#options = options;
  }

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<EndpointAnswer | undefined> {
    const type = responseTypeFor(request.headers.accept);
    try {
      return await this.#answer(request, reply, type);
    } catch (error) {
      return waitingRefusal(error, type);
    }
  }

  async #answer(request: FastifyRequest, reply: FastifyReply, type?: string): Promise<EndpointAnswer | undefined> {
    const take = () => this.#takeTurn(request, reply);
    const body = bodyOf(request);
    if (!body || type === undefined) return take();
    const headers = { 'content-type': type, 'cache-control': 'no-store' };
    const isSmall = Number(request.headers['content-length']) <= mostQuickBytes;
    const read = await this.#documentOf(body, isSmall, take);
    if (read?.errors) return { status: 400, headers, body: stringifyResult({ errors: read.errors }) };
    const operation = read && resolvedQuery(read.document, body.operationName);
    if (!operation) return take();
    const context = this.#options.contexts.of(request, reply);
    const { oneOff = false } = read;
    const planRequest = { operation: { ...operation, oneOff }, variables: body.variables };
    const planned = await prepare(this.#options.planner, context, planRequest);
    if (isWaitingRefusal(context.refusal)) throw context.refusal;
    // Any other refusal is written by Apollo Server, which takes its time.
    if (context.refusal !== undefined) return take();
    const text = planned?.text && (await answerTo(body, operation, context));
    return text ? { headers, body: text } : undefined;
  }

  /** What Apollo Server is left with takes its time too. */
  async #takeTurn(request: FastifyRequest, reply: FastifyReply): Promise<undefined> {
    const { turns, clients, contexts } = this.#options;
    const length = Number(request.headers['content-length'] ?? 0) + request.url.length;
    const { signal } = contexts.of(request, reply);
    await turns.take({ client: clients.of(request), cost: 1 + length / 1_000, signal });
  }

  /** The document of the request, and whether it is likely to be a one-off that never comes again. */
  async #documentOf(
    body: Body,
    isSmall: boolean,
    takeTurn: () => Promise<undefined>,
  ): Promise<(ReadDocument & { readonly oneOff?: boolean }) | undefined> {
    const { documents, persisted, reader, listedOnly } = this.#options;
    const hash = hashOf(body);
    if (hash === undefined || (listedOnly && body.query !== undefined)) return undefined;
    // What a hash stands for is known to whoever registered it, and not by its document alone.
    const text = body.query ?? (await persisted.get(hash));
    if (text === undefined) return undefined;
    const kept = documents.of(hash);
    // A new text takes long to read, and large variables take long to plan for.
    if (!kept || !isSmall) await takeTurn();
    if (kept) return { document: kept };
    const read = reader.read(text);
    if (!read || read.errors) return read;
    await documents.set(hash, read.document);
    return { ...read, oneOff: documents.of(hash) === undefined };
  }
}

interface Body {
  readonly query?: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly extensions?: Readonly<Record<string, unknown>> | null;
}

/** The body of a POST, where its form is one that Apollo Server would take. */
function bodyOf({ method, body }: FastifyRequest): Body | undefined {
  if (method !== 'POST' || !isRecord(body)) return undefined;
  const { query, operationName = null, variables = null, extensions = null } = body;
  const isSound =
    (query === undefined || typeof query === 'string') &&
    (operationName === null || typeof operationName === 'string') &&
    (variables === null || isRecord(variables)) &&
    (extensions === null || isRecord(extensions));
  return isSound ? body : undefined;
}

/** The hash of the text that is asked for; a text that comes with its hash is for Apollo Server to register. */
function hashOf({ query, extensions }: Body): string | undefined {
  const persisted = extensions?.['persistedQuery'];
  if (persisted === undefined) return query === undefined || query === '' ? undefined : operationId(query);
  const isHash = query === undefined && isRecord(persisted) && persisted['version'] === 1;
  return isHash && typeof persisted['sha256Hash'] === 'string' ? persisted['sha256Hash'] : undefined;
}

/** The whole answer, or undefined where Apollo Server must tell what is wrong. */
async function answerTo(
  { operationName, variables }: Body,
  { document }: ResolvedOperation,
  context: RequestContext,
): Promise<string | undefined> {
  const { planned, notes } = context;
  const answer = await renderedAnswer(context, {
    query: document.loc?.source.body ?? '',
    operationName: operationName ?? undefined,
    variables: variables ?? {},
  });
  if (!answer || !planned) return undefined;
  notes.graphVersion = answer.graphVersion;
  return stringifyResult({ data: new RenderedData(answer.text), extensions: { cost: costOf(planned) } });
}
