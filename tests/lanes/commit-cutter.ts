import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** When a connection is cut: before the server hears of the commit, after it answered, or while nobody knows. */
export type Cut = 'before' | 'after' | 'meanwhile';

export interface CommitCutter {
  /** Where it answers in place of the server. */
  readonly uri: string;
  /** Cuts so far. */
  cuts(): number;
  close(): Promise<void>;
}

/**
 * COMMIT as Bolt sends it: a chunk of two bytes, a structure without fields and the signature 0x12, and the end of the
 * message. No text can hold it, as B0 begins no character after such bytes, and it goes in one packet.
 */
const commit = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);

/** Stands between a client and a Bolt server and cuts the connection where `cutAt` says so, for each commit that is sent. */
export async function cutCommits(target: string, cutAt: (commit: number) => Cut | undefined): Promise<CommitCutter> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let [commits, cuts] = [0, 0];
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const cutBoth = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cutBoth).on('close', () => {
        sockets.delete(socket);
        cutBoth();
      });
    }
    let waiting = false;
    upstream.on('data', (bytes: Buffer) => {
      if (waiting) cutBoth();
      else client.write(bytes);
    });
    client.on('data', (bytes: Buffer) => {
      const cut = bytes.includes(commit) ? cutAt((commits += 1)) : undefined;
      if (cut !== undefined) cuts += 1;
      waiting = cut === 'after';
      if (cut === 'before') cutBoth();
      else if (cut === 'meanwhile') upstream.write(bytes, cutBoth);
      else upstream.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    uri: `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
