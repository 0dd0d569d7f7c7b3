import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Kind, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Principal } from '../access/principal.ts';
import type { DocumentStore } from '../graphql/document-store.ts';
import { costOf } from '../graphql/operation-budget.ts';
import { operationId } from '../graphql/persisted/operation-manifest.ts';
import type { RequestedOperation } from '../graphql/persisted/assert-accepted.ts';
import { isRecord } from '../support/is-record.ts';
import { AccessLines } from './access-lines.ts';
import { requestedOperation } from './graphql-endpoint/requested-operation.ts';
import { endpoint } from './graphql-endpoint/graphql-endpoint.ts';
import type { RequestContexts } from './graphql-endpoint/request-contexts.ts';

export interface AccessLogParts {
  readonly documents: DocumentStore;
  readonly contexts: RequestContexts;
  readonly principalOf: (request: FastifyRequest) => Principal;
}

/**
 * Logs a line for each request once it is answered or its client is gone: never a value of a query, nor a key, and of a name
 * only what a valid text has, as anything else may be either.
 */
export function accessLog(server: FastifyInstance, parts: AccessLogParts): void {
  const lines = new AccessLines(server.log);
  server.addHook('onRequest', (request, reply, done) => {
    const { socket } = request;
    const writtenBefore = socket.bytesWritten;
    // Fastify's own hook for answers is not called where the client leaves first.
    reply.raw.once('close', () => {
      const path = request.routeOptions.url;
      lines.add({
        reqId: request.id,
        method: request.method,
        path,
        status: reply.raw.writableEnded ? reply.statusCode : 499,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        bytes: socket.bytesWritten - writtenBefore,
        ...(path === endpoint && askedOrNothing(request, parts)),
      });
    });
    done();
  });
  server.addHook('onClose', async () => lines.close());
}

/** A line that lacks something is better than a process that ends for it. */
function askedOrNothing(request: FastifyRequest, parts: AccessLogParts) {
  try {
    return askedOf(request, parts);
  } catch {
    return {};
  }
}

function askedOf(request: FastifyRequest, { documents, contexts, principalOf }: AccessLogParts) {
  const asked = requestedOperation(request);
  const hash = hashOf(asked);
  const document = hash === undefined ? undefined : documents.recent(hash);
  const planned = contexts.known(request)?.planned;
  const principal = principalOf(request);
  return {
    hash,
    operation: document && nameIn(document, nameAsked(request)),
    cost: planned && costOf(planned),
    viewer: principal.role === 'ANONYMOUS' ? undefined : principal.id,
  };
}

function hashOf({ query, extensions }: RequestedOperation): string | undefined {
  if (typeof query === 'string' && query !== '') return operationId(query);
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  const hash = isRecord(persisted) ? persisted['sha256Hash'] : undefined;
  return typeof hash === 'string' && /^[\da-f]{64}$/u.test(hash) ? hash : undefined;
}

const nameAsked = ({ body }: FastifyRequest): unknown => (isRecord(body) ? body['operationName'] : undefined);

function nameIn({ definitions }: DocumentNode, asked: unknown): string | undefined {
  const operations = definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const names = operations.map(({ name }) => name?.value);
  return names.length === 1 ? names[0] : names.find((name) => name === asked);
}
