import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Admission, Admitted } from '../../graphql/admission.ts';
import { perRequest, type PerRequest } from '../per-request.ts';
import type { Clients } from './clients.ts';
import type { RequestQueue } from './request-queue.ts';

export interface AdmissionsParts {
  readonly server: FastifyInstance;
  readonly queue: RequestQueue;
  readonly clients: Clients;
}

/** Lets each request wait for its turn, and gives its place back once its answer is there or its client is gone. */
export class Admissions {
  readonly #queue: RequestQueue;
  readonly #clients: Clients;
  readonly #leaving: PerRequest<() => void>;

  constructor({ server, queue, clients }: AdmissionsParts) {
    this.#queue = queue;
    this.#clients = clients;
    this.#leaving = perRequest(server, 'leaving a place of the queue');
    // Not when all is written: who reads slowly keeps no place.
    server.addHook('onSend', (request, _reply, payload, done) => {
      this.#leaving.get(request)?.();
      done(null, payload);
    });
  }

  of(request: FastifyRequest, reply: FastifyReply, signal: AbortSignal): Admission {
    return (admitted) => {
      const line = admitted.isHandedOver ? this.#queue.workers : this.#queue.answering;
      const client = this.#clients.of(request);
      const begin = () => {
        let isThere = true;
        const leave = () => {
          if (isThere) line.leave(client);
          isThere = false;
        };
        this.#leaving.set(request, leave);
        // Who is gone already tells so no more.
        if (reply.raw.destroyed) leave();
        else reply.raw.once('close', leave);
      };
      const turn = line.enter({ client, cost: costOf(admitted), signal });
      if (turn) return turn.then(begin);
      begin();
      return undefined;
    };
  }
}

/** Of what is not planned, such as a mutation. */
const unplanned = 20;

/** In about tenths of a millisecond; each request costs one, whatever it asks for. */
const costOf = ({ planned }: Admitted): number =>
  planned ? 1 + planned.cost.nodes / 100 + planned.cost.expected / 1_000 : unplanned;
