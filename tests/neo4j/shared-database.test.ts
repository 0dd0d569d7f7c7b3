import { expect, it } from 'vitest';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import { describeContents } from '../../src/backup/describe-contents.ts';
import { wholeOf } from '../../src/backup/snapshot.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { clearNeo4jDatabase } from '../../src/store/neo4j/clear-database.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Filter } from '../../src/store/read-plan.ts';
import { byIds, idsOf, list, wanting } from '../contract/read-helpers.ts';
import { changeSet, claim, edge, finding, source } from '../contract/write-helpers.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase, runCypher } from './empty-database.ts';

describeOneLane('a database that others use too', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  const open = (more = {}) => openNeo4jStore({ model: evidenceModel, ...address(), ...more });
  const clear = () => clearNeo4jDatabase({ model: evidenceModel, ...address() });
  const count = async (text: string) => (await runCypher(address(), text)).records[0]?.get(0) as number;
  const emptied = async () => {
    await emptyDatabase(address());
    await clear();
  };
  const strangers =
    "CREATE (:Intervention {name: 'theirs'})-[:PART_OF]->(:Tool)<-[:USES]-(:Person), (:Change {by: 'them'})";

  it('is refused with what was found, before and after we have written there, unless it is shared', async () => {
    await emptied();
    await runCypher(address(), strangers);
    const refusal = {
      code: 'CONFIGURATION',
      message: expect.stringMatching(/1 × :Intervention, 1 × :Change, .*-\[:USES\]->.*NEO4J_SHARED/u) as unknown,
    };
    await expect(open()).rejects.toMatchObject(refusal);
    expect(await count('SHOW INDEXES YIELD name, type WHERE type <> "LOOKUP" RETURN count(*)')).toBe(0);
    const shared = await open({ isShared: true });
    await shared.write(
      changeSet({ nodes: [claim('a'), claim('b')], edges: [edge('CONTRADICTS', 'claim:a', 'claim:b')] }),
    );
    await shared.close();
    await expect(open()).rejects.toMatchObject(refusal);
    await clear();
    expect(await count('MATCH (n) RETURN count(n)')).toBe(4);
    expect(await count('MATCH ()-[e]->() RETURN count(e)')).toBe(2);
    expect(await count('SHOW INDEXES YIELD name, type WHERE type <> "LOOKUP" RETURN count(*)')).toBe(0);
  });

  it('is counted, listed, audited, backed up and restored without what is theirs where it is shared', async () => {
    await emptyDatabase(address());
    // Theirs look like ours as far as they can.
    await runCypher(
      address(),
      "CREATE (:Claim {id: 'claim:theirs', text: 'theirs', status: 'ACCEPTED'})-[:CONTRADICTS]->(:Claim {name: 'theirs'}), (:Claim {id: 'claim:z'})",
    );
    const shared = await open({ isShared: true });
    const written = [claim('a'), claim('b'), finding('f')];
    await shared.write(changeSet({ nodes: written, edges: [edge('CONTRADICTS', 'claim:a', 'claim:b')] }));
    await runCypher(
      address(),
      "MATCH (a:Claim {id: 'claim:a'}), (z:Claim {id: 'claim:z'}) CREATE (a)-[:CONTRADICTS]->(z)",
    );
    const counted = async (filter?: Filter) => {
      const { count: found, rows } = await list(shared, 'Claim', { count: true, ...(filter && { filter }) });
      return [found, idsOf({ rows })];
    };
    expect(await counted()).toEqual([2, ['claim:a', 'claim:b']]);
    expect(await counted({ not: { field: 'contradicts', some: { attribute: 'text', in: ['theirs'] } } })).toEqual([
      2,
      ['claim:a', 'claim:b'],
    ]);
    const counts = await shared.counts();
    expect([counts.nodes['Claim'], counts.edges['CONTRADICTS']]).toEqual([2, 1]);
    expect(await verifyHistory(shared)).toMatchObject({ broken: null, replayed: { nodes: 3, edges: 1, differing: 0 } });
    const contents = await wholeOf(shared);
    const kept = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    await kept.restore(contents);
    const before = await describeContents(shared);
    expect(await describeContents(kept)).toEqual(before);
    await shared.close();
    await runCypher(
      address(),
      'MATCH (n) WHERE n.end_number IS NOT NULL OR n:Change OR n:EvidenceGraph DETACH DELETE n',
    );
    const again = await open({ isShared: true });
    await again.restore(await wholeOf(kept));
    expect(await describeContents(again)).toEqual(before);
    await again.close();
    await kept.close();
    await clear();
    expect(await count('MATCH (n) RETURN count(n)')).toBe(3);
  });

  it('keeps what is theirs as it is where the model has grown', async () => {
    await emptyDatabase(address());
    await runCypher(address(), "CREATE (:EvidenceSource {name: 'theirs'}), (:EvidenceSource {id: 'theirs'})");
    const theirs = 'MATCH (n:EvidenceSource) WHERE n.version IS NULL RETURN properties(n) AS kept ORDER BY n.id';
    const kept = async () =>
      (await runCypher(address(), theirs)).records.map((record) => record.get('kept') as unknown);
    const before = await kept();
    const first = await open({ isShared: true });
    await first.write(changeSet({ nodes: [source('ours')] }));
    await first.close();
    // As an older model left it, which knew no attribute and no order.
    await runCypher(address(), "MATCH (m:EvidenceGraph) SET m.names = ['none']");
    await runCypher(address(), "MATCH (n:EvidenceSource {id: 'source:ours'}) REMOVE n.standing, n.order_label");
    const again = await open({ isShared: true });
    expect(await byIds(again, ['source:ours'], wanting('EvidenceSource', ['standing']))).toMatchObject([
      { standing: 'CURRENT' },
    ]);
    expect(idsOf(await list(again, 'EvidenceSource'))).toEqual(['source:ours']);
    expect(await kept()).toEqual(before);
    await again.close();
  });

  it('is refused where an index of a name of ours is on something else, also where it is shared', async () => {
    await emptied();
    await runCypher(address(), 'CREATE INDEX unique_Claim_id FOR (n:Complaint) ON (n.id)');
    try {
      for (const more of [{}, { isShared: true }])
        await expect(open(more)).rejects.toMatchObject({
          message: expect.stringContaining('an index unique_Claim_id on Complaint(id)') as unknown,
        });
      await clear();
      expect(await count("SHOW INDEXES YIELD name WHERE name = 'unique_Claim_id' RETURN count(*)")).toBe(1);
    } finally {
      await runCypher(address(), 'DROP INDEX unique_Claim_id');
    }
    await (await open()).close();
  });
});
