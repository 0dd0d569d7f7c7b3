import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wholeEntries } from '../../src/curation/merging/whole-entry.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { readReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { ada, ben, curating, studyLink } from '../curation/curating.ts';
import { adding, at, changeSet, edge } from '../contract/write-helpers.ts';

const manifest = 'name: mine\ntitle: Mine\nversion: "1"\n';
const records = `
sources:
  - { id: source:twin, kind: REPORT, title: Courts }
  - { id: source:kept, kind: REPORT, title: Courts }
studies:
  - { id: study:s, name: S, design: [RCT], reportedIn: [source:twin] }
claims:
  - { id: claim:works, text: It works., type: EFFECTIVENESS }
outcomes:
  - { id: outcome:returning, name: Returning }
`;

let folder: string;
let store: Store;
let made: ReturnType<typeof curating>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-graph-package-'));
  store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  made = curating(store);
  await load();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function load(text = records, more = '') {
  await writeFile(join(folder, 'package.yaml'), manifest + more);
  await writeFile(join(folder, 'records.yaml'), text);
  const { reviewPackage, problems } = await readReviewPackage(folder, evidenceModel);
  expect(problems).toEqual([]);
  if (!reviewPackage) throw new TypeError('The package is sound.');
  return loadReviewPackage(store, reviewPackage, { by: 'tests', at });
}

const edgesOf = async (id: string) =>
  (await wholeEntries(store, 'EvidenceSource', [id]))
    .get(id)
    ?.edges.map(({ from, to }) => `${from} → ${to}`)
    .toSorted();

const merging = (duplicate: string, survivor: string) =>
  made.curation.mergeDuplicates({ duplicate, survivor, why: 'The same.' }, made.asked(ben));

describe('a package that is loaded again', () => {
  it('does not bring back what was merged away: it is refused, and says what stands for it', async () => {
    await merging('source:twin', 'source:kept');
    const before = await store.ping();
    await expect(load()).rejects.toMatchObject({
      code: 'DUPLICATE',
      message: expect.stringContaining('source:twin (now source:kept)') as string,
    });
    await expect(
      load(records.replace(/.*source:twin, kind.*\n/u, ''), 'expects: [source:twin]\n'),
    ).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect(await store.ping()).toEqual(before);
    const revised = records.replace(/.*source:twin, kind.*\n/u, '').replace('[source:twin]', '[source:kept]');
    expect(await load(revised)).toMatchObject({ written: false });
    await made.curation.undoMerge({ id: 'source:twin', why: 'Not the same.' }, made.asked(ben));
    expect(await load()).toMatchObject({ written: false });
  });

  it('does not bring a second source of one DOI: it is refused, and says which one is there', async () => {
    const { id } = await made.curation.propose('linkStudy', studyLink(), made.asked(ada));
    await made.step(ben, 'startReview', id);
    await made.step(ben, 'accept', id);
    const before = await store.counts();
    const doubled = records.replace('title: Courts }', 'title: Courts, doi: 10.1000/NEW }');
    await expect(load(doubled)).rejects.toMatchObject({
      code: 'DUPLICATE',
      message: expect.stringMatching(/source:twin \(there as source:made-\d+\)/u) as unknown,
    });
    expect(await store.counts()).toEqual(before);
    await load(records.replace('title: Courts }', 'title: Courts, doi: 10.1000/another }'));
    await load(records.replace('title: Courts }', 'title: Courts, doi: 10.1000/ANOTHER }'));
  });

  it('leaves the connections that its own entries gained by a merge, until that is undone', async () => {
    const nodes = [
      adding('source:typed', { kind: 'REPORT', title: 'Courts' }),
      adding('study:t', { name: 'T', design: ['RCT'] }),
    ];
    const includes = ['study:s', 'study:t'].map((id) => edge('INCLUDES', 'source:typed', id));
    await store.write(changeSet({ nodes, edges: includes }));
    await merging('source:typed', 'source:kept');
    const gained = ['source:kept → study:s', 'source:kept → study:t'];
    expect(await edgesOf('source:kept')).toEqual(gained);
    expect(await load()).toMatchObject({ written: false, edges: { removed: 0 } });
    expect(await edgesOf('source:kept')).toEqual(gained);
    await made.curation.undoMerge({ id: 'source:typed', why: 'Not the same.' }, made.asked(ben));
    expect([await edgesOf('source:kept'), await edgesOf('source:typed')]).toEqual([
      [],
      ['source:typed → study:s', 'source:typed → study:t'],
    ]);
  });

  it('leaves what people linked to its claims, and takes away what it does not say any more itself', async () => {
    const { id } = await made.curation.propose('linkStudy', studyLink(), made.asked(ada));
    await made.step(ben, 'startReview', id);
    await made.step(ben, 'accept', id);
    expect(await load()).toMatchObject({ written: false, edges: { removed: 0 } });
    expect((await store.counts()).edges).toMatchObject({ HAS_EVIDENCE: 1 });
    expect(await load(records.replace(', reportedIn: [source:twin]', ''))).toMatchObject({ edges: { removed: 1 } });
  });

  it('does not take back a retraction that was recorded since', async () => {
    const notice = { source: 'source:twin', attributes: { nature: 'RETRACTION', date: '2026-02' }, why: null };
    await made.curation.recordNotice(notice, made.asked(ben));
    const standing = async () =>
      (await wholeEntries(store, 'EvidenceSource', ['source:twin'])).get('source:twin')?.attributes['standing'];
    expect(await load()).toMatchObject({ written: false });
    expect(await load(records.replace('source:twin, kind: REPORT', 'source:twin, kind: ARTICLE'))).toMatchObject({
      nodes: { changed: 1 },
    });
    expect(await standing()).toBe('RETRACTED');
    await load(records.replace('source:twin,', 'source:twin, standing: CORRECTED,'));
    expect(await standing()).toBe('CORRECTED');
  });
});
