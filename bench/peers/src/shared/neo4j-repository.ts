import neo4j, { type Driver, type Node, type Record as Found } from 'neo4j-driver';
import type { Child, Relation, Repository, Row } from './repository.ts';

const patterns: Readonly<Record<Relation, string>> = {
  conclusions: '(p:Recommendation {id: id})-[e:BASED_ON]->(n:Conclusion)',
  findings: '(p:Conclusion {id: id})-[e:RESTS_ON]->(n:Finding)',
  sources: '(p:Finding {id: id})-[e:FINDING_REPORTED_IN]->(n:EvidenceSource)',
  basis: '(p:Recommendation {id: id})-[e:BASED_ON]->(n)',
};

const propertiesOf = (node: Node): Row => ({ __typename: node.labels[0], ...node.properties }) as unknown as Row;

/** Reads the product's own database the way the driver's manual shows. */
export function openNeo4jRepository(uri: string): Repository {
  const driver: Driver = neo4j.driver(uri);
  const run = async (text: string, parameters: Record<string, unknown>): Promise<readonly Found[]> => {
    const options = { database: 'neo4j', routing: neo4j.routing.READ };
    const { records } = await driver.executeQuery(text, parameters, options);
    return records;
  };
  return {
    byIds: async (kind, ids) =>
      (await run(`UNWIND $ids AS id MATCH (n:${kind} {id: id}) RETURN n`, { ids })).map((record) =>
        propertiesOf(record.get('n')),
      ),
    children: async (relation, ids) =>
      (await run(`UNWIND $ids AS id MATCH ${patterns[relation]} RETURN id AS parent, n ORDER BY e.key`, { ids })).map(
        (record): Child => ({ parent: record.get('parent'), node: propertiesOf(record.get('n')) }),
      ),
    findingsOfTopic: async (id, first, offset) =>
      (
        await run(
          'MATCH (:Topic {id: $id})<-[e:FINDING_ABOUT_TOPIC]-(n:Finding) RETURN n ORDER BY e.key SKIP $offset LIMIT $first',
          { id, first: neo4j.int(first), offset: neo4j.int(offset) },
        )
      ).map((record) => propertiesOf(record.get('n'))),
    countFindingsOfTopic: async (id) =>
      (await run('MATCH (t:Topic {id: $id}) RETURN COUNT { (t)<-[:FINDING_ABOUT_TOPIC]-() } AS count', { id }))[0]
        ?.get('count')
        .toNumber() ?? 0,
    search: async (word, first) =>
      (
        await run(
          `CALL db.index.fulltext.queryNodes('evidence_graph_search', $query) YIELD node AS n WITH n WHERE n:Finding RETURN n ORDER BY n.search_place LIMIT $first`,
          { query: `${word}*`, first: neo4j.int(first) },
        )
      ).map((record) => propertiesOf(record.get('n'))),
  };
}
