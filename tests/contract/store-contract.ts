import { afterAll, beforeEach, describe } from 'vitest';
import type { Model } from '../../src/domain/model.ts';
import type { Store } from '../../src/store/store.ts';
import { describeAliases } from './aliases.contract.ts';
import { describeHistory } from './history.contract.ts';
import { describeLists } from './lists.contract.ts';
import { describeModelChange } from './model-change.contract.ts';
import { describeOrders } from './orders.contract.ts';
import { describePages } from './pages.contract.ts';
import { describeReach } from './reach.contract.ts';
import { describeRecords } from './records.contract.ts';
import { describeRestore } from './restore.contract.ts';
import { describeSearch } from './search.contract.ts';
import { describeValues } from './values.contract.ts';
import { describeWrites } from './writes.contract.ts';

/** How a contract gets at an engine: always empty at first; `reopen` gives the same contents to a new instance. */
export interface Engine {
  open(model?: Model): Promise<Store>;
  reopen(store: Store, model?: Model): Promise<Store>;
  close(): Promise<void>;
}

export interface Subject {
  store: Store;
  readonly engine: Engine;
}

/** Every promise of the port, as sentences. Each engine runs them all. */
export function describeStore(name: string, engine: Engine): void {
  describe(name, () => {
    const subject = { engine } as Subject;
    beforeEach(async () => {
      subject.store = await engine.open();
    });
    afterAll(() => engine.close());
    describePages(subject);
    describeOrders(subject);
    describeValues(subject);
    describeLists(subject);
    describeSearch(subject);
    describeReach(subject);
    describeWrites(subject);
    describeHistory(subject);
    describeRecords(subject);
    describeAliases(subject);
    describeRestore(subject);
    describeModelChange(subject);
  });
}
