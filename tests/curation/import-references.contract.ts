import { beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type Service } from '../../src/access/principal.ts';
import type { ImportedRow } from '../../src/curation/imports/import-report.ts';
import { importReferences } from '../../src/exchange/references/import-references.ts';
import type { RowReport } from '../../src/curation/imports/sort-references.ts';
import { readReferences } from '../../src/exchange/references/read-references.ts';
import type { Store } from '../../src/store/store.ts';
import { list } from '../contract/read-helpers.ts';
import { adding, changeSet } from '../contract/write-helpers.ts';
import { untilAnswered } from '../support/until-answered.ts';
import { ada, ben, curating, studyLink } from './curating.ts';
import { withMethod } from './with-method.ts';

const entry = (key: string, fields: string) => `@article{${key}, ${fields}}\n`;
const rowsOf = (...entries: readonly string[]) => readReferences(entries.join(''), { format: 'bibtex' });

const rows = rowsOf(
  entry('a', 'title = {Drug courts}, year = 2008, doi = {https://doi.org/10.1000/ABC}'),
  entry('b', 'title = {Broken, year = 2008'),
  entry('c', 'title = {Another print}, doi = {10.1000/abc}'),
  entry('d', 'title = {As the graph has it}, pmid = {77}'),
  entry('e', 'title = {Drug courts}, year = 2009'),
);

