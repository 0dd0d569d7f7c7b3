import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PlaceQueue } from '../../../src/http/queue/place-queue.ts';

const never = new AbortController().signal;
const from = (client: string, cost = 1, signal = never) => ({ client, cost, signal });
/** Turns of the event loop, enough for whatever is let go one after another. */
async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

afterEach(() => void vi.useRealTimers());

describe('places', () => {
  it('are taken at once while there are any, and given to the cheapest that waits', async () => {
    const places = new PlaceQueue({ places: 1, bound: 10 });
    expect(places.enter(from('ann'))).toBeUndefined();
    const gone: string[] = [];
    for (const [client, cost] of [
      ['bea', 9],
      ['cem', 3],
    ] as const)
      void places.enter(from(client, cost))?.then(() => gone.push(client));
    await someTurns();
    expect([gone, places.state]).toEqual([[], { waiting: 2, running: 1, refused: 0 }]);
    places.leave('ann');
    await someTurns();
    places.leave('cem');
    await someTurns();
    expect([gone, places.state]).toEqual([['cem', 'bea'], { waiting: 0, running: 1, refused: 0 }]);
  });

  it('are never all of one client while others are there, and all of who is alone', async () => {
    const places = new PlaceQueue({ places: 4, bound: 10 });
    for (let number = 0; number < 4; number += 1) expect(places.enter(from('alone'))).toBeUndefined();
    for (let number = 0; number < 4; number += 1) places.leave('alone');
    expect(places.enter(from('polite'))).toBeUndefined();
    places.leave('polite');
    const entered = Array.from({ length: 4 }, () => places.enter(from('alone')));
    expect(entered.map((turn) => turn === undefined)).toEqual([true, true, false, false]);
    expect(places.state.running).toBe(2);
  });

  it('are refused at once where too many wait', async () => {
    const places = new PlaceQueue({ places: 1, bound: 4 });
    expect(places.enter(from('ann'))).toBeUndefined();
    const turns = Array.from({ length: 3 }, () => places.enter(from('ann')));
    await expect(turns[2]).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(places.state).toEqual({ waiting: 2, running: 1, refused: 1 });
  });

  it('are given up by who leaves while waiting, and by whose time is over', async () => {
    const places = new PlaceQueue({ places: 1, bound: 4 });
    const leaving = new AbortController();
    expect(places.enter(from('ann'))).toBeUndefined();
    const left = places.enter(from('bea', 1, leaving.signal));
    leaving.abort(new DOMException('late', 'TimeoutError'));
    await expect(left).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await expect(places.enter(from('bea', 1, leaving.signal))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(places.state).toEqual({ waiting: 0, running: 1, refused: 0 });
  });

  it('are given out for a slice of time, and then the event loop looks for others first', async () => {
    const places = new PlaceQueue({ places: 100, bound: 100, slice: 5 });
    const events: string[] = [];
    const busy = (name: string) => {
      const until = performance.now() + 4;
      while (performance.now() < until);
      events.push(name);
      places.leave('ann');
    };
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const turn = places.enter(from('ann'));
      if (turn) void turn.then(() => busy(name));
      else busy(name);
    }
    for (let turn = 1; places.state.waiting > 0; turn += 1) {
      await nextTurn();
      events.push(`turn ${turn}`);
    }
    await someTurns();
    // How many fit into a slice depends on the machine; that the loop turns between slices does not.
    expect(events.filter((event) => !event.startsWith('turn'))).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(events.indexOf('turn 1')).toBeLessThan(events.indexOf('e'));
  });
});
