import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeLanes, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase } from '../neo4j/empty-database.ts';
import { patientStore } from '../neo4j/patient-store.ts';
import { describeMerging } from './merge-duplicates.contract.ts';

describeLanes('duplicates on Neo4j', (lane) => {
  const address = useLane(lane);
  let opened: Store | undefined;
  describeMerging(async () => {
    await opened?.close();
    await emptyDatabase(address());
    return patientStore((opened = await openNeo4jStore({ model: evidenceModel, ...address() })));
  });
});
