import { createHash } from 'node:crypto';
import type { InjectOptions } from 'fastify';

/** A request as it goes over HTTP; several are sent one after the other. */
export interface NastyRequest {
  readonly name: string;
  readonly requests: readonly InjectOptions[];
}

const json = { 'content-type': 'application/json' };
const asked = { 'apollo-require-preflight': 'true' };

const post = (payload: unknown, headers: Record<string, string> = json): InjectOptions => ({
  method: 'POST',
  headers,
  payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
});

const get = (query: Record<string, string>, headers: Record<string, string> = asked): InjectOptions => ({
  method: 'GET',
  query,
  headers,
});

const once = (name: string, request: InjectOptions): NastyRequest => ({ name, requests: [request] });

/** A query by itself, named by its own text. */
const query = (text: string, variables?: unknown, operationName?: unknown): NastyRequest => {
  const said = `${text.slice(0, 90)} ${JSON.stringify({ variables, operationName })}`;
  return once(said, post({ query: text, variables, operationName }));
};

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const persisted = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: sha(text) } });
const known = '{ claim(id: "claim:a") { id text } }';

const conditions = [
  '{ claim(id: "claim:a") { id @include(if: null) } }',
  '{ claim(id: "claim:a") { id text @skip(if: true) @include(if: true) label @include(if: false) } }',
  '{ claim(id: "claim:a") @skip(if: true) { id } }',
  '{ claim(id: "claim:a") { id @skip(if: true) } }',
  '{ claim(id: "claim:a") { ... @include(if: false) { id } ...F @skip(if: true) } } fragment F on Claim { text }',
  '{ claim(id: "claim:a") { contradicts @include(if: false) { nodes { id } } contradicts(first: 20) { totalCount } } }',
  '{ claim(id: "claim:a") { x: text @skip(if: true) x: text ...F } } fragment F on Claim { x: text @include(if: false) }',
  '{ claim(id: "claim:a") { id @include(if: true) @include(if: true) } }',
  '{ claim(id: "claim:a") { id @deprecated } }',
  'query @include(if: true) { claim(id: "claim:a") { id } }',
  '{ claim(id: "claim:a") { ...F } } fragment F on Claim @skip(if: true) { id }',
];

const merged = [
  '{ claim(id: "claim:a") { evidence { totalCount } evidence { nodes { id } } ...F } } fragment F on Claim { evidence { nodes { stance } edges { node { basis } } } }',
  '{ claim(id: "claim:a") { id } claim(id: "claim:a") { text contradicts { nodes { id } } } ... { claim(id: "claim:a") { contradicts { totalCount nodes { text } } } } }',
  '{ recommendation(id: "recommendation:r-2.7") { basedOn { nodes { ... on Claim { q: quotes(first: 1) { totalCount } } ... on Conclusion { q: quotes(first: 2) { totalCount nodes { id } } } ... on Finding { q: quotes(first: 3) { nodes { page } } } } } } }',
  '{ nodes(ids: ["claim:a", "source:full", "passage:p-1", "finding:measured"]) { ... on Claim { x: type } ... on Passage { y: section } ... on Node { id } ... on EvidenceNode { x2: label ... on Claim { x2: label text } } } }',
  '{ nodes(ids: ["claim:a", "finding:measured"]) { ... on Claim { x: text } ... on Finding { x: kind } } }',
  '{ nodes(ids: ["claim:a", "finding:measured"]) { ... on Claim { x: text } ... on Finding { x: text } } }',
  '{ a: claims(first: 1) { nodes { id } } a: claims(first: 2) { nodes { id } } }',
  '{ claims(first: 1) { nodes { id } edges { node { text } } nodes { label } edges { cursor node { id } } } }',
  '{ claims(first: 1) { pageInfo { hasNextPage } } only: claims(first: 1) { totalCount } names: claims(first: 1) { __typename } edges: claims(first: 2) { edges { __typename } } }',
  '{ nodes(ids: ["claim:a", "claim:a", "claim:absent", "claim:a"]) { id __typename } }',
  '{ nodes(ids: []) { id } }',
  '{ nodes(ids: "claim:a") { id } }',
  '{ constructor: claim(id: "claim:a") { toString: text hasOwnProperty: id valueOf: __typename } }',
  '{ __proto__: claim(id: "claim:a") { text } }',
  '{ claim(id: "claim:a") { __proto__: text id } }',
  '{ claim(id: "claim:a") { __proto__: contradicts { nodes { id } } id } }',
  '{ one: claim(id: "claim:a") { one: contradicts { one: nodes { one: contradicts { one: nodes { one: text } } } } } }',
  '{ claim(id: "claim:a") { b: text a: text 2: text } }',
  '{ claim(id: "claim:a") { z: id _1: id a: id } nothing: claim(id: "claim:absent") { id } }',
  '{ search(text: "drug courts", kinds: [Claim, Intervention, Claim]) { edges { highlights { text } } nodes { ...on Claim { type } ... on Intervention { aliases settings { nodes { name } } } } } }',
  '{ claim(id: "claim:a") { ...A } } fragment A on EvidenceNode { ...B label } fragment B on Node { ...C id } fragment C on Claim { text ...D } fragment D on EvidenceNode { __typename }',
  '{ claim(id: "claim:a") { ...A } } fragment A on Claim { ...B } fragment B on Claim { ...A }',
  '{ claim(id: "claim:a") { ... on Finding { id } } }',
  '{ node(id: "claim:a") { ... on Finding { text } } }',
  '{ node(id: "claim:a") { label } }',
];

