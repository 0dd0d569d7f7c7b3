import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { signalOf } from '../../src/http/signal-of.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { serving } from '../support/serving.ts';

afterEach(() => vi.useRealTimers());

const portOf = (server: Server) => (server.address() as AddressInfo).port;

it('answers 50 requests on one connection without piling up listeners', async () => {
  const warnings: string[] = [];
  const listen = ({ message }: Error) => void warnings.push(message);
  process.on('warning', listen);
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  const server = await serving(store);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const sockets = new Set<unknown>();
  server.server.on('connection', (socket) => sockets.add(socket));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let number = 0; number < 50; number += 1) {
    const asked = request({ agent, port: portOf(server.server), path: '/graphql?query={__typename}', headers });
    const [response] = (await once(asked.end(), 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    expect(response.statusCode).toBe(200);
    await once(response.resume(), 'end');
  }
  agent.destroy();
  await server.close();
  process.off('warning', listen);
  expect([sockets.size, warnings]).toEqual([1, []]);
});

const headers = { 'apollo-require-preflight': 'true' };

/** A server that gives the signal of its first request and does not answer it. */
async function asked(answer: boolean) {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = request({ port: portOf(server) }).on('error', () => undefined);
  client.end();
  const [, response] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
  const signal = signalOf(response, 10_000);
  if (answer) response.end('done');
  return { client, signal, response, close: () => (server.closeAllConnections(), server.close()) };
}

it('fires when the client leaves before its answer', async () => {
  const { client, signal, response, close } = await asked(false);
  client.destroy();
  await once(response, 'close');
  expect([signal.aborted, (signal.reason as Error).name]).toEqual([true, 'AbortError']);
  close();
});

it('fires with a TimeoutError at the deadline, and not after the answer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const late = await asked(false);
  vi.advanceTimersByTime(10_000);
  expect([late.signal.reason instanceof Error, (late.signal.reason as Error).name]).toEqual([true, 'TimeoutError']);
  late.close();
  const inTime = await asked(true);
  await once(inTime.response, 'close');
  vi.advanceTimersByTime(10_000);
  expect(inTime.signal.aborted).toBe(false);
  inTime.close();
});
