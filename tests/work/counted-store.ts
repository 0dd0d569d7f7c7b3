import { evidenceModel } from '../../src/domain/model.ts';
import { compiledRows } from './compiled-rows.ts';
import { embeddedReach } from '../../src/store/embedded/embedded-reach.ts';
import type { ReachPlan, ReadPlan } from '../../src/store/read-plan.ts';
import type { Store, StoreCounts } from '../../src/store/store.ts';
import type { CountingSqlite } from './counting-sqlite.ts';

export interface CountedStore {
  readonly store: Store;
  /** The steps of all that it was asked to read and to walk. */
  readonly steps: number;
}

/** An embedded store whose statements are also run where their steps are counted. */
export function countedStore(store: Store, sqlite: CountingSqlite, counts: StoreCounts): CountedStore {
  let steps = 0;
  const run = (text: string, values: readonly unknown[] = []) => {
    steps += sqlite.steps(text, values as readonly (string | number)[]);
    return undefined;
  };
  const read = (plan: ReadPlan, signal?: AbortSignal) => {
    const { text, values } = compiledRows(plan, counts);
    run(text, values);
    return store.read(plan, signal);
  };
  const reach = (plan: ReachPlan, signal?: AbortSignal) => {
    embeddedReach(evidenceModel, { get: run }, plan);
    return store.reach(plan, signal);
  };
  const counted = new Proxy(store, {
    get(target, name) {
      if (name === 'read') return read;
      if (name === 'reach') return reach;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    store: counted,
    get steps() {
      return steps;
    },
  };
}