const values = [
  '{ studies { nodes { name sampleSize sms } } }',
  '{ study(id: "study:large") { sampleSize name } one: study(id: "study:hub") { sampleSize findings(first: 25) { totalCount nodes { label } pageInfo { hasNextPage endCursor startCursor hasPreviousPage } } } }',
  '{ sources(orderBy: ISSUED_DESC) { nodes { id kind title authors issued publisher doi pmid isbn url csl identified asCited standing status version createdAt updatedAt reviewPackage } } }',
  '{ findings(first: 100) { nodes { text measures { label value lower upper unit qualifier numerator denominator period } } } }',
  '{ claim(id: """claim:a""") { id } }',
  '{ claims(filter: { id: "claim:a", type: EFFECTIVENESS }) { nodes { id } } }',
  '{ claims(filter: { any: [], not: { id: [] } }) { totalCount } }',
  '{ claims(filter: {}) { totalCount } none: claims(filter: null) { totalCount } }',
  '{ claims(filter: { not: { not: { not: { not: { not: { not: { id: [] } } } } } } }) { totalCount } }',
  '{ sources(filter: { issued: { from: "1990", to: "2008" } }) { nodes { id } } }',
  '{ sources(filter: { issued: { from: null } }) { nodes { id } } }',
  '{ claims(first: 1.0) { totalCount } }',
  '{ claims(first: "1") { totalCount } }',
  '{ claim(id: 5) { id } }',
  '{ claims(after: "") { totalCount } }',
  '{ claims(after: null) { totalCount } }',
  '{ claims(first: null) { totalCount } }',
  '{ claims(orderBy: null) { totalCount } }',
  '{ claims(orderBy: "LABEL_ASC") { totalCount } }',
  '{ claim(id: null) { id } }',
  '{ claim { id } }',
];

