import { describe, expect, it } from 'vitest';
import { WriteQueue } from '../../src/store/neo4j/write-queue.ts';

const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const forever = 60_000;

describe('writers that take turns', () => {
  it('begin one after the other, in the order in which they came', async () => {
    const turns = new WriteQueue(forever);
    const order: string[] = [];
    const write = (name: string) =>
      turns.take(async () => {
        order.push(`${name} begins`);
        await after(1);
        order.push(`${name} ends`);
        return name;
      });
    expect(await Promise.all(['a', 'b', 'c'].map(write))).toEqual(['a', 'b', 'c']);
    expect(order).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
    expect(await write('d')).toBe('d');
  });

  it('are not held up by one that fails', async () => {
    const turns = new WriteQueue(forever);
    const failing = turns.take(async () => {
      await after(1);
      throw new Error('lost');
    });
    const next = turns.take(() => Promise.resolve('next'));
    await expect(failing).rejects.toThrow('lost');
    expect(await next).toBe('next');
  });

  it('begin all the same once they waited long enough, and those behind them wait for both', async () => {
    const turns = new WriteQueue(5);
    let end: (value: string) => void = () => undefined;
    const stuck = turns.take(() => new Promise<string>((resolve) => (end = resolve)));
    expect(await turns.take(() => Promise.resolve('late'))).toBe('late');
    end('freed');
    expect(await stuck).toBe('freed');
    expect(await turns.take(() => Promise.resolve('after'))).toBe('after');
  });
});
