import neo4j from 'neo4j-driver';
import type { Answers } from './answers.ts';

/*
 * One hand-tuned statement for each read, as an auto-commit read with maps instead of nodes, pages along the product's
 * own relationship indexes, and `JSON.stringify`.
 */

const chain = `MATCH (r:Recommendation {id: $id}) RETURN r { .id, .ordinal, .text, basedOn: COLLECT {
  MATCH ()-[x:BASED_ON]->(c:Conclusion) USING INDEX SEEK x:BASED_ON(from, key) WHERE x.from = r.end_number AND x.key > '' WITH x, c ORDER BY x.from, x.key
  RETURN c { .id, .ordinal, .text, restsOn: COLLECT {
    MATCH ()-[y:RESTS_ON]->(f:Finding) USING INDEX SEEK y:RESTS_ON(from, key) WHERE y.from = c.end_number AND y.key > '' WITH y, f ORDER BY y.from, y.key
    RETURN f { .id, .kind, .text, reportedIn: COLLECT {
      MATCH ()-[z:FINDING_REPORTED_IN]->(s:EvidenceSource) USING INDEX SEEK z:FINDING_REPORTED_IN(from, key) WHERE z.from = f.end_number AND z.key > '' WITH z, s ORDER BY z.from, z.key
      RETURN s { .id, .kind, .title, .issued } } } } } } } AS answer`;
const wide = `UNWIND $ids AS id MATCH (r:Recommendation {id: id}) RETURN collect(r { .id, .text, basedOn: COLLECT {
  MATCH ()-[x:BASED_ON]->(c:Conclusion) USING INDEX SEEK x:BASED_ON(from, key) WHERE x.from = r.end_number AND x.key > '' WITH x, c ORDER BY x.from, x.key
  RETURN c { .id, .text } } }) AS answer`;
const union = `MATCH (r:Recommendation {id: $id}) RETURN r { .id, basedOn: COLLECT {
  MATCH ()-[x:BASED_ON]->(n) USING INDEX SEEK x:BASED_ON(from, key) WHERE x.from = r.end_number AND x.key > '' WITH x, n ORDER BY x.from, x.key
  RETURN CASE WHEN n:Conclusion THEN n { __typename: 'Conclusion', .id, .ordinal, .text }
    WHEN n:Claim THEN n { __typename: 'Claim', .id, .text, .type } ELSE n { __typename: 'Finding', .id, .kind, .text } END } } AS answer`;
const hub = `MATCH (t:Topic {id: $id}) RETURN t { .id, findings: COLLECT {
  MATCH ()<-[x:FINDING_ABOUT_TOPIC]-(n) USING INDEX SEEK x:FINDING_ABOUT_TOPIC(to, key) WHERE x.to = t.end_number AND x.key > $after
  WITH x, n ORDER BY x.to, x.key LIMIT 10 RETURN n { .id, .text } } } AS answer`;
const count = `MATCH (t:Topic {id: $id}) RETURN t { .id, count: COUNT { (t)<-[:FINDING_ABOUT_TOPIC]-() } } AS answer`;
const node = `MATCH (n:Finding {id: $id}) RETURN n { .id, .kind, .text, .period } AS answer`;
const search = `CALL db.index.fulltext.queryNodes('evidence_graph_search', $text) YIELD node AS n WITH n WHERE n:Finding
  WITH n ORDER BY n.search_place LIMIT 10 RETURN collect(n { .id, .text }) AS answer`;

export function neo4jAnswers(uri: string): Answers {
  const driver = neo4j.driver(uri, undefined, { disableLosslessIntegers: true, fetchSize: -1 });
  const answer = (text: string) => async (parameters: object) => {
    const session = driver.session({ database: 'neo4j', defaultAccessMode: neo4j.session.READ });
    try {
      const { records } = await session.run(text, parameters);
      return JSON.stringify(records[0]?.get(0) ?? null);
    } finally {
      await session.close();
    }
  };
  const found = answer(search);
  return {
    chain: answer(chain),
    wide: answer(wide),
    union: answer(union),
    hub: answer(hub),
    count: answer(count),
    node: answer(node),
    search: ({ text }) => found({ text: `${text}*` }),
  };
}