/** A body as text, for `JSON.stringify` takes a stack as deep as what it writes. In it `"…"` nests so deep. */
const nesting = (levels: number, body: object): NastyRequest => {
  const text = JSON.stringify(body);
  return once(
    `${levels} levels in ${text}`,
    post(text.replace('"…"', '{"not":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1))),
  );
};

const filtered = 'query ($f: ClaimFilter) { claims(filter: $f) { nodes { id } } }';
const none = { v: null };

/** Null for a variable that has a default. */
const nulls: readonly NastyRequest[] = [
  query('query ($v: Int = 2) { chain(id: "claim:a", maxDepth: $v) { truncated } }', none),
  query('query ($v: Int = 2) { claim(id: "claim:a") { id chain(maxPaths: $v) { truncated } } }', none),
  query('query ($v: [LifeCycleStatus!] = [DRAFT]) { chain(id: "claim:a", statuses: $v) { truncated } }', none),
  query('query ($v: ClaimOrder = LABEL_DESC) { claims(orderBy: $v) { nodes { id } } }', none),
  query('query ($v: [ID!] = ["a"]) { impact(id: "source:full", alsoIds: $v) { change } }', none),
  query('query ($v: ID = "claim:a") { claim(id: $v) { id } other: claims { totalCount } }', none),
  query('query ($v: ID = "claim:a") { chain(id: $v) { truncated } claims { totalCount } }', none),
  query(
    'query ($v: ID = "claim:a") { claims { totalCount } ...F } fragment F on Query { chain(id: $v) { truncated } }',
    none,
  ),
  query('query ($v: ID = "claim:a") { nodes(ids: ["claim:b", $v]) { id } }', none),
  query('query ($v: ID = "claim:a") { claims(filter: { id: [$v] }) { totalCount } }', none),
  query(
    'query ($v: ID = "a") { claim(id: "claim:a") { indication { status } } impact(id: "a", alsoIds: [$v]) { change } }',
    none,
  ),
  query('query ($v: String = "Claim") { __type(name: $v) { name } }', none),
  query('query ($v: Boolean = true) { claim(id: "claim:a") { chain { truncated @skip(if: $v) } } }', none),
  query('query ($v: Boolean = true) { claims(first: 1) @include(if: $v) { totalCount } }', none),
  query('query ($v: Boolean = true) { claims(first: 1) @include(if: false) { totalCount @skip(if: $v) } }', none),
  query('query ($v: ID = "claim:a", $on: Boolean = false) { claim(id: $v) @include(if: $on) { id } }', none),
  query('query ($v: ID = "claim:a", $on: Boolean = false) { chain(id: $v) @include(if: $on) { truncated } }', none),
  query('mutation ($v: ID = "key:a") { revokeKey(id: $v) { __typename } }', none),
  query('mutation ($v: Boolean = true) { revokeKey(id: "key:a") { __typename @include(if: $v) } }', none),
  query('mutation ($v: Int = 5) { createKey(days: $v) { __typename } }', none),
];

const variables: readonly NastyRequest[] = [
  query('query ($n: Int = 2) { claims(first: $n) { nodes { id } } }'),
  query('query ($n: Int = 2) { claims(first: $n) { nodes { id } } other: claim(id: "claim:a") { id } }', { n: null }),
  query('query ($n: Int) { claims(first: $n) { totalCount nodes { id } } }'),
  query('query ($n: Int) { claims(first: $n) { totalCount } }', { n: null }),
  query('query ($n: Int) { claim(id: "claim:a") { id contradicts(first: $n) { totalCount } } }', { n: null }),
  query('query ($n: Int!) { claims(first: $n) { totalCount } }'),
  query('query ($n: Int!) { claims(first: $n) { totalCount } }', { n: '5' }),
  query('query ($n: Int!) { claims(first: $n) { totalCount } }', { n: 5.5 }),
  query('query ($n: Int!) { claims(first: $n) { totalCount } }', { n: 1, unknown: { a: [1] } }),
  query('query ($id: ID!) { claim(id: $id) { id } }', { id: 5 }),
  query('query ($id: ID!) { claim(id: $id) { id } }', { id: { toString: 'claim:a' } }),
  query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: 'claim:a' }),
  query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['claim:a', null] }),
  query('query ($i: Boolean) { claim(id: "claim:a") { id @include(if: $i) } }', { i: true }),
  query('query ($i: Boolean!) { claim(id: "claim:a") { id text @include(if: $i) } }', { i: null }),
  query('query ($i: Boolean! = true) { claim(id: "claim:a") { id text @include(if: $i) } }'),
  query('query ($i: Boolean = false) { claim(id: "claim:a") { id text @include(if: $i) } }', { i: null }),
  ...nulls,
  nesting(5_000, { query: filtered, variables: { f: '…' } }),
  nesting(40, { query: filtered, variables: { f: '…' } }),
  nesting(31, { query: filtered, variables: { f: '…' } }),
  once(
    '10,001 values',
    post({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: Array.from({ length: 10_000 }, () => 'claim:a') },
    }),
  ),
  nesting(5_000, { query: 'mutation ($id: ID!) { revokeKey(id: $id) { __typename } }', variables: { id: '…' } }),
  query('query ($f: ClaimFilter) { claims(filter: $f) { nodes { id } } }', { f: { type: 'NO_SUCH', other: 1 } }),
  query('query ($f: ClaimFilter) { claims(filter: $f) { nodes { id } } }', { f: { id: [], search: null } }),
  query('query ($t: [ClaimType!]) { claims(filter: { type: $t }) { nodes { id } } }', { t: 'HARM' }),
  query('query ($t: ClaimType!) { claims(filter: { type: [$t], evidence: { none: {} } }) { nodes { id } } }', {
    t: 'HARM',
  }),
  query('query ($d: PartialDate) { sources(filter: { issued: { to: $d } }) { nodes { id } } }', { d: '2008' }),
  query('query ($d: PartialDate) { sources(filter: { issued: { to: $d } }) { nodes { id } } }', { d: 2008 }),
  query('query ($a: ID!, $a: ID!) { claim(id: $a) { id } }', { a: 'claim:a' }),
  query('query ($a: Claim) { claim(id: $a) { id } }', { a: 'claim:a' }),
  query('query ($v: String) { __typename }', { v: 'unused' }),
  query('{ claim(id: "claim:a") { id } }', 'not an object'),
  query('{ claim(id: "claim:a") { id } }', ['a']),
  query('{ claim(id: "claim:a") { id } }', null),
  query('query ($__proto__: ID!) { claim(id: $__proto__) { id } }', JSON.parse('{"__proto__": "claim:a"}')),
];

