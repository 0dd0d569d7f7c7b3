import type { FastifyReply, FastifyRequest } from 'fastify';

/** A whole answer as it is sent. */
export interface EndpointAnswer {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One way to an answer. Whoever can answer a request does; undefined leaves it to the next. */
export interface Answerer {
  answer(request: FastifyRequest, reply: FastifyReply): Promise<EndpointAnswer | undefined>;
}
