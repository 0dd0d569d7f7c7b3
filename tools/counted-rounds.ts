import type { Store } from '../src/store/store.ts';

/** A store that counts round trips: calls that wait for each other; those that are under way together are one. */
export function countedRounds<Counted extends Pick<Store, 'write'>>(store: Counted) {
  let [underway, rounds] = [0, 0];
  const counting = new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        if (underway === 0) rounds += 1;
        underway += 1;
        try {
          return (await Reflect.apply(value, target, args)) as unknown;
        } finally {
          underway -= 1;
        }
      };
    },
  });
  return { store: counting, rounds: () => rounds };
}
