import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setImmediate as aTurn } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readManifest, manifestFileOf } from '../../src/backup/backup-manifest.ts';
import { compareWithManifest } from '../../src/backup/compare-with-manifest.ts';
import { describeContents } from '../../src/backup/describe-contents.ts';
import { makeBackup } from '../../src/backup/make-backup.ts';
import { openBackup, restoreBackup } from '../../src/backup/restore-backup.ts';
import { openStoreFile } from '../../src/compose.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import type { RecordWrite } from '../../src/store/record.ts';
import type { Store } from '../../src/store/store.ts';
import { readSeed } from '../analysis/stored-graph.ts';
import { at, changeSet, claim, edge } from '../contract/write-helpers.ts';
import { withMethod } from '../curation/with-method.ts';

const record = (id: string, expectedVersion = 0): RecordWrite => ({
  type: 'proposal',
  id,
  expectedVersion,
  status: 'DRAFT',
  owner: 'ann',
  at,
  subject: null,
  data: { id },
});

/** Backups of one engine, restored into files and into the engine itself. `open` gives an empty store. */
export function describeBackups(open: () => Promise<Store>): void {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-backups-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const newFile = () => join(folder, `${(files += 1)}.sqlite`);
  const backup = (store: Store, file = newFile()) =>
    makeBackup(store, { file, openFile: openStoreFile, release: '0.1.0', madeAt: at }).then((made) => ({
      ...made,
      file,
    }));
  const restoredInto = async (target: Store, file: string) => {
    const checked = await openBackup(file, { openFile: openStoreFile });
    try {
      await restoreBackup(target, checked);
    } finally {
      await checked.close();
    }
  };

  let store: Store;
  beforeEach(async () => {
    store = await open();
    await loadReviewPackage(store, await readSeed(), { by: 'tests', at });
    await store.write(changeSet({ records: [record('a'), record('b')] }));
  });

  describe('a backup', () => {
    it('is the store to the letter in a file of the other engine and, from there, in this one again', async () => {
      const { manifest, audit, file } = await backup(store);
      expect(audit).toMatchObject({ broken: null, replayed: { differing: 0 } });
      expect(manifest).toMatchObject(await describeContents(store));
      expect(manifest.records).toMatchObject({ proposal: { count: 2, writes: 2 } });
      const other = openStoreFile(newFile());
      await restoredInto(other, file);
      const again = await backup(other);
      await other.close();
      const here = await open();
      await restoredInto(here, again.file);
      expect(await describeContents(here)).toEqual(await describeContents(openStoreFile(file, { readOnly: true })));
      expect(await compareWithManifest(here, manifest)).toEqual({ faults: [], since: [] });
    });

    it('is of one moment while somebody writes: no record tells of a change that the graph lacks', async () => {
      const progress = { isDone: false, written: 0 };
      const writer = (async () => {
        while (!progress.isDone) {
          const id = `w${progress.written + 1}`;
          await store.write(
            changeSet({
              nodes: [claim(id)],
              edges: [edge('CONTRADICTS', `claim:${id}`, 'claim:drug-courts-unproven-in-uk')],
              records: [record(id)],
            }),
          );
          progress.written += 1;
        }
      })();
      while (progress.written < 3) await aTurn();
      const { audit, file } = await backup(store);
      progress.isDone = true;
      await writer;
      expect(audit).toMatchObject({ broken: null, replayed: { differing: 0 } });
      const copy = openStoreFile(file, { readOnly: true });
      const { records } = await copy.recordsAtOnce();
      const ids = records.map(({ id }) => id).filter((id) => id.startsWith('w'));
      const held = await copy.headers(Array.from({ length: progress.written }, (_, index) => `claim:w${index + 1}`));
      expect(held.map(({ id }) => id.slice('claim:'.length)).toSorted()).toEqual(ids.toSorted());
      expect(ids.length).toBeGreaterThan(2);
      await copy.close();
    }, 300_000);

    it('is found in a store that went on from it, with what was written since', async () => {
      const { manifest } = await backup(store);
      await store.write(changeSet({ nodes: [claim('later')], records: [record('a', 1), record('c')] }));
      expect(await compareWithManifest(store, manifest)).toEqual({
        faults: [],
        since: ['1 change of the graph', '2 writes of records of type proposal'],
      });
    });

    it('is missed in a store that lost records, or has others', async () => {
      const { file } = await backup(store);
      const manifest = await readManifest(manifestFileOf(file));
      const { place, records } = await store.recordsAtOnce();
      const withRecords = (kept: typeof records) =>
        withMethod(store, 'recordsAtOnce', () => Promise.resolve({ place, records: kept }));
      const faultsOf = async (kept: typeof records) => (await compareWithManifest(withRecords(kept), manifest)).faults;
      expect(await faultsOf(records)).toEqual([]);
      expect(await faultsOf(records.slice(1))).toEqual(['records of type proposal: 2 in the manifest, 1 found']);
      expect(await faultsOf(records.map((each) => ({ ...each, owner: 'nobody' })))).toEqual([
        'records of type proposal: altered without a write',
      ]);
    });

    it('leaves nothing where nobody waits for it any more', async () => {
      const before = readdirSync(folder);
      const making = makeBackup(store, {
        file: newFile(),
        openFile: openStoreFile,
        release: '0.1.0',
        madeAt: at,
        signal: AbortSignal.abort(),
      });
      await expect(making).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(readdirSync(folder)).toEqual(before);
    });
  });
}
