import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeLanes, useLane } from '../lanes/neo4j-lanes.ts';
import { emptyDatabase, runCypher } from '../neo4j/empty-database.ts';
import { describeAudit, type Tampering } from './audit.contract.ts';

const tamperings: Readonly<Record<Tampering, string>> = {
  'other text': `MATCH (n:Claim {id: 'claim:a'}) SET n.text = 'forged'`,
  'other status': `MATCH (n:Claim {id: 'claim:b'}) SET n.status = 'DRAFT'`,
  'lost edge': 'MATCH ()-[e:CONTRADICTS]->() DELETE e',
  'other edge': `MATCH ()-[e:CONTRADICTS]->() SET e.with_rationale = 'forged'`,
  'lost node': 'MATCH (n:EvidenceLink) DETACH DELETE n',
  'unknown node': `CREATE (:Claim {id: 'claim:z', version: 1, status: 'ACCEPTED', text: 'z'})`,
};

describeLanes('the audit on Neo4j', (lane) => {
  const address = useLane(lane);
  let opened: Store | undefined;
  describeAudit({
    open: async () => {
      await opened?.close();
      await emptyDatabase(address());
      opened = await openNeo4jStore({ model: evidenceModel, ...address() });
      return opened;
    },
    rewriteHistory: async (entries) => {
      await runCypher(address(), 'MATCH (c:Change) DELETE c');
      const create = 'UNWIND $entries AS entry CREATE (c:Change) SET c = entry, c.sequence = toInteger(entry.sequence)';
      await runCypher(address(), create, { entries });
    },
    tamper: async (what) => {
      await runCypher(address(), tamperings[what]);
    },
  });
});
