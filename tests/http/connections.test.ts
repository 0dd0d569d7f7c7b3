import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { startServing, type Serving } from '../../src/http/start-serving.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';

interface Tried {
  readonly serving: Serving;
  readonly port: number;
  /** What was logged above `info`. */
  readonly logged: string[];
}

async function tried({ drainDelay = 0, drainTimeout = 10_000 } = {}): Promise<Tried> {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  await store.write(
    changeSet({
      nodes: Array.from({ length: 400 }, (_, number) => claim(`c${number}`, randomBytes(4_000).toString('base64'))),
    }),
  );
  const logged: string[] = [];
  const serving = await startServing({
    store,
    host: '127.0.0.1',
    port: 0,
    logger: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }),
    introspection: true,
    corsOrigins: [],
    responseCache: false,
    access: { keyPepper: undefined, issuers: [] },
    requestTimeout: 10_000,
    drainDelay,
    drainTimeout,
  });
  void serving.stopped.then(() => store.close());
  return { serving, port: Number(new URL(serving.address).port), logged };
}

const large = '{ claims(first: 100) { nodes { id text } } }';

interface Answered {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly body: string;
}

const ask = (port: number, agent: Agent, path = `/graphql?query=${encodeURIComponent(large)}`): Promise<Answered> =>
  new Promise((resolve, reject) => {
    request({ port, path, agent, headers: { 'apollo-require-preflight': 'yes' } }, (response) => {
      const { statusCode: status, headers } = response;
      text(response).then((body) => resolve({ status, connection: headers.connection, body }), reject);
    })
      .once('error', reject)
      .end();
  });

interface Raw {
  readonly socket: Socket;
  readonly ended: Promise<string>;
}

/** A connection that sends some bytes; what becomes of it is `closed` or the code of an error. */
async function raw(port: number, bytes = ''): Promise<Raw> {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  if (bytes !== '') socket.write(bytes);
  socket.resume();
  const ended = new Promise<string>((resolve) => {
    socket.once('close', () => resolve('closed'));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  return { socket, ended };
}

const halfSent =
  'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query"';

describe('a server that is told to stop', () => {
  it('loses no answer and resets nobody: silent, quiet, half-sent and busy connections', async () => {
    const { serving, port } = await tried();
    const kept = new Agent({ keepAlive: true });
    await ask(port, kept);
    const [silent, quiet] = [await raw(port), await raw(port, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')];
    const failures: string[] = [];
    let isRefused = false;
    let count = 0;
    const busy = Array.from({ length: 50 }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (;;) {
        try {
          const { status, connection, body } = await ask(port, agent);
          if (status !== 200 || !Array.isArray(JSON.parse(body).data.claims.nodes)) failures.push(String(status));
          count += 1;
          // Told so, a client goes elsewhere.
          if (isRefused && connection === 'close') return agent.destroy();
        } catch (error) {
          failures.push(String((error as NodeJS.ErrnoException).code));
          return agent.destroy();
        }
      }
    });
    // Each has its connection by then.
    await vi.waitFor(() => expect(count).toBeGreaterThan(100), 60_000);
    isRefused = true;
    const stopped = serving.stop();
    await Promise.all(busy);
    expect([failures, await silent.ended, await quiet.ended]).toEqual([[], 'closed', 'closed']);
    await stopped;
    kept.destroy();
  });

  it('cuts off what never arrives, at the end', async () => {
    const { serving, port } = await tried({ drainTimeout: 1_000 });
    const half = await raw(port, halfSent);
    await after(50);
    await serving.stop();
    expect(await half.ended).toMatch(/closed|ECONNRESET/u);
  });

  it('answers a request whose rest arrives while it stops', async () => {
    const { serving, port } = await tried();
    const body = JSON.stringify({ query: '{ __typename }' });
    const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    const { socket, ended } = await raw(port, head + body.slice(0, 5));
    const answer = text(socket);
    await after(50);
    const stopped = serving.stop();
    await after(800);
    socket.write(body.slice(5));
    expect(await answer).toMatch(/^HTTP\/1\.1 200[^]*connection: close[^]*"__typename":"Query"/iu);
    expect(await ended).toBe('closed');
    await stopped;
  });

  it('is told of as stopping while requests are still taken', async () => {
    const { serving, port } = await tried({ drainDelay: 700 });
    const agent = new Agent();
    expect((await ask(port, agent, '/health/ready')).status).toBe(200);
    const stopped = serving.stop();
    const { status, body } = await ask(port, agent, '/health/ready');
    expect([status, JSON.parse(body)]).toEqual([503, { status: 'stopping', store: 'embedded' }]);
    expect((await ask(port, agent)).status).toBe(200);
    expect((await ask(port, agent, '/health/live')).status).toBe(200);
    await stopped;
    await expect(ask(port, agent)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a client', () => {
  it('that leaves before its answer leaves nothing in the log', async () => {
    const { serving, port, logged } = await tried();
    for (let number = 0; number < 40; number += 1) {
      // What is compiled and what Apollo Server answers.
      const asked =
        number % 4 < 2
          ? 'claims(first: 100) { nodes { id text } }'
          : '__schema { types { description fields { description } } }';
      const query = encodeURIComponent(`{ a${number}: ${asked} }`);
      const { socket } = await raw(
        port,
        `GET /graphql?query=${query} HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip\r\napollo-require-preflight: y\r\n\r\n`,
      );
      // Half of them while the answer is made, half while it comes.
      if (number % 2 === 0) await after(number / 2);
      else await once(socket, 'data');
      socket.resetAndDestroy();
    }
    expect((await ask(port, new Agent())).status).toBe(200);
    await serving.stop();
    expect(logged).toEqual([]);
  });

  it('that sends no HTTP, or too much of a head, is told so in the form of a GraphQL error', async () => {
    const { serving, port } = await tried();
    const told = async (bytes: string) => {
      const { socket } = await raw(port, bytes);
      const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
      const { errors } = JSON.parse(body) as { errors: { extensions: { code: string } }[] };
      return [head.split(' ')[1], errors[0]?.extensions.code];
    };
    expect(await told('no http\r\n\r\n')).toEqual(['400', 'BAD_REQUEST']);
    expect(await told(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`)).toEqual([
      '431',
      'HEADERS_TOO_LARGE',
    ]);
    await serving.stop();
  });

  it('that sends nothing, or never to the end, is let go', async () => {
    const { serving, port } = await tried();
    const ended = await Promise.all([raw(port), raw(port, 'GET / HT'), raw(port, halfSent)]);
    const started = performance.now();
    await Promise.all(ended.map((each) => each.ended));
    expect(performance.now() - started).toBeLessThan(60_000);
    await serving.stop();
  });
});
