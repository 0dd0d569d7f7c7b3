import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerNotes, RequestContext } from '../../graphql/request-context.ts';
import { perRequest, type PerRequest } from '../per-request.ts';

/** The context of each request, one however many ask for it. */
export class RequestContexts {
  readonly #contexts: PerRequest<RequestContext>;
  readonly #make: (request: FastifyRequest, reply: FastifyReply) => RequestContext;

  constructor(server: FastifyInstance, make: (request: FastifyRequest, reply: FastifyReply) => RequestContext) {
    this.#contexts = perRequest(server, 'context');
    this.#make = make;
  }

  of(request: FastifyRequest, reply: FastifyReply): RequestContext {
    const known = this.#contexts.get(request);
    const context = known ?? this.#make(request, reply);
    if (!known) this.#contexts.set(request, context);
    return context;
  }

  /** What was noted of its answer; nothing for a request that never had a context. */
  notesOf(request: FastifyRequest): AnswerNotes {
    return this.#contexts.get(request)?.notes ?? {};
  }
}
