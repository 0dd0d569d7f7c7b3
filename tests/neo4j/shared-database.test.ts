import { expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { clearNeo4jDatabase } from '../../src/store/neo4j/clear-database.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { changeSet, claim, edge } from '../contract/write-helpers.ts';
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
