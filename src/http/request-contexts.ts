import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Finished, RequestContext } from '../graphql/request-context.ts';

/** The context of each request, one however many ask for it. */
export class RequestContexts {
  readonly #contexts = new WeakMap<FastifyRequest, RequestContext>();
  readonly #make: (request: FastifyRequest, reply: FastifyReply) => RequestContext;

  constructor(make: (request: FastifyRequest, reply: FastifyReply) => RequestContext) {
    this.#make = make;
  }

  of(request: FastifyRequest, reply: FastifyReply): RequestContext {
    const known = this.#contexts.get(request);
    const context = known ?? this.#make(request, reply);
    if (!known) this.#contexts.set(request, context);
    return context;
  }

  /** What was noted of its answer; nothing for a request that never had a context. */
  finished(request: FastifyRequest): Finished {
    return this.#contexts.get(request)?.finished ?? {};
  }
}