/** Importing references as proposals: every sentence holds on both engines. */
export function describeImports(open: () => Promise<Store>): void {
  let store: Store;
  let made: ReturnType<typeof curating>;

  beforeEach(async () => {
    store = await open();
    made = curating(store);
    await store.write(
      changeSet({
        nodes: [
          adding('source:known', { kind: 'ARTICLE', title: 'As the graph has it', pmid: '77' }),
          adding('claim:works', { text: 'It works.', type: 'EFFECTIVENESS' }),
          adding('outcome:returning', { name: 'Returning' }),
        ],
      }),
    );
  });

  const importing = (asked = made.asked(ada), given = rows) => made.curation.importReferences(given, asked);
  const waiting = async () => (await made.curation.proposals({ status: 'SUBMITTED' }, 300, null)).proposals;
  const sourcesProposed = async () =>
    (await waiting()).flatMap(({ nodes }) => nodes.filter(({ id }) => id.startsWith('source:')));
  const accepting = async (id: string | null) => {
    await made.step(ben, 'startReview', id ?? '');
    return made.step(ben, 'accept', id ?? '');
  };
  const idIn = (row: ImportedRow | undefined) => (row && 'id' in row ? row.id : '');

  it('proposes each new source by itself, tells of each row, and lets none stop the others', async () => {
    const before = await store.ping();
    const { id, rows: report } = await importing();
    const [first, , third, , fifth] = report;
    expect(id).toMatch(/^import:/u);
    expect(report).toEqual([
      {
        line: 1,
        outcome: 'ADDED',
        id: expect.stringMatching(/^source:/u) as string,
        near: [],
        proposal: expect.stringMatching(/^proposal:/u) as string,
      },
      { line: 2, outcome: 'BROKEN', problems: [expect.stringContaining('not closed') as string], proposal: null },
      { line: 3, outcome: 'KNOWN', id: idIn(first), reason: 'same DOI', proposal: first?.proposal },
      { line: 4, outcome: 'KNOWN', id: 'source:known', reason: 'same PubMed id', proposal: null },
      {
        line: 5,
        outcome: 'ADDED',
        id: idIn(fifth),
        near: [{ id: idIn(first), reason: 'same title, another year' }],
        proposal: fifth?.proposal,
      },
    ]);
    expect(third?.proposal).toBe(first?.proposal);
    expect((await waiting()).map(({ by, subject, summary }) => [by, subject, summary])).toEqual([
      [ada.id, idIn(first), 'Drug courts'],
      [ada.id, idIn(fifth), 'Drug courts'],
    ]);
    expect(await store.ping()).toEqual(before);
    await accepting(first?.proposal ?? null);
    const { rows: sources = [] } = await list(store, 'EvidenceSource', {
      select: { EvidenceSource: { attributes: ['doi', 'issued', 'status'], relations: {} } },
    });
    expect(sources.map(({ node }) => node)).toContainEqual({
      __typename: 'EvidenceSource',
      id: idIn(first),
      doi: '10.1000/abc',
      issued: '2008',
      status: 'ACCEPTED',
    });
  });

  it('knows what is proposed already, until that comes to nothing', async () => {
    const { rows: first } = await importing();
    const { rows: second } = await importing(made.asked({ ...ada, id: 'person:other' }));
    expect(second.map((row) => [row.outcome, idIn(row), row.proposal])).toEqual([
      ['KNOWN', idIn(first[0]), null],
      ['BROKEN', '', null],
      ['KNOWN', idIn(first[0]), null],
      ['KNOWN', 'source:known', null],
      ['KNOWN', idIn(first[4]), null],
    ]);
    expect(second[0]).toMatchObject({ reason: 'same DOI; it is proposed and waits for review' });
    await made.step(ada, 'withdraw', first[0]?.proposal ?? '');
    const { rows: third } = await importing();
    expect(third.map(({ outcome }) => outcome)).toEqual(['ADDED', 'BROKEN', 'KNOWN', 'KNOWN', 'KNOWN']);
  });

  it('has one effect and one report for one key, and a dry run has none', async () => {
    const dry = await made.curation.importReferences(rows, made.asked(ada, 'same'), true);
    expect(dry.rows.map(({ outcome, proposal }) => [outcome, proposal])).toEqual([
      ['ADDED', null],
      ['BROKEN', null],
      ['KNOWN', null],
      ['KNOWN', null],
      ['ADDED', null],
    ]);
    expect(await waiting()).toEqual([]);
    const all = await Promise.all(Array.from({ length: 10 }, () => importing(made.asked(ada, 'same'))));
    for (const each of all) expect(each).toEqual(all[0]);
    expect(await waiting()).toHaveLength(2);
    await expect(importing(made.asked(ada, 'same'), rows.slice(1))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('is for whoever has a name, and a program needs the scope', async () => {
    await expect(importing(made.asked(anonymous))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const service: Service = { role: 'SERVICE', id: 'service:zotero', name: 'Zotero', scopes: ['propose'] };
    await expect(importing(made.asked(service))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const scoped = { ...service, scopes: ['importReferences'] as const };
    expect((await importing(made.asked(scoped))).rows[0]).toMatchObject({ outcome: 'ADDED' });
    await expect(made.step(ada, 'startReview', (await waiting())[0]?.id ?? '')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('takes 250 rows in one transaction, and no more', async () => {
    const many = Array.from({ length: 250 }, (_, at) =>
      entry(`k${at}`, `title = {Study ${at}}, doi = {10.1000/n${at}}`),
    );
    const { rows: report } = await importing(made.asked(ada), rowsOf(...many));
    expect(report.filter(({ outcome }) => outcome === 'ADDED')).toHaveLength(250);
    await expect(importing(made.asked(ada), rowsOf(...many, entry('one', 'title = {More}')))).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      argument: 'text',
    });
  });

  describe('many at once', () => {
    const one = rowsOf(entry('x', 'title = {One document}, year = 2020, doi = {10.1000/One}, pmid = {12345}'));
    const people = Array.from({ length: 17 }, (_, at) => ({ ...ada, id: `person:${at}` }));
    const options = { by: 'command line', at: '2026-01-02T00:00:00.000Z', from: 'list.bib' };
    const byDoi = (doi: string) => ({
      attributes: { kind: 'ARTICLE', title: 'One document', doi },
    });

    it('who link, propose and import one document make one source of it', async () => {
      // Whoever is not answered in time comes again, with the same key.
      const imported = await Promise.all([
        ...people.map(async (person) => {
          const asked = made.asked(person);
          return idIn((await untilAnswered(() => importing(asked, one))).rows[0]);
        }),
        ...people.map(async (person, at) => {
          // Nobody could tell that a link by DOI alone and one by PMID alone mean one document: all give the DOI.
          const source = byDoi(at % 2 === 0 ? '10.1000/ONE' : '10.1000/one');
          const asked = made.asked(person);
          const { edges } = await untilAnswered(() => made.curation.propose('linkStudy', studyLink({ source }), asked));
          return edges.find(({ relationship }) => relationship === 'REPORTED_IN')?.to;
        }),
        ...Array.from({ length: 16 }, async () => {
          const [row] = await untilAnswered(() => importReferences(store, one, options));
          return row && 'id' in row ? row.id : '';
        }),
      ]);
      expect(imported).toHaveLength(50);
      const inGraph = async () => ((await store.counts()).nodes['EvidenceSource'] ?? 0) - 1;
      expect((await inGraph()) + (await sourcesProposed()).length).toBe(1);
      expect(new Set(imported).size).toBe(1);
      // A database that has just started plans each of its questions for seconds, and fifty wait for each other.
    }, 600_000);

    it('who looked at the graph before another one added a document, and at what is held after it, adds no second', async () => {
      let first: readonly RowReport[] | undefined;
      const late = withMethod(store, 'recordsById', async (...given) => {
        first ??= await importReferences(store, one, options);
        return store.recordsById(...given);
      });
      const [second] = await importReferences(late, one, options);
      expect(first).toMatchObject([{ outcome: 'ADDED' }]);
      expect(second).toMatchObject({ outcome: 'KNOWN', id: first?.[0] && 'id' in first[0] ? first[0].id : '' });
      expect((await store.counts()).nodes).toMatchObject({ EvidenceSource: 2 });
    });

    it('who import one document into the graph make one source of it', async () => {
      const reports = await Promise.all(Array.from({ length: 50 }, () => importReferences(store, one, options)));
      expect(reports.filter(([row]) => row?.outcome === 'ADDED')).toHaveLength(1);
      expect(reports.filter(([row]) => row?.outcome === 'KNOWN')).toHaveLength(49);
      expect((await store.counts()).nodes).toMatchObject({ EvidenceSource: 2 });
      expect((await importing(made.asked(ada), one)).rows).toMatchObject([{ outcome: 'KNOWN', reason: 'same DOI' }]);
    });
  });

  it('knows a source that was merged away by its DOI, and gives the survivor', async () => {
    const twin = adding('source:twin', { kind: 'ARTICLE', title: 'Twin', doi: '10.1000/twin' });
    await store.write(changeSet({ nodes: [twin] }));
    await made.curation.mergeDuplicates(
      { duplicate: 'source:twin', survivor: 'source:known', why: 'The same.' },
      made.asked(ben),
    );
    const { rows: report } = await importing(made.asked(ada), rowsOf(entry('t', 'title = {T}, doi = {10.1000/TWIN}')));
    expect(report).toEqual([
      {
        line: 1,
        outcome: 'KNOWN',
        id: 'source:known',
        reason: 'the same as source:twin, which was merged into it',
        proposal: null,
      },
    ]);
  });
}
