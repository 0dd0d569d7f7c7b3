import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ReadQueue } from '../../src/http/graphql-endpoint/read-queue.ts';

const never = new AbortController().signal;
const from = (client: string, cost = 1, signal = never) => ({ client, cost, signal });

describe('what takes long to read', () => {
  it('goes in the order of its coming, with a turn of the event loop before each', async () => {
    const turns = new ReadQueue({ bound: 10 });
    const events: string[] = [];
    const reading = ['first', 'second', 'third'].map(async (name) => {
      await turns.take(from('ann'));
      events.push(name);
    });
    for (const turn of [1, 2, 3]) {
      await nextTurn();
      events.push(`turn ${turn}`);
    }
    await Promise.all(reading);
    expect(events).toEqual(['first', 'turn 1', 'second', 'turn 2', 'third', 'turn 3']);
  });

  it('begins anew after a pause', async () => {
    const turns = new ReadQueue({ bound: 10 });
    await turns.take(from('ann'));
    await nextTurn();
    await expect(turns.take(from('ann'))).resolves.toBeUndefined();
  });

  it('takes clients in turns, and refuses one that waits too often', async () => {
    const turns = new ReadQueue({ bound: 10 });
    const events: string[] = [];
    const take = (client: string) =>
      turns.take(from(client)).then(
        () => events.push(client),
        (error: { code: string }) => events.push(error.code),
      );
    const greedy = Array.from({ length: 6 }, () => take('greedy'));
    await Promise.all([...greedy, take('polite')]);
    expect(events).toEqual(['OVERLOADED', 'OVERLOADED', 'greedy', 'polite', 'greedy', 'greedy', 'greedy']);
    expect(turns.state).toEqual({ waiting: 0, running: 0, refused: 2 });
  });

  it('gives up for who is gone', async () => {
    const turns = new ReadQueue({ bound: 10 });
    const leaving = new AbortController();
    const left = turns.take(from('ann', 1, leaving.signal));
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(turns.state.waiting).toBe(0);
  });
});
