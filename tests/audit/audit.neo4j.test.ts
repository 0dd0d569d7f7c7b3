import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { emptiedStore } from '../neo4j/emptied-store.ts';
import { runCypher } from '../neo4j/empty-database.ts';
import { describeAudit, type Tampering } from './audit.contract.ts';

const tamperings: Readonly<Record<Tampering, string>> = {
  'other text': `MATCH (n:Claim {id: 'claim:a'}) SET n.text = 'forged'`,
  'other status': `MATCH (n:Claim {id: 'claim:b'}) SET n.status = 'DRAFT'`,
  'lost edge': 'MATCH ()-[e:CONTRADICTS]->() DELETE e',
  'other edge': `MATCH ()-[e:CONTRADICTS]->() SET e.with_rationale = 'forged'`,
  'lost node': 'MATCH (n:EvidenceLink) DETACH DELETE n',
  'unknown node': `CREATE (:Claim {id: 'claim:z', version: 1, status: 'ACCEPTED', text: 'z'})`,
};

describeOneLane('the audit on Neo4j', 'neo4j-5', (lane) => {
  const address = useLane(lane);
  const open = emptiedStore(address);
  describeAudit({
    open: () => open(),
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
