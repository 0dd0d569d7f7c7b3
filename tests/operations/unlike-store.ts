import type { Model } from '../../src/domain/model.ts';
import type { ReadAnswer } from '../../src/store/read-plan.ts';
import type { Store } from '../../src/store/store.ts';
import { renderRows } from './render-rows.ts';

type Row = Record<string, unknown>;

/** The store with other ways to read: whatever is not named stays as it is. A way to read that is unknown is absent. */
function readingBy(store: Store, read: Store['read'], others: Store['read'] | undefined): Store {
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'read') return read;
      if (name === 'render') return others ?? rendering(store.model, read);
      if (typeof name === 'string' && name.startsWith('read')) return others;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? (member as () => unknown).bind(target) : member;
    },
  });
}

/** Text as an engine writes it that can only read. */
function rendering(model: Model, read: Store['read']): Store['render'] {
  return async ({ plan, program }, signal) => {
    const written = renderRows(model, { plan, program }, await read(plan, signal));
    return written === undefined ? undefined : { text: written, graphVersion: 1 };
  };
}

/** Every read fails with this; `early` before there is a promise. */
export function failing(store: Store, failure: Error, early = false): Store {
  const read = () => {
    if (early) throw failure;
    return Promise.reject(failure);
  };
  return readingBy(store, read, read);
}

/** A store whose answers are not what the port promises: `begin` gives, for each answer, what changes its objects. */
export function answeringWith(store: Store, begin: () => (row: Row) => void): Store {
  const read: Store['read'] = async (plan, signal) => {
    const answer = await store.read(plan, signal);
    changeAll(answer, begin());
    return answer;
  };
  return readingBy(store, read, undefined);
}

/** A store that answers nothing for a root. */
export function forgetting(store: Store, root: string): Store {
  const read: Store['read'] = async (plan, signal) => {
    const { [root]: _, ...rest } = await store.read(plan, signal);
    return rest satisfies ReadAnswer;
  };
  return readingBy(store, read, undefined);
}

function changeAll(value: unknown, change: (row: Row) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const item of Object.values(value)) changeAll(item, change);
  if (!Array.isArray(value)) change(value as Row);
}
