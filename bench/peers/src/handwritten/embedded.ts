import Database from 'libsql';
import type { Answers } from './answers.ts';

/*
 * One hand-tuned statement for each read. SQLite writes the JSON of the answer itself, which is the fastest there is:
 * nothing is parsed or made into text again.
 */

// Order has to be made below the aggregate: an aggregate takes rows as they come.
const along = (type: string, from: string) =>
  `(SELECT dst, dst_kind FROM edge WHERE type = '${type}' AND src = ${from} ORDER BY key)`;

const numberOf = '(SELECT seq FROM node WHERE id = ?)';
const sources = `(SELECT json_group_array(json_object('id', s.id, 'kind', s.kind, 'title', s.title, 'issued', s.issued)) FROM ${along('FINDING_REPORTED_IN', 'f.seq')} z CROSS JOIN node_EvidenceSource s ON s.seq = z.dst)`;
const findings = `(SELECT json_group_array(json_object('id', f.id, 'kind', f.kind, 'text', f.text, 'reportedIn', json(${sources}))) FROM ${along('RESTS_ON', 'c.seq')} y CROSS JOIN node_Finding f ON f.seq = y.dst)`;
const conclusions = (more: string) =>
  `(SELECT json_group_array(json_object('id', c.id, ${more})) FROM ${along('BASED_ON', 'r.seq')} x CROSS JOIN node_Conclusion c ON c.seq = x.dst)`;

const chain = `SELECT json_object('id', r.id, 'ordinal', r.ordinal, 'text', r.text, 'basedOn', json(${conclusions(`'ordinal', c.ordinal, 'text', c.text, 'restsOn', json(${findings})`)})) FROM node_Recommendation r WHERE r.seq = ${numberOf}`;
const wide = `SELECT json_group_array(json_object('id', id, 'text', text, 'basedOn', json(basedOn))) FROM (SELECT r.id, r.text, ${conclusions(`'text', c.text`)} AS basedOn FROM json_each(?) w CROSS JOIN node i ON i.id = w.value CROSS JOIN node_Recommendation r ON r.seq = i.seq ORDER BY w.key)`;
const union = `SELECT json_object('id', r.id, 'basedOn', (SELECT json_group_array(json(CASE x.dst_kind
  WHEN 'Conclusion' THEN (SELECT json_object('__typename', 'Conclusion', 'id', n.id, 'ordinal', n.ordinal, 'text', n.text) FROM node_Conclusion n WHERE n.seq = x.dst)
  WHEN 'Claim' THEN (SELECT json_object('__typename', 'Claim', 'id', n.id, 'text', n.text, 'type', n.type) FROM node_Claim n WHERE n.seq = x.dst)
  ELSE (SELECT json_object('__typename', 'Finding', 'id', n.id, 'kind', n.kind, 'text', n.text) FROM node_Finding n WHERE n.seq = x.dst) END))
  FROM ${along('BASED_ON', 'r.seq')} x)) FROM node_Recommendation r WHERE r.seq = ${numberOf}`;
const hub = `SELECT json_object('id', t.id, 'findings', (SELECT json_group_array(json_object('id', n.id, 'text', n.text)) FROM (SELECT src FROM edge WHERE type = 'FINDING_ABOUT_TOPIC' AND dst = t.seq AND key > ? ORDER BY key LIMIT 10) p CROSS JOIN node_Finding n ON n.seq = p.src)) FROM node_Topic t WHERE t.seq = ${numberOf}`;
const count = `SELECT json_object('id', t.id, 'count', (SELECT degree FROM degree WHERE node = t.seq AND type = 'FINDING_ABOUT_TOPIC' AND direction = 'backward')) FROM node_Topic t WHERE t.seq = ${numberOf}`;
const node = `SELECT json_object('id', id, 'kind', kind, 'text', text, 'period', period) FROM node_Finding WHERE seq = ${numberOf}`;
const search = `SELECT json_group_array(json_object('id', n.id, 'text', n.text)) FROM (SELECT rowid AS seq FROM search WHERE search MATCH ? AND kind = 'Finding' ORDER BY place LIMIT 10) p CROSS JOIN node_Finding n ON n.seq = p.seq`;

export function embeddedAnswers(file: string): Answers {
  const database = new Database(file, { readonly: true });
  const json = (text: string) => {
    const statement = database.prepare(text).raw();
    return (...values: unknown[]) => (statement.get(values) as unknown as [string])[0];
  };
  const statements = {
    chain: json(chain),
    wide: json(wide),
    union: json(union),
    hub: json(hub),
    count: json(count),
    node: json(node),
    search: json(search),
  };
  return {
    chain: async ({ id }) => statements.chain(id),
    wide: async ({ ids }) => statements.wide(JSON.stringify(ids)),
    union: async ({ id }) => statements.union(id),
    hub: async ({ id, after }) => statements.hub(after, id),
    count: async ({ id }) => statements.count(id),
    node: async ({ id }) => statements.node(id),
    search: async ({ text }) => statements.search(`"${text}"*`),
  };
}