const operations: readonly NastyRequest[] = [
  query(`{ ${'__typename '.repeat(900)} }`),
  query('query A { a: __typename } query B { claim(id: "claim:a") { id } }', {}, 'B'),
  query('query A { a: __typename } query B { claim(id: "claim:a") { id } }'),
  query('query A { a: __typename } query B { claim(id: "claim:a") { id } }', {}, 'C'),
  query('query A { a: __typename } query A { claim(id: "claim:a") { id } }', {}, 'A'),
  query(
    'query A($x: ID!) { claim(id: $x) { id } } query B($x: Int) { claims(first: $x) { totalCount } }',
    { x: 1 },
    'B',
  ),
  query('{ a: __typename } query B { claim(id: "claim:a") { id } }', {}, 'B'),
  query('query A { a: __typename }', {}, 5),
  query('query A { claims(first: 1) { totalCount } }', {}, ''),
  query('mutation { retract(id: "source:full") { id } }'),
  query('subscription { changes { id } }'),
  query('subscription { __typename }'),
  query('subscription S { a: __typename } query Q { claims(first: 1) { totalCount } }', {}, 'Q'),
  query('type Claim { id: ID }'),
  query('{ claims(first: 1) { totalCount } } type Claim { id: ID }'),
  query('extend type Query { more: Int } { __typename }'),
  query('fragment F on Claim { id }'),
  query('{ __schema { types { name } } claims(first: 1) { totalCount } }'),
  query('{ __type(name: "Claim") { fields { name } } claim(id: "claim:a") { __typename } }'),
  query('{ claim(id: "claim:a") { __schema { types { name } } } }'),
  query('{ __typename }'),
  query('query { again: __typename __typename ... on Query { __typename } }'),
  query('{ claims(first: 1) { nodes { id __typename } __typename edges { __typename } pageInfo { __typename } } }'),
  query(''),
  query('   # nothing\n'),
  query('{'),
  query('{ claim(id: "claim:a) { id } }'),
  query('{ claim(id: "\\ud800") { id } }'),
  query('\uFEFF{ claim(id: "claim:a") { id } }'),
  query('{ claim(id: "claim:a") { id }, claims(first: 1),,, { totalCount } } # end'),
  query('{\r\n  claim(id: "nonsense")\r\n  { id } claims(first: 0) { totalCount }\r\n}'),
];

