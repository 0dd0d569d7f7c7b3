import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import type { Workers } from '../../src/graphql/workers.ts';
import { RequestQueue } from '../../src/http/queue/request-queue.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';
import { localWorkers } from '../operations/local-workers.ts';
import { serving } from '../support/serving.ts';

const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
beforeAll(async () => void (await store.write(changeSet({ nodes: [claim('a')] }))));
afterAll(() => store.close());

const never = new AbortController().signal;
const small = '{ claims { nodes { id } } }';
const large = '{ claims(first: 100) { nodes { id evidence(first: 50) { nodes { id } } } } }';

/** A server with short lines, what it logged, and who can ask it. */
async function short(workers?: Workers) {
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const queue = new RequestQueue({ length: 4, workers: 1, log: logger });
  const server = await serving(store, { queue, logger, ...(workers && { workers }) });
  const post = (query: string, remoteAddress = '203.0.113.1', accept = 'application/json') =>
    server.inject({ method: 'POST', url: '/graphql', payload: { query }, headers: { accept }, remoteAddress });
  const get = (query: string) =>
    server.inject({
      url: `/graphql?${new URLSearchParams({ query }).toString()}`,
      headers: { 'apollo-require-preflight': 'y' },
    });
  return { server, queue, lines, post, get };
}

const overloaded = {
  errors: [
    {
      message: 'Too many requests wait for their turn; try again in a moment.',
      extensions: { code: 'OVERLOADED' },
    },
  ],
};

/** How many requests a process answers at a time. */
const places = 64;

/** Takes all places to be answered in this process, and one of those to wait; answers with what gives the former back. */
async function fill({ answering }: RequestQueue, client: string): Promise<() => void> {
  while (answering.state.running < places) await answering.enter({ client, cost: 1, signal: never });
  void answering.enter({ client, cost: 1, signal: never });
  return () => {
    for (let held = places; held > 0; held -= 1) answering.leave(client);
  };
}

describe('where too many requests wait', () => {
  it('one more is refused at once, in the type that is asked for, and told when to come again', async () => {
    const { server, queue, lines, post } = await short();
    await fill(queue, '203.0.113.1');
    void queue.answering.enter({ client: '203.0.113.1', cost: 1, signal: never });
    const { statusCode, headers, body } = await post(small, '203.0.113.1', 'application/graphql-response+json');
    expect([statusCode, headers['retry-after'], headers['cache-control'], JSON.parse(body)]).toEqual([
      503,
      '1',
      'no-store',
      overloaded,
    ]);
    expect(headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    for (let number = 0; number < 5; number += 1) await post(small);
    expect(queue.state().answering).toMatchObject({ waiting: 2, refused: 6 });
    // One line for all of them.
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'Requests are refused, as too many wait for their turn.',
    ]);
    await server.close();
  });

  it('what Apollo Server answers is refused in the same form', async () => {
    const { server, queue, get, post } = await short();
    await fill(queue, '127.0.0.1');
    void queue.answering.enter({ client: '127.0.0.1', cost: 1, signal: never });
    for (const answer of [
      await get(small),
      await post('mutation { revokeKey(id: "none") { __typename } }', '127.0.0.1'),
    ])
      expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toEqual([
        503,
        '1',
        expect.objectContaining(overloaded),
      ]);
    await server.close();
  });

  it('a newcomer finds a place, goes first, and probes do not wait', async () => {
    const { server, queue, post } = await short();
    const giveBack = await fill(queue, 'greedy');
    void queue.answering.enter({ client: 'greedy', cost: 1, signal: never });
    let isAnswered = false;
    const polite = post(small, '203.0.113.2').then((answer) => {
      isAnswered = true;
      return answer;
    });
    expect((await server.inject('/health/live')).statusCode).toBe(200);
    expect((await server.inject('/health/ready')).statusCode).toBe(200);
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect([isAnswered, queue.state().answering.waiting]).toEqual([false, 3]);
    giveBack();
    expect((await polite).statusCode).toBe(200);
    await server.close();
  });

  it('gives its places back, whatever became of the answers', async () => {
    const local = localWorkers(store);
    const { server, queue, post, get } = await short({ answer: (request, signal) => local.answer(request, signal) });
    const asked = [small, large, '{ nothing }', '{', '{ __typename }', '{ claim(id: "claim:none") { id } }'];
    for (const query of [...asked, 'mutation { revokeKey(id: "none") { __typename } }']) {
      await post(query);
      await get(query);
    }
    const free = { waiting: 0, running: 0, refused: 0 };
    expect(queue.state()).toEqual({ reading: free, answering: free, workers: free });
    await server.close();
  });

  it('gives back the places of clients that left, while they waited or were answered', async () => {
    const local = localWorkers(store);
    const answer: Workers['answer'] = async (request, signal) => (await nextTurn(), local.answer(request, signal));
    const { server, queue } = await short({ answer });
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    const giveBack = await fill(queue, 'greedy');
    const leaving = new AbortController();
    const left = [small, large, large].map((query) =>
      fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
        signal: leaving.signal,
      }).then(
        () => undefined,
        () => undefined,
      ),
    );
    for (; queue.state().answering.waiting < 2;) await nextTurn();
    leaving.abort();
    await Promise.all(left);
    giveBack();
    const free = { waiting: 0, running: 0 };
    await vi.waitFor(() => expect(queue.state()).toMatchObject({ reading: free, workers: free }), 10_000);
    // Of what filled the places one was given its turn, and keeps it.
    await vi.waitFor(() => expect(queue.state().answering).toMatchObject({ waiting: 0, running: 1 }), 10_000);
    await server.close();
  });

  it('what a worker answers waits by itself, and what is quick goes past it', async () => {
    const local = localWorkers(store);
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const answer: Workers['answer'] = async (request, signal) => (await begun, local.answer(request, signal));
    const { server, queue, post } = await short({ answer });
    const long = [post(large, '203.0.113.1'), post(large, '203.0.113.2'), post(large, '203.0.113.3')];
    const state = () => queue.state().workers;
    for (; state().waiting < 2;) await nextTurn();
    expect(state()).toEqual({ waiting: 2, running: 1, refused: 0 });
    expect((await post(small)).statusCode).toBe(200);
    begin();
    expect((await Promise.all(long)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    await server.close();
  });
});
