import Database from 'libsql';
import type { Child, Relation, Repository, Row } from './repository.ts';

const columns = {
  Recommendation: ['id', 'ordinal', 'text', 'kind'],
  Conclusion: ['id', 'ordinal', 'text'],
  Claim: ['id', 'text', 'type'],
  Finding: ['id', 'kind', 'text', 'period'],
  EvidenceSource: ['id', 'kind', 'title', 'issued'],
  Topic: ['id', 'name'],
} as const;

type Kind = keyof typeof columns;

const listOf = (kind: Kind) => columns[kind].map((name) => `n."${name}"`).join(', ');
const numberOf = '(SELECT seq FROM node WHERE id = ?)';
const wanted = '(SELECT seq FROM node WHERE id IN (SELECT value FROM json_each(?)))';

const relations = {
  conclusions: { type: 'BASED_ON', kinds: ['Conclusion'] },
  findings: { type: 'RESTS_ON', kinds: ['Finding'] },
  sources: { type: 'FINDING_REPORTED_IN', kinds: ['EvidenceSource'] },
  basis: { type: 'BASED_ON', kinds: ['Conclusion', 'Claim', 'Finding'] },
} as const satisfies Record<Relation, { type: string; kinds: readonly Kind[] }>;

/** Reads the product's own file. Statements are prepared once. */
export function openEmbeddedRepository(file: string): Repository {
  const database = new Database(file, { readonly: true });
  const prepared = new Map<string, Database.Statement>();
  const all = (text: string, values: readonly unknown[]) => {
    let statement = prepared.get(text);
    if (!statement) prepared.set(text, (statement = database.prepare(text)));
    return statement.all([...values]) as Record<string, unknown>[];
  };
  const topicPage = `SELECT ${listOf('Finding')} FROM edge e JOIN node_Finding n ON n.seq = e.src WHERE e.type = 'FINDING_ABOUT_TOPIC' AND e.dst = ${numberOf} ORDER BY e.key LIMIT ? OFFSET ?`;
  return {
    byIds: async (kind, ids) =>
      all(`SELECT ${listOf(kind)} FROM node_${kind} n WHERE n.seq IN ${wanted}`, [
        JSON.stringify(ids),
      ]) as unknown as Row[],
    children: async (relation, parents) => {
      const { type, kinds } = relations[relation];
      const found = kinds.flatMap((kind) =>
        all(
          `SELECT p.id AS parent, e.key AS key, ${listOf(kind)} FROM edge e JOIN node_${kind} n ON n.seq = e.dst JOIN node p ON p.seq = e.src WHERE e.type = ? AND e.src IN ${wanted} ORDER BY e.src, e.key`,
          [type, JSON.stringify(parents)],
        ).map(({ parent, key, ...node }) => ({ parent, key, node: { __typename: kind, ...node } })),
      ) as unknown as (Child & { key: string })[];
      return kinds.length === 1 ? found : found.sort((one, other) => (one.key < other.key ? -1 : 1));
    },
    findingsOfTopic: async (topic, first, offset) => all(topicPage, [topic, first, offset]) as unknown as Row[],
    countFindingsOfTopic: async (topic) =>
      Number(
        all(`SELECT count(*) AS count FROM edge WHERE type = 'FINDING_ABOUT_TOPIC' AND dst = ${numberOf}`, [
          topic,
        ])[0]?.['count'],
      ),
    search: async (word, first) =>
      all(
        `SELECT ${listOf('Finding')} FROM search s JOIN node_Finding n ON n.seq = s.rowid WHERE search MATCH ? AND s.kind = 'Finding' ORDER BY s.place LIMIT ?`,
        [`"${word}"*`, first],
      ) as unknown as Row[],
  };
}
