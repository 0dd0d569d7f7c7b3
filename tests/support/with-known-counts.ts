import type { Store } from '../../src/store/store.ts';

/**
 * The same store with counts that it was asked for once. A server looks at them at most once a second, whoever asks then,
 * so tests that count the statements of a request leave them out.
 */
export function withKnownCounts(store: Store): Store {
  let known: ReturnType<Store['counts']> | undefined;
  return new Proxy(store, {
    get(target, name) {
      if (name === 'counts') return () => (known ??= target.counts());
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
