import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../../src/http/queue/fair-queue.ts';

/** Adds jobs named for their clients and their numbers, and takes all out again. */
function queueOf(bound = 1_000) {
  const queue = new FairQueue<string>(bound);
  const add = (client: string, ...costs: readonly number[]) =>
    costs.map((cost) => queue.add(`${client} ${cost}`, { client, cost }) !== undefined);
  const next = () => queue.next()?.job;
  const all = () => Array.from({ length: queue.size }, next);
  return { queue, add, next, all };
}

describe('a fair queue', () => {
  it('lets the cheap ones go first, of one client as of many', () => {
    const { add, all } = queueOf();
    add('ann', 9, 2, 30);
    expect(all()).toEqual(['ann 2', 'ann 9', 'ann 30']);
    for (const [client, cost] of [
      ['ann', 9],
      ['bea', 2],
      ['cem', 30],
    ] as const)
      add(client, cost);
    expect(all()).toEqual(['bea 2', 'ann 9', 'cem 30']);
  });

  it('keeps the order of coming where all else is equal', () => {
    const { queue, all } = queueOf();
    for (const name of ['first', 'second', 'third']) queue.add(name, { client: 'ann', cost: 5 });
    expect(all()).toEqual(['first', 'second', 'third']);
  });

  it('lets a newcomer go before the backlog of somebody who asks for much', () => {
    const { add, next } = queueOf();
    add('greedy', ...Array.from({ length: 100 }, () => 10));
    expect([next(), next()]).toEqual(['greedy 10', 'greedy 10']);
    add('polite', 10);
    expect([next(), next()]).toContain('polite 10');
  });

  it('takes clients in turns by what their jobs cost', () => {
    const { add, all } = queueOf();
    add('large', 20, 20, 20);
    add('small', ...Array.from({ length: 6 }, () => 10));
    const order = all();
    // For each large one two small ones.
    expect(order.slice(0, 6).filter((job) => job === 'small 10')).toHaveLength(4);
  });

  it('lets a costly one go in the end, however many cheap ones come after it', () => {
    const { add, next } = queueOf();
    add('ann', 50);
    const before = [];
    for (let job: string | undefined; job !== 'ann 50';) {
      add('bea', 1);
      job = next();
      before.push(job);
    }
    expect(before.length).toBeLessThan(60);
  });

  it('lets one client take a third of the places, and finds one for each newcomer', () => {
    const { queue, add } = queueOf(100);
    expect(add('first', ...Array.from({ length: 60 }, () => 1)).filter(Boolean)).toHaveLength(34);
    expect(add('second', ...Array.from({ length: 60 }, () => 1)).filter(Boolean)).toHaveLength(22);
    for (const number of Array.from({ length: 20 }).keys()) expect(add(`newcomer ${number}`, 1)).toEqual([true]);
    expect(queue.size).toBe(76);
  });

  it('forgets who left, and passes over who may not go', () => {
    const { queue, add } = queueOf();
    const leaving = queue.add('leaves', { client: 'ann', cost: 1 });
    add('bea', 2);
    add('cem', 3);
    if (leaving) queue.remove(leaving);
    if (leaving) queue.remove(leaving);
    expect(queue.size).toBe(2);
    expect(queue.next((client) => client !== 'bea')?.job).toBe('cem 3');
    expect(queue.next((client) => client !== 'bea')).toBeUndefined();
    expect(queue.next()?.job).toBe('bea 2');
  });
});
