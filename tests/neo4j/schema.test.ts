import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { describeSchemaVersions, type Place } from '../contract/schema-version.contract.ts';
import { describeOneLane, useLane, type Neo4jAddress } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase, runCypher } from './empty-database.ts';

const texts = [
  'MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties ORDER BY elementId(n)',
  'MATCH ()-[e]->() RETURN type(e) AS type, properties(e) AS properties ORDER BY elementId(e)',
  'SHOW INDEXES YIELD name, labelsOrTypes, properties ORDER BY name',
  'SHOW CONSTRAINTS YIELD name, labelsOrTypes, properties ORDER BY name',
];

/** The emptied database, with all that it keeps: nodes, edges, indexes and constraints. */
async function emptiedPlace(address: Neo4jAddress): Promise<Place> {
  await emptyDatabase(address);
  const contents = async () => {
    const rows: unknown[] = [];
    for (const text of texts) rows.push((await runCypher(address, text)).records.map((record) => record.toObject()));
    return rows;
  };
  return {
    setting: 'NEO4J_URI',
    location: `the database at ${address.uri} has`,
    // What stands before the host may be a secret: no message shows it.
    open: (model = evidenceModel) =>
      openNeo4jStore({ model, ...address, uri: address.uri.replace('//', '//neo4j:secret@') }),
    noteVersion: async (version) =>
      void (await runCypher(address, 'MATCH (m:EvidenceGraph) SET m.schemaVersion = toInteger($version)', { version })),
    contents,
  };
}

describeOneLane('the Neo4j store', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  describeSchemaVersions(() => emptiedPlace(address()));
});
