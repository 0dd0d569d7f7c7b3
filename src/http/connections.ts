import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';

/** How long a connection must be quiet, once nothing new is taken, before it is closed: time for a request on its way. */
const quietTime = 500;
/** How often connections are looked at while they drain. */
const checkInterval = 50;

interface OpenConnection {
  readonly responses: Set<ServerResponse>;
  /** How much had been read of it when nothing was under way: more means that a request has begun to arrive. */
  bytesAtRest: number;
  /** Since when nothing is under way, by the clock of `performance.now()`. */
  quietSince: number;
}

/** The connections of a server, and how they end without the loss of an answer. */
export class Connections {
  readonly #server: Server;
  readonly #open = new Map<Socket, OpenConnection>();
  #isDraining = false;

  constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#open.set(socket, { responses: new Set(), bytesAtRest: 0, quietSince: performance.now() });
      socket.once('close', () => this.#open.delete(socket));
    });
    // Before anything is answered.
    server.prependListener('request', ({ socket }, response) => this.#begin(socket, response));
  }

  #begin(socket: Socket, response: ServerResponse): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    connection.responses.add(response);
    if (this.#isDraining) askToClose(response);
    response.once('close', () => {
      connection.responses.delete(response);
      connection.bytesAtRest = socket.bytesRead;
      connection.quietSince = performance.now();
    });
  }

  /**
   * Takes no new connections and answers what is under way or still arrives on the others, each with `Connection: close`.
   * Connections that stay quiet are closed; after `timeout` milliseconds all are.
   */
  async drain(timeout: number): Promise<void> {
    this.#isDraining = true;
    const start = performance.now();
    // That of http.Server would end quiet connections at once, and reset those on which a request is on its way.
    NetServer.prototype.close.call(this.#server);
    for (const { responses } of this.#open.values()) for (const response of responses) askToClose(response);
    while (this.#open.size > 0 && performance.now() - start < timeout) {
      for (const [socket, connection] of this.#open)
        if (isQuiet(socket, connection) && performance.now() - Math.max(start, connection.quietSince) > quietTime)
          endSoon(socket);
      await after(checkInterval);
    }
    for (const socket of this.#open.keys()) socket.destroy();
  }
}

const isQuiet = (socket: Socket, { responses, bytesAtRest }: OpenConnection) =>
  responses.size === 0 && socket.bytesRead === bytesAtRest;

function askToClose(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

/** Says that nothing more comes; who does not answer that with the same is cut off. */
function endSoon(socket: Socket): void {
  if (socket.writableEnded) return;
  socket.end();
  setTimeout(() => socket.destroy(), quietTime).unref();
}
