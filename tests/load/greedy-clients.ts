import { Agent, request } from 'node:http';

/*
 * Clients that each have an address of their own and many connections, on each of which they ask for one thing after another as
 * fast as they can. Tells on SIGTERM how often each status came to each of them, and ends.
 */
const [, , port = '', clients = '', connections = '', queries = ''] = process.argv;
const texts = JSON.parse(queries) as readonly string[];

export interface GreedyClient {
  readonly statuses: Record<string, number>;
  /** Of those that were refused as too many: how long the refusal took, in milliseconds. */
  readonly refusals: number[];
  /** Refusals that did not tell when to come again. */
  withoutRetry: number;
}

let asked = 0;

/** Every fourth is a text that was never seen. */
function nextText(): string {
  asked += 1;
  const text = texts[asked % texts.length] ?? '';
  return asked % 4 === 0 ? text.replace('{', `query Q${process.pid}N${asked} {`) : text;
}

function askOnce(agent: Agent, localAddress: string, { statuses, refusals, ...client }: GreedyClient): Promise<void> {
  const body = JSON.stringify({ query: nextText() });
  const started = performance.now();
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    const count = (status: string) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      resolve();
    };
    request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', agent, localAddress, headers }, (response) => {
      if (response.statusCode === 503) refusals.push(performance.now() - started);
      if (response.statusCode === 503 && response.headers['retry-after'] === undefined) client.withoutRetry += 1;
      response.resume().once('end', () => count(String(response.statusCode)));
    })
      .once('error', (error: NodeJS.ErrnoException) => count(error.code ?? error.message))
      .end(body);
  });
}

const all = Array.from({ length: Number(clients) }, (_, number) => {
  const client: GreedyClient = { statuses: {}, refusals: [], withoutRetry: 0 };
  const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
  const ask = async () => {
    for (;;) await askOnce(agent, `127.0.1.${number + 1}`, client);
  };
  for (let connection = 0; connection < Number(connections); connection += 1) void ask();
  return client;
});
process.once('SIGTERM', () => process.stdout.write(JSON.stringify(all), () => process.exit(0)));
process.stdout.write('\n');
