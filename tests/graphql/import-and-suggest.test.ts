import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '../../src/access/api-keys.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { adding, at, changeSet, claim, edge, finding } from '../contract/write-helpers.ts';
import { serving } from '../support/serving.ts';

const keyPepper = 'a pepper of more than thirty-two characters';
const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
let server: FastifyInstance;
let bearer = '';
let requests = 0;

beforeAll(async () => {
  await store.write(
    changeSet({
      nodes: [
        adding('source:known', { kind: 'ARTICLE', title: 'Known', doi: '10.1000/known' }),
        claim('overdoses', 'Overdoses become rarer.'),
        finding('f', 'Fewer overdoses.'),
      ],
      edges: [edge('REPORTED_IN', 'finding:f', 'source:known')],
    }),
  );
  server = await serving(store, { access: { keyPepper, issuers: [] } });
  const wanted = {
    owner: 'ada',
    name: 'ada',
    role: 'CONTRIBUTOR' as const,
    scopes: [],
    conflicts: [],
    expiresAt: '2999-01-01T00:00:00.000Z',
  };
  bearer = `Bearer ${(await createKey(store, keyPepper, wanted, { by: 'tests', role: 'ADMIN', at })).text}`;
});

afterAll(async () => {
  await server.close();
  await store.close();
});

async function send(query: string, variables: object, authorization: string | undefined = bearer) {
  const response = await server.inject({
    method: 'POST',
    url: '/graphql',
    headers: authorization === '' ? {} : { authorization },
    payload: { query, variables: { key: `request-${(requests += 1)}`, ...variables } },
  });
  return response.json<{ data: { answer: unknown } | null; errors?: { extensions: object }[] }>();
}

describe('importing references over GraphQL', () => {
  const mutation = `mutation I($text: String!, $format: ReferenceFormat, $kind: SourceKind, $dryRun: Boolean! = false, $key: String!) {
    answer: importReferences(text: $text, format: $format, kind: $kind, dryRun: $dryRun, idempotencyKey: $key) {
      __typename
      ... on ReferenceImport { id added known broken
        rows { line outcome sourceId proposalId reason near { id reason } problems } }
      ... on UserError { code message } } }`;
  const answer = async (variables: object, authorization?: string) => {
    const { data, errors } = await send(mutation, variables, authorization);
    expect(errors).toBeUndefined();
    return data?.answer as Record<string, unknown>;
  };
  const text = `TY  - JOUR
TI  - A new one
DO  - https://doi.org/10.1000/New
ER  -
TY  - JOUR
AU  - Untitled, A.
TY  - JOUR
TI  - Known, typed again
DO  - 10.1000/KNOWN
ER  -
TY  - JOUR
TI  - A new one, <script>alert(1)</script> MATCH (n) DETACH DELETE n
DO  - 10.1000/new
ER  -
`;

  it('tells of every row what would become of it, does it, and a reviewer finds it', async () => {
    const row = { proposalId: null, reason: null, near: [], problems: [], sourceId: null };
    const rows = [
      { ...row, line: 1, outcome: 'ADDED' },
      { ...row, line: 5, outcome: 'BROKEN', problems: ['title: an identified source needs a title'] },
      { ...row, line: 7, outcome: 'KNOWN', sourceId: 'source:known', reason: 'same DOI' },
      { ...row, line: 11, outcome: 'KNOWN', reason: 'same DOI' },
    ];
    const counts = { __typename: 'ReferenceImport', added: 1, known: 2, broken: 1 };
    expect(await answer({ text, dryRun: true })).toEqual({ ...counts, id: null, rows });
    const done = (await answer({ text, key: 'my-import' })) as { id: string; rows: Record<string, string>[] };
    const { sourceId, proposalId } = done.rows[0] ?? {};
    expect(done).toEqual({
      ...counts,
      id: expect.stringMatching(/^import:/u) as string,
      rows: [{ ...rows[0], sourceId, proposalId }, rows[1], rows[2], { ...rows[3], sourceId, proposalId }],
    });
    expect(await answer({ text, key: 'my-import' })).toEqual(done);
    const { data } = await send('{ answer: mySubmissions { nodes { id subjectId nodes { kind isNew } } } }', {});
    expect(data?.answer).toEqual({
      nodes: [{ id: proposalId, subjectId: sourceId, nodes: [{ kind: 'EvidenceSource', isNew: true }] }],
    });
  });

  it('is refused in types of its own', async () => {
    expect(await answer({ text }, '')).toMatchObject({ __typename: 'NotSignedIn' });
    expect(await answer({ text: 'neither this nor that' })).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('format must be given') as string,
    });
    expect(await answer({ text: '[]', format: 'CSL_JSON' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await answer({ text, key: 'my-import', kind: 'REPORT', dryRun: true })).toMatchObject({ added: 0 });
    expect(await answer({ text: text.slice(0, 80), key: 'my-import' })).toMatchObject({ __typename: 'KeyReused' });
    const long = { text: `${text}${' '.repeat(250_000)}` };
    expect((await send(mutation, long)).data?.answer).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('takes the kind of what says none', async () => {
    const text = '@misc{b, title = {Anything}, isbn = {978-3-16-148410-0}}';
    expect(await answer({ text, kind: 'GUIDELINE', format: 'BIBTEX' })).toMatchObject({ added: 1 });
  });
});

describe('suggesting claims over GraphQL', () => {
  const query = `query S($text: String, $source: ID, $study: ID, $first: Int! = 10) {
    answer: suggestClaims(text: $text, source: $source, study: $study, first: $first) { id label reasons } }`;

  it('takes a text or a source of the graph', async () => {
    expect((await send(query, { source: 'source:known' }, '')).data?.answer).toEqual([
      {
        id: 'claim:overdoses',
        label: 'Overdoses become rarer.',
        reasons: ['It shares these words with what it says and found: overdoses.'],
      },
    ]);
    expect((await send(query, { text: 'Overdoses' }, '')).data?.answer).toMatchObject([{ id: 'claim:overdoses' }]);
  });

  it.each([
    ['nothing', {}, 'BAD_USER_INPUT'],
    ['two at once', { text: 'Overdoses', source: 'source:known' }, 'BAD_USER_INPUT'],
    ['another kind', { study: 'source:known' }, 'BAD_USER_INPUT'],
    ['what is not there', { source: 'source:none' }, 'NOT_FOUND'],
    ['too many', { text: 'Overdoses', first: 51 }, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_, variables, code) => {
    expect((await send(query, variables, '')).errors).toMatchObject([{ extensions: { code } }]);
  });
});
