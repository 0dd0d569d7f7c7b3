import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeModelGrowth } from '../contract/model-change.contract.ts';
import { describeStore, type Engine } from '../contract/store-contract.ts';
import { describeLanes, useLane, type Neo4jAddress } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from './empty-database.ts';

/** One server for all tests: the database is emptied, not the server booted again. */
function serverEngine(address: () => Neo4jAddress): Engine {
  const opened: Store[] = [];
  const opening = async (model = evidenceModel) => {
    const store = await openNeo4jStore({ model, ...address() });
    opened.push(store);
    return store;
  };
  return {
    open: async (model) => {
      for (const store of opened.splice(0)) await store.close();
      await emptyDatabase(address());
      return opening(model);
    },
    reopen: async (store, model = store.model) => {
      await store.close();
      return opening(model);
    },
    close: async () => {
      for (const store of opened) await store.close();
    },
  };
}

describeLanes('the Neo4j store', (lane) => {
  const address = useLane(lane);
  describeStore('keeps the contract', serverEngine(address));
  describeModelGrowth(serverEngine(address));
});
