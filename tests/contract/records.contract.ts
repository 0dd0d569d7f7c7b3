import { describe, expect, it } from 'vitest';
import { placeOfRecord, type RecordsRead, type RecordWrite } from '../../src/store/record.ts';
import { idsOf, list } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { at, changeSet, claim } from './write-helpers.ts';

const record = (id: string, more: Partial<RecordWrite> = {}): RecordWrite => ({
  type: 'proposal',
  id,
  expectedVersion: 0,
  status: 'DRAFT',
  owner: 'ann',
  at,
  subject: null,
  data: {},
  ...more,
});

export function describeRecords(subject: Subject): void {
  const write = (...records: readonly RecordWrite[]) => subject.store.write(changeSet({ records }));
  const outcome = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error as { code?: string }).code ?? error,
    );
  const page = async (read: Partial<RecordsRead>) =>
    (await subject.store.records({ type: 'proposal', after: null, first: 100, ...read })).map(({ id }) => id);

  describe('a record beside the graph', () => {
    it('comes back as it was written, whatever its data holds', async () => {
      const data = { text: 'é “𝔘” \u0000 \ud800', none: null, list: [1, 2.5, [true]], deep: { 'a b': {} } };
      await write(record('a', { subject: '10.1000/xyz 123', owner: 'https://issuer.example Ann é', data }));
      expect(await subject.store.record('proposal', 'a')).toEqual({
        type: 'proposal',
        id: 'a',
        version: 1,
        status: 'DRAFT',
        owner: 'https://issuer.example Ann é',
        at,
        subject: '10.1000/xyz 123',
        data,
      });
      await write(record('a', { expectedVersion: 1, status: 'SUBMITTED', data: { other: 1 } }));
      expect(await subject.store.record('proposal', 'a')).toEqual({
        type: 'proposal',
        id: 'a',
        version: 2,
        status: 'SUBMITTED',
        owner: 'ann',
        at,
        subject: null,
        data: { other: 1 },
      });
    });

    it('is known by its type and its id', async () => {
      await write(record('a'), record('a', { type: 'api-key', status: 'ACTIVE' }));
      expect((await subject.store.record('api-key', 'a'))?.status).toBe('ACTIVE');
      expect((await subject.store.record('proposal', 'a'))?.status).toBe('DRAFT');
      expect(await subject.store.record('comment', 'a')).toBeNull();
      expect(await subject.store.record('proposal', 'b')).toBeNull();
    });

    it('is given with others by their ids: each once, and none that is not there', async () => {
      await write(record('a'), record('b', { status: 'SUBMITTED' }), record('c'), record('b', { type: 'api-key' }));
      const found = await subject.store.recordsById('proposal', ['b', 'none', 'a', 'b', "' OR 1=1"]);
      expect(found.map(({ id, status }) => `${id} ${status}`).toSorted()).toEqual(['a DRAFT', 'b SUBMITTED']);
      expect(await subject.store.recordsById('proposal', [])).toEqual([]);
    });

    it('is refused where it is there already, absent, or at another version', async () => {
      await write(record('a'));
      expect(await outcome(write(record('a')))).toBe('DUPLICATE');
      expect(await outcome(write(record('b', { expectedVersion: 1 })))).toBe('NOT_FOUND');
      expect(await outcome(write(record('a', { expectedVersion: 2 })))).toBe('VERSION_CONFLICT');
      await write(record('c'), record('c', { expectedVersion: 1, status: 'SUBMITTED' }));
      expect(await subject.store.record('proposal', 'c')).toMatchObject({ version: 2, status: 'SUBMITTED' });
      expect(await outcome(write(record('d'), record('d')))).toBe('DUPLICATE');
      expect(await page({})).toEqual(['a', 'c']);
    });

    it.each([
      [{ type: 'Api key' }, 'type: must be lower-case words'],
      [{ id: 'a b' }, 'id: must be 1 to 200 ASCII characters'],
      [{ at: '2026-01-02' }, 'at: must be a time such as'],
      [{ at: '2026-01-02T03:04:05Z' }, 'at: must be a time such as'],
      [{ owner: '' }, 'owner: '],
      [{ subject: 'a\u0000' }, 'subject: must be text without control characters'],
      [{ expectedVersion: -1 }, 'expectedVersion: '],
      [{ data: { when: new Date() } }, 'data.when: '],
    ])('is refused with %j', async (more, message) => {
      const refused = write(record('a', more));
      await expect(refused).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        message: expect.stringContaining(message) as string,
      });
    });

    it('lets one of a hundred writers win on one version', async () => {
      await write(record('a'));
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          outcome(write(record('a', { expectedVersion: 1, status: `BY-${index}` }))),
        ),
      );
      expect(outcomes.filter((each) => each === 'done')).toHaveLength(1);
      expect(outcomes.filter((each) => each === 'VERSION_CONFLICT')).toHaveLength(99);
      expect(await subject.store.record('proposal', 'a')).toMatchObject({
        version: 2,
        status: `BY-${outcomes.indexOf('done')}`,
      });
    });

    it('is no part of the graph: neither its version nor its history nor its counts tell of it', async () => {
      const { graphVersion } = await subject.store.write(changeSet({ nodes: [claim('a')] }));
      const [counts, history] = [await subject.store.counts(), await subject.store.changes(0, 10)];
      expect(await write(record('a', { subject: 'claim:a' }))).toEqual({
        graphVersion,
        versions: {},
      });
      expect((await subject.store.ping()).graphVersion).toBe(graphVersion);
      expect([await subject.store.counts(), await subject.store.changes(0, 10)]).toEqual([counts, history]);
      expect(await subject.store.headers(['proposal:a', 'a'])).toEqual([]);
      expect(await subject.store.write(changeSet({ nodes: [claim('b')] }))).toMatchObject({
        graphVersion: graphVersion + 1,
      });
      expect((await subject.store.changes(0, 10)).map(({ sequence }) => sequence)).toEqual([1, 2]);
    });

    it('is written with nodes of the graph or not at all', async () => {
      await write(record('a'));
      const accepting = (expectedVersion: number, nodes = [claim('a')]) =>
        subject.store.write(changeSet({ nodes, records: [record('a', { expectedVersion, status: 'ACCEPTED' })] }));
      expect(await outcome(accepting(7))).toBe('VERSION_CONFLICT');
      expect(await outcome(accepting(1, [{ ...claim('a'), expectedVersion: 3 }]))).toBe('NOT_FOUND');
      expect(idsOf(await list(subject.store, 'Claim'))).toEqual([]);
      expect(await subject.store.record('proposal', 'a')).toMatchObject({ version: 1, status: 'DRAFT' });
      const before = (await subject.store.ping()).graphVersion;
      expect(await accepting(1)).toEqual({ graphVersion: before + 1, versions: { 'claim:a': 1 } });
      expect(idsOf(await list(subject.store, 'Claim'))).toEqual(['claim:a']);
      expect(await subject.store.record('proposal', 'a')).toMatchObject({ version: 2, status: 'ACCEPTED' });
    });

    it('can be read again by a new instance', async () => {
      await write(record('a', { data: { kept: true } }));
      subject.store = await subject.engine.reopen(subject.store);
      expect((await subject.store.record('proposal', 'a'))?.data).toEqual({ kept: true });
    });
  });

  describe('a list of records', () => {
    const time = (day: number) => `2026-01-0${day}T00:00:00.000Z`;

    it('is in order of time, then id, and holds one type', async () => {
      await write(
        record('b', { at: time(2) }),
        record('a', { at: time(2) }),
        record('c', { at: time(1) }),
        record('Z', { at: time(2) }),
        record('x', { type: 'api-key' }),
      );
      expect(await page({})).toEqual(['c', 'Z', 'a', 'b']);
      await write(record('c', { expectedVersion: 1, at: time(3) }));
      expect(await page({})).toEqual(['Z', 'a', 'b', 'c']);
    });

    it('keeps to a status, an owner and a subject, in any combination', async () => {
      await write(
        record('a', { subject: 'claim:x' }),
        record('b', { subject: 'claim:x', owner: 'ben' }),
        record('c', { subject: 'claim:x', status: 'SUBMITTED' }),
        record('d', { status: 'SUBMITTED', owner: 'ben' }),
      );
      expect(await page({ subject: 'claim:x' })).toEqual(['a', 'b', 'c']);
      expect(await page({ owner: 'ann' })).toEqual(['a', 'c']);
      expect(await page({ status: 'SUBMITTED' })).toEqual(['c', 'd']);
      expect(await page({ status: 'SUBMITTED', owner: 'ben' })).toEqual(['d']);
      expect(await page({ subject: 'claim:x', status: 'DRAFT', owner: 'ann' })).toEqual(['a']);
      expect(await page({ subject: 'claim:none' })).toEqual([]);
    });

    it('is read in pages without gaps, while others are added', async () => {
      await write(...Array.from({ length: 7 }, (_, index) => record(`r${index}`, { at: time(1 + (index % 3)) })));
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const found = await subject.store.records({ type: 'proposal', owner: 'ann', after, first: 3 });
        seen.push(...found.map(({ id }) => id));
        const last = found.at(-1);
        if (!last || found.length < 3) break;
        after = placeOfRecord(last);
        if (seen.length === 3) await write(record('early', { at: time(1) }), record('late', { at: time(4) }));
      }
      expect(seen).toEqual(['r0', 'r3', 'r6', 'r1', 'r4', 'r2', 'r5', 'late']);
    });

    it('is refused with the reason where nobody waits for it', async () => {
      const read = { type: 'proposal', after: null, first: 1 };
      expect(await outcome(subject.store.records(read, AbortSignal.abort()))).toBe('CANCELLED');
      expect(await outcome(subject.store.record('proposal', 'a', AbortSignal.abort()))).toBe('CANCELLED');
    });
  });
}
