import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { Neo4jAddress } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from './empty-database.ts';
import { patientStore } from './patient-store.ts';

/** Opens a store on the emptied database, and closes the one it opened before. It asks again, as a client does. */
export function emptiedStore(address: () => Neo4jAddress): (observe?: (text: string) => void) => Promise<Store> {
  let opened: Store | undefined;
  return async (observe) => {
    await opened?.close();
    await emptyDatabase(address());
    opened = await openNeo4jStore({ model: evidenceModel, ...address(), ...(observe && { observe }) });
    return patientStore(opened);
  };
}