const transports: readonly NastyRequest[] = [
  once('GET', get({ query: known })),
  once(
    'GET with variables',
    get({ query: 'query ($id: ID!) { claim(id: $id) { id } }', variables: '{"id":"claim:a"}' }),
  ),
  once('GET with variables that are no JSON', get({ query: known, variables: '{id}' })),
  once(
    'GET with operationName',
    get({ query: 'query A { claims { totalCount } } query B { a: __typename }', operationName: 'A' }),
  ),
  once('GET without a preflight', get({ query: known }, {})),
  once('GET of a mutation', get({ query: 'mutation { write }' })),
  once('GET of nothing', get({})),
  once(
    'GET that wants the other media type',
    get({ query: known }, { ...asked, accept: 'application/graphql-response+json' }),
  ),
  once('GET that wants HTML', get({ query: known }, { ...asked, accept: 'text/html' })),
  once(
    'POST that wants the other media type',
    post({ query: known }, { ...json, accept: 'application/graphql-response+json' }),
  ),
  once(
    'POST that fails and wants the other media type',
    post({ query: '{ nothing }' }, { ...json, accept: 'application/graphql-response+json' }),
  ),
  once(
    'POST that wants parts',
    post({ query: known }, { ...json, accept: 'multipart/mixed; deferSpec=20220824, application/json' }),
  ),
  once('POST that wants nothing of ours', post({ query: known }, { ...json, accept: 'image/png' })),
  once('a batch', post([{ query: known }, { query: '{ __typename }' }])),
  once('an empty batch', post([])),
  once('null', post('null')),
  once('a text', post('"query"')),
  once('no JSON', post('{ claims }')),
  once('an empty body', post('')),
  once('a query that is a list', post({ query: [known] })),
  once('an object with other things', post({ queries: known, query: known, more: 1 })),
  once('variables as text', post({ query: known, variables: '{"id":1}' })),
  once('extensions as text', post({ query: known, extensions: 'x' })),
  once('unknown extensions', post({ query: known, extensions: { tracing: true } })),
  nesting(6_000, { query: known, extensions: { tracing: '…' } }),
  nesting(6_000, { query: known, operationName: '…' }),
  once('GraphQL as the content type', post(known, { 'content-type': 'application/graphql' })),
  once('PUT', { method: 'PUT', headers: json, payload: JSON.stringify({ query: known }) }),
  once('HEAD', { method: 'HEAD', query: { query: known }, headers: asked }),
  once('a hash that nobody knows', post({ extensions: persisted('{ unheard: __typename }') })),
  {
    name: 'a hash that becomes known',
    requests: [
      post({ extensions: persisted(known) }),
      post({ query: known, extensions: persisted(known) }),
      post({ extensions: persisted(known) }),
      get({ extensions: JSON.stringify(persisted(known)) }),
    ],
  },
  once('a hash of another text', post({ query: known, extensions: persisted('{ claims { totalCount } }') })),
  once(
    'a hash of another version',
    post({ query: known, extensions: { persistedQuery: { version: 2, sha256Hash: sha(known) } } }),
  ),
  {
    name: 'the same operation twice, other variables',
    requests: ['claim:a', 'claim:b', 'nonsense', 'claim:a'].map((id) =>
      post({
        query: 'query Again($id: ID!) { claim(id: $id) { text contradicts(first: 1) { nodes { id } } } }',
        variables: { id },
      }),
    ),
  },
  {
    name: 'the same operation, kept and skipped',
    requests: [true, false, null, true, null].map((keep) =>
      post({
        query:
          'query Kept($keep: Boolean = true) { claim(id: "claim:a") { id contradicts(first: 2) @include(if: $keep) { nodes { id text @skip(if: $keep) } } } }',
        variables: { keep },
      }),
    ),
  },
  {
    name: 'the same operation, page after page',
    requests: [1, 2, 101, 0, null, 20].map((first) =>
      post({
        query: 'query Pages($first: Int = 3) { claims(first: $first) { nodes { id } pageInfo { hasNextPage } } }',
        variables: { first },
      }),
    ),
  },
];

export const nastyRequests: readonly NastyRequest[] = [
  ...[...conditions, ...merged, ...values].map((text) => query(text)),
  ...variables,
  ...operations,
  ...transports,
];
