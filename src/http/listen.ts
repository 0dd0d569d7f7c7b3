import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Connections } from './connections.ts';
import { answerBrokenRequest } from './json-errors.ts';
import { arrivalLimits, headersTimeout } from './arrival-limits.ts';

export interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * Listens on each address that the host has, as `localhost` has one of IPv4 and one of IPv6, with connections that all drain.
 * Fastify would listen on the second by a server that it tells nobody of. Answers with the first address.
 */
export async function listen(
  server: FastifyInstance,
  connections: Connections,
  { host, port }: Place,
): Promise<string> {
  connections.watch(server.server);
  if (host !== 'localhost') return server.listen({ host, port });
  const [first, ...others] = await lookup(host, { all: true, order: 'verbatim' });
  const address = await server.listen({ host: first?.address ?? host, port });
  for (const other of others) await listenToo(server, connections, { host: other.address, port: portIn(address) });
  return address;
}

async function listenToo(server: FastifyInstance, connections: Connections, place: Place): Promise<void> {
  const other = createServer({ ...arrivalLimits, headersTimeout }, (request, response) =>
    server.routing(request, response),
  );
  other.on('clientError', answerBrokenRequest);
  other.keepAliveTimeout = server.server.keepAliveTimeout;
  connections.watch(other);
  try {
    await once(other.listen(place), 'listening');
  } catch (error) {
    // Where there is no IPv6, say: the first address is enough.
    server.log.warn({ ...place, error: String(error) }, 'One address of the host cannot be listened on.');
    return;
  }
  closeWith(server, other);
}

/** For those who close the server without draining it. */
function closeWith(server: FastifyInstance, other: Server): void {
  server.server.once('close', () => {
    other.close();
    other.closeIdleConnections();
  });
}

const portIn = (address: string) => Number(new URL(address).port);
