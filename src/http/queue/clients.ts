import { isIP } from 'node:net';
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Principal } from '../../access/principal.ts';

const mostKept = 1_000;

/** Tells clients apart: by who they are where they gave a name that holds, else by their address. */
export class Clients {
  readonly #principalOf: (request: FastifyRequest) => Principal;
  readonly #addresses = new LRUCache<string, string>({ max: mostKept });

  constructor(principalOf: (request: FastifyRequest) => Principal) {
    this.#principalOf = principalOf;
  }

  of(request: FastifyRequest): string {
    const principal = this.#principalOf(request);
    return principal.role === 'ANONYMOUS' ? this.addressOf(request) : `${principal.role} ${principal.id}`;
  }

  /** Of IPv6 the network of 64 bits, as one household has all of it. What a proxy tells counts only where it is an address. */
  addressOf({ ip, socket }: FastifyRequest): string {
    const kept = this.#addresses.get(ip);
    if (kept !== undefined) return kept;
    const address = isIP(ip) === 0 ? (socket.remoteAddress ?? '') : ip;
    const normal = normalizeIP(address);
    this.#addresses.set(ip, normal);
    return normal;
  }
}
