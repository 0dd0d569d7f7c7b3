import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ReadQueue } from '../../src/http/graphql-endpoint/read-queue.ts';

describe('what takes long to read', () => {
  it('goes in the order of its coming, with a turn of the event loop before each', async () => {
    const turns = new ReadQueue();
    const events: string[] = [];
    const reading = ['first', 'second', 'third'].map(async (name) => {
      await turns.take();
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
    const turns = new ReadQueue();
    await turns.take();
    await nextTurn();
    await expect(turns.take()).resolves.toBeUndefined();
  });
});
