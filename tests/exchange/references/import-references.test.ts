import { describe, expect, it } from 'vitest';
import type { RowReport } from '../../../src/curation/imports/sort-references.ts';
import { importReferences } from '../../../src/exchange/references/import-references.ts';
import { readReferences } from '../../../src/exchange/references/read-references.ts';
import { sourcesIn, storedSources } from './stored-sources.ts';

const options = { by: 'tests', at: '2026-01-02T00:00:00.000Z', from: 'list.bib' };

const entry = (key: string, fields: string) => `@article{${key}, ${fields}}\n`;
const rowsOf = (...entries: readonly string[]) => readReferences(entries.join(''), { format: 'bibtex' });

const idOf = (report: RowReport | undefined) => (report && 'id' in report ? report.id : undefined);

const list = rowsOf(
  entry('a', 'title = {Drug courts}, year = 2008, doi = {10.1000/ABC}'),
  entry('b', 'title = {Broken, year = 2008'),
  entry('c', 'title = {Another print}, doi = {https://doi.org/10.1000/abc}'),
  entry('d', 'title = {Without anything}'),
  entry('e', 'title = {Drug courts}, year = 2009'),
  entry('f', 'title = {Known}, pmid = {77}'),
);

describe('importing references', () => {
  it('adds what is new under a UUIDv7, makes rows of one DOI one source, and tells what is known, near or broken', async () => {
    const { store } = await storedSources({ known: { title: 'As the store has it', pmid: '77' } });
    const reports = await importReferences(store, list, options);
    expect(reports).toEqual([
      { line: 1, outcome: 'ADDED', id: expect.stringMatching(/^source:[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-/u), near: [] },
      { line: 2, outcome: 'BROKEN', problems: ['the entry cannot be read: a brace or quotation mark is not closed'] },
      { line: 3, outcome: 'KNOWN', id: idOf(reports[0]), reason: 'same DOI' },
      { line: 4, outcome: 'ADDED', id: expect.any(String), near: [] },
      {
        line: 5,
        outcome: 'ADDED',
        id: expect.any(String),
        near: [{ id: idOf(reports[0]), reason: 'same title, another year' }],
      },
      { line: 6, outcome: 'KNOWN', id: 'source:known', reason: 'same PubMed id' },
    ]);
    expect((await sourcesIn(store)).map(({ title, doi, status }) => [title, doi, status])).toEqual([
      ['As the store has it', null, 'ACCEPTED'],
      ['Drug courts', '10.1000/abc', 'ACCEPTED'],
      ['Drug courts', null, 'ACCEPTED'],
      ['Without anything', null, 'ACCEPTED'],
    ]);
    expect(await store.changes(1, 10)).toMatchObject([
      { by: 'tests', role: 'ADMIN', why: 'Imported references from list.bib.', what: 'ADDED' },
      { nodeId: idOf(reports[3]) },
      { nodeId: idOf(reports[4]) },
    ]);
  });

  it('adds nothing the second time: every sound row is known, under the id it got', async () => {
    const { store } = await storedSources();
    const first = await importReferences(store, list, options);
    const { graphVersion } = await store.ping();
    const second = await importReferences(store, list, options);
    expect(second.map(({ outcome }) => outcome)).toEqual(['KNOWN', 'BROKEN', 'KNOWN', 'KNOWN', 'KNOWN', 'KNOWN']);
    expect(second.map(idOf)).toEqual(first.map(idOf));
    expect((await store.ping()).graphVersion).toBe(graphVersion);
  });

  it('writes nothing in a dry run, and says the same', async () => {
    const { store } = await storedSources();
    const { graphVersion } = await store.ping();
    const dry = await importReferences(store, list, { ...options, dryRun: true });
    expect((await store.ping()).graphVersion).toBe(graphVersion);
    const wet = await importReferences(store, list, options);
    expect(dry.map(({ line, outcome }) => [line, outcome])).toEqual(wet.map(({ line, outcome }) => [line, outcome]));
  });

  it('writes in change sets of 25, tells how far it is, and goes on where a run broke off', async () => {
    const many = rowsOf(...Array.from({ length: 60 }, (_, at) => entry(`k${at}`, `title = {Study number ${at}}`)));
    const { store } = await storedSources();
    const done: number[] = [];
    const broken = importReferences(store, many, {
      ...options,
      progress(rows) {
        done.push(rows);
        if (rows === 50) throw new Error('the machine stops');
      },
    });
    await expect(broken).rejects.toThrow('the machine stops');
    expect([done, (await store.counts()).nodes['EvidenceSource'], (await store.ping()).graphVersion]).toEqual([
      [25, 50],
      50,
      2,
    ]);
    const again = await importReferences(store, many, options);
    expect(again.filter(({ outcome }) => outcome === 'ADDED')).toHaveLength(10);
    expect((await store.counts()).nodes['EvidenceSource']).toBe(60);
  });

  it('finds rows of one document across change sets, also in a dry run', async () => {
    const others = Array.from({ length: 30 }, (_, at) => entry(`k${at}`, `title = {Study number ${at}}`));
    const twin = entry('x', 'title = {Twin}, doi = {10.1000/twin}');
    const { store } = await storedSources();
    for (const dryRun of [true, false]) {
      const reports = await importReferences(store, rowsOf(twin, ...others, twin), { ...options, dryRun });
      expect(reports.at(-1)).toMatchObject({ outcome: 'KNOWN', id: idOf(reports[0]) });
    }
  });

  it('takes a file of one title over and over in bounded time, and adds none of it twice', async () => {
    const same = rowsOf(
      ...Array.from({ length: 500 }, (_, at) => entry(`k${at}`, `title = {Editorial}, doi = {10.1000/e${at}}`)),
    );
    const { store } = await storedSources();
    const start = performance.now();
    const first = await importReferences(store, same, options);
    expect(first.filter(({ outcome }) => outcome === 'ADDED')).toHaveLength(500);
    const second = await importReferences(store, same, options);
    expect(second.filter(({ outcome }) => outcome === 'KNOWN')).toHaveLength(500);
    expect(Math.max(...first.map((report) => ('near' in report ? report.near.length : 0)))).toBeLessThanOrEqual(40);
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});
