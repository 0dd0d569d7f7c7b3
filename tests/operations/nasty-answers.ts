import { DomainError } from '../../src/domain/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { answeringWith, failing, forgetting } from './unlike-store.ts';

type Row = Record<string, unknown>;

/** What stands in no answer, whatever happens. */
export const secret = 'bolt://neo4j:hunter2@10.0.0.1';

/** A store that misbehaves. */
export interface NastyAnswer {
  readonly name: string;
  readonly store: (store: Store) => Store;
}

/** Sets an attribute of the rows of a kind; `at` of them only, counted from 0, where it is given. */
function setting(kind: string, name: string, value: unknown, at?: number): NastyAnswer {
  return {
    name: `${kind}.${name} is ${JSON.stringify(value) ?? 'absent'}${at === undefined ? '' : ` in row ${at}`}`,
    store: (store) =>
      answeringWith(store, () => {
        let seen = -1;
        return (row) => {
          if (row['__typename'] !== kind || !(name in row)) return;
          seen += 1;
          if (at === undefined || at === seen % 3) row[name] = value;
        };
      }),
  };
}

/** Changes the rows of pages. */
const paging = (name: string, change: (page: Row) => void): NastyAnswer => ({
  name,
  store: (store) => answeringWith(store, () => (row) => void (Array.isArray(row['rows']) && change(row))),
});

const broken = (name: string, failure: Error, early = false): NastyAnswer => ({
  name,
  store: (store) => failing(store, failure, early),
});

const cause = new Error(secret);

export const nastyAnswers: readonly NastyAnswer[] = [
  broken('the database is gone', new DomainError('DATABASE_UNAVAILABLE', 'The database does not answer.', { cause })),
  broken('the deadline has passed', new DomainError('DEADLINE_EXCEEDED', 'The answer was not ready.', { cause })),
  broken('the client has left', new DomainError('CANCELLED', 'Whoever asked is gone.')),
  broken('the schema is too new', new DomainError('SCHEMA_TOO_NEW', 'A newer release wrote the store.')),
  broken('the schema is too old', new DomainError('SCHEMA_TOO_OLD', 'An older build wrote the store.')),
  broken('a read exceeds a limit', new DomainError('NODE_LIMIT_EXCEEDED', 'Too much.', { argument: 'first' })),
  broken('a failure that nobody expected', new TypeError(`cannot read ${secret}`)),
  broken('a failure before there is a promise', new TypeError(`cannot read ${secret}`), true),
  broken('the database is gone before there is a promise', new DomainError('DATABASE_UNAVAILABLE', 'Gone.'), true),
  { name: 'a root without an answer', store: (store) => forgetting(store, 'claims') },
  { name: 'another root without an answer', store: (store) => forgetting(store, 'one') },
  ...[undefined, 0, 1].map((at) => setting('Claim', 'text', null, at)),
  ...[null, undefined, 5, true, { a: 1 }, ['a'], '', -0].map((value) => setting('Claim', 'label', value, 2)),
  ...[null, 'NO_SUCH', 7].map((value) => setting('Claim', 'type', value, 1)),
  ...[null, '2', 1.5, 2 ** 31, '', true].map((value) => setting('Claim', 'version', value, 0)),
  ...[null, 'yesterday', 0, 1_700_000_000_000, '2026-01-02'].map((value) => setting('Claim', 'createdAt', value, 1)),
  ...[null, 7, ''].map((value) => setting('Claim', 'id', value, 0)),
  ...[null, 'Nothing', 'Finding', 'PageInfo', 5].map((value) => setting('Claim', '__typename', value, 1)),
  ...['soon', 5, ''].map((value) => setting('EvidenceSource', 'issued', value)),
  ...[null, 'yes', 1, 0].map((value) => setting('EvidenceSource', 'identified', value)),
  ...[null, 'one', [null], [['x']], { 0: 'x' }, [1, true]].map((value) => setting('EvidenceSource', 'authors', value)),
  ...['text', [], [1], 5, { nested: { deep: null } }].map((value) => setting('EvidenceSource', 'csl', value)),
  ...[null, [null], [{ value: 'much' }], [{}], [{ qualifier: 'EXACT', value: null }], {}].map((value) =>
    setting('Finding', 'measures', value),
  ),
  ...[[{ qualifier: 'EXACT', value: '0.5', lower: true, upper: '' }], [{ qualifier: 'NO_SUCH' }]].map((value) =>
    setting('Finding', 'measures', value),
  ),
  paging('pages without a node in their first row', ({ rows }) =>
    Object.assign((rows as Row[])[0] ?? {}, { node: null }),
  ),
  paging('pages whose nodes are absent', ({ rows }) => (rows as Row[]).forEach((row) => delete row['node'])),
  paging('pages without rows', (page) => delete page['rows']),
  paging('pages without a count', (page) => delete page['count']),
  paging('pages whose count is too large', (page) => Object.assign(page, { count: 2 ** 40 })),
  paging('pages without keys', ({ rows }) => (rows as Row[]).forEach((row) => delete row['key'])),
  paging('edges without attributes', ({ rows }) => (rows as Row[]).forEach((row) => delete row['edge'])),
  paging('edges whose role is unknown', ({ rows }) =>
    (rows as Row[]).forEach((row) => Object.assign(row, { edge: { role: 'NONE', basis: null, rationale: 5 } })),
  ),
];

/** What is asked of every one of them: non-null lists in nullable places and the other way round, several roots. */
export const askedOfNastyAnswers: readonly string[] = [
  '{ claims(first: 3) { nodes { id text label type version createdAt } } }',
  '{ one: claim(id: "claim:a") { id text version label } two: claim(id: "claim:b") { text label type } three: node(id: "claim:c") { id ... on Claim { label } } }',
  '{ nodes(ids: ["claim:a", "claim:none", "claim:b", "claim:c"]) { id ... on Claim { text version createdAt label type } } other: claims(first: 2) { totalCount edges { cursor node { label text } } } }',
  '{ claim(id: "claim:a") { label contradicts { totalCount pageInfo { hasNextPage endCursor } edges { cursor rationale node { label text contradicts(first: 1) { nodes { version label } } } } } evidence { nodes { claim { text label } uses { nodes { __typename ... on Finding { text measures { value lower upper qualifier } } ... on Claim { label } ... on EvidenceSource { authors csl issued identified } } } } } } }',
  '{ recommendation(id: "recommendation:r-2.7") { label basedOn { edges { role basis node { __typename ... on Conclusion { restsOn { nodes { ... on Claim { text id version } ... on EvidenceNode { label } } } } ... on Claim { type text } } } } madeIn { authors issued identified csl standing } } }',
  '{ sources { nodes { id authors issued identified csl } } one: source(id: "source:full") { authors } first: source(id: "source:full") { csl issued identified } findings(first: 3, filter: { kind: [EFFECT_ESTIMATE, COST] }) { nodes { measures { value lower upper qualifier } } } finding(id: "finding:measured") { measures { qualifier value } text } }',
  '{ search(text: "drug") { totalCount edges { cursor node { __typename id label ... on Claim { text } } highlights { attribute text ranges { start end } } } nodes { id version } } }',
];
