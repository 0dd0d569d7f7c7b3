import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What is done to a connection, in milliseconds: it is cut after a while, or what the server says comes later. */
export interface Trouble {
  readonly cutAfter?: number | undefined;
  readonly delay?: number | undefined;
}

export interface TroubleProxy {
  /** Where it answers in place of the server. */
  readonly uri: string;
  /** Connections opened so far. */
  opened(): number;
  /** Connections cut so far. */
  cuts(): number;
  close(): Promise<void>;
}

/** Stands between a client and a Bolt server. `troubleOf` is asked for each connection, and again for each answer on it. */
export async function troubleProxy(target: string, troubleOf: (connection: number) => Trouble): Promise<TroubleProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let [connections, cuts] = [0, 0];
  const server = createServer((client) => {
    const connection = (connections += 1);
    const upstream = connect(Number(port), hostname);
    const { cutAfter } = troubleOf(connection);
    const cutBoth = () => {
      client.destroy();
      upstream.destroy();
    };
    const timer =
      cutAfter === undefined
        ? undefined
        : setTimeout(() => {
            cuts += 1;
            cutBoth();
          }, cutAfter);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cutBoth).on('close', () => {
        clearTimeout(timer);
        sockets.delete(socket);
        cutBoth();
      });
    }
    client.on('data', (bytes: Buffer) => upstream.write(bytes));
    upstream.on('data', (bytes: Buffer) => {
      const { delay } = troubleOf(connection);
      if (delay === undefined) client.write(bytes);
      else setTimeout(() => client.write(bytes), delay);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    uri: `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    opened: () => connections,
    cuts: () => cuts,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
