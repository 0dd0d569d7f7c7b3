import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, expect, it, vi } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { startServing } from '../../src/http/start-serving.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';

/* As `localhost` has one address of each family, where there is IPv6. */
vi.mock('node:dns/promises', () => ({ lookup: async () => [{ address: '127.0.0.1' }, { address: '127.0.0.2' }] }));

const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
afterAll(() => store.close());

const started = (host: string, drainTimeout = 10_000) =>
  startServing({
    store,
    host,
    port: 0,
    logger: pino({ level: 'silent' }),
    introspection: true,
    corsOrigins: [],
    responseCache: false,
    access: { keyPepper: undefined, issuers: [] },
    requestTimeout: 10_000,
    drainTimeout,
  });

// Other systems have one address of loopback until they are given more.
it.runIf(process.platform === 'linux')('answers on each address that localhost has, and drains all', async () => {
  const serving = await started('localhost');
  const port = Number(new URL(serving.address).port);
  const addresses = await lookup('localhost', { all: true });
  expect(addresses).toHaveLength(2);
  const open = [];
  for (const { address } of addresses) {
    const socket = connect(port, address);
    await once(socket, 'connect');
    socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect([address, answer.toString().split('\r\n', 1)]).toEqual([address, ['HTTP/1.1 200 OK']]);
    open.push(socket);
  }
  // No HTTP is answered there too as it is on the first.
  for (const { address } of addresses) {
    const socket = connect(port, address);
    socket.write('no http\r\n\r\n');
    expect(await text(socket)).toContain('BAD_REQUEST');
  }
  const ended = open.map((socket) => {
    socket.resume();
    return once(socket, 'close');
  });
  await serving.stop();
  await Promise.all(ended);
  for (const { address } of addresses)
    await expect(once(connect(port, address), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('goes on with its stop at a second SIGTERM, and listens to no signal once it has stopped', async () => {
  const before = process.listenerCount('SIGTERM');
  const serving = await started('127.0.0.1');
  expect(process.listenerCount('SIGTERM')).toBe(before + 1);
  const silent = connect(Number(new URL(serving.address).port), '127.0.0.1');
  await once(silent, 'connect');
  silent.resume();
  // Told as signals are, to those who listen.
  process.emit('SIGTERM', 'SIGTERM');
  process.emit('SIGTERM', 'SIGTERM');
  await serving.stopped;
  await vi.waitFor(() => expect(silent.closed).toBe(true), 10_000);
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
