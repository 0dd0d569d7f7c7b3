import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeModelGrowth } from '../contract/model-change.contract.ts';
import { describeStore, type Engine } from '../contract/store-contract.ts';

/** A new file for each test; all of them go with the folder. */
function fileEngine(): Engine {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
  const opened: Store[] = [];
  let files = 0;
  const opening = (file: string, model = evidenceModel) => {
    const store = openEmbeddedStore({ model, file });
    opened.push(store);
    return Promise.resolve(store);
  };
  return {
    open: (model) => opening(join(folder, `${(files += 1)}.sqlite`), model),
    reopen: async (store, model = store.model) => {
      await store.close();
      return opening(store.description.location, model);
    },
    close: async () => {
      for (const store of opened) await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Memory goes with its instance: a second connection to it is what reopening can mean. */
function memoryEngine(): Engine {
  return {
    open: (model = evidenceModel) => Promise.resolve(openEmbeddedStore({ model, file: ':memory:' })),
    reopen: (store) => Promise.resolve(store),
    close: () => Promise.resolve(),
  };
}

describeStore('embedded store in a file', fileEngine());
describeStore('embedded store in memory', memoryEngine());
describeModelGrowth(fileEngine());
