import { beforeEach, describe, expect, it } from 'vitest';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import type { Change } from '../../src/store/change-set.ts';
import { beginning, chainedHash, type KeptChange } from '../../src/store/history-chain.ts';
import type { Store } from '../../src/store/store.ts';
import { changeSet, claim, edge, link } from '../contract/write-helpers.ts';

/** What is done to the graph behind the store's back. */
export type Tampering = 'other text' | 'other status' | 'lost edge' | 'other edge' | 'lost node' | 'unknown node';

export interface TamperedStore {
  open(): Promise<Store>;
  /** Puts other entries in place of the whole history; what the store notes of its head stays. */
  rewriteHistory(entries: readonly KeptChange[]): Promise<void>;
  tamper(what: Tampering): Promise<void>;
}

/** The entries as a forger would keep them: every hash fits. */
function chained(entries: readonly KeptChange[]): KeptChange[] {
  let { hash } = beginning;
  return entries.map((entry) => ({ ...entry, hash: (hash = chainedHash(hash, entry.text)) }));
}

function retold(entry: KeptChange | undefined, changes: Partial<Change>): KeptChange {
  if (!entry) throw new TypeError('There is no such entry.');
  const text = JSON.stringify({ ...(JSON.parse(entry.text) as Change), ...changes });
  return { ...entry, ...(changes.sequence !== undefined && { sequence: changes.sequence }), text };
}

export function describeAudit({ open, rewriteHistory, tamper }: TamperedStore): void {
  let store: Store;

  /** Nine entries: nodes added, one revised, one gone; an edge made, given another reason, taken away and made again. */
  beforeEach(async () => {
    store = await open();
    const why = (rationale: string) => edge('CONTRADICTS', 'claim:a', 'claim:b', { attributes: { rationale } });
    await store.write(
      changeSet({
        nodes: [claim('a'), claim('b'), claim('c')],
        edges: [why('first'), edge('QUALIFIES', 'claim:c', 'claim:b')],
      }),
    );
    const revised = { ...claim('a', 'revised'), expectedVersion: 1 };
    await store.write(
      changeSet({
        nodes: [revised, link('l')],
        edges: [why('second'), edge('HAS_EVIDENCE', 'claim:b', 'evidence-link:l')],
      }),
    );
    await store.write(
      changeSet({
        removedEdges: [{ relationship: 'CONTRADICTS', from: 'claim:a', to: 'claim:b' }],
        at: '2026-02-01T00:00:00.000Z',
      }),
    );
    await store.write(changeSet({ edges: [why('third')], removedNodes: [{ id: 'claim:c', expectedVersion: 1 }] }));
  });

  const entries = () => store.keptHistory({ by: 'sequence', after: null, first: 100 });
  const brokenBy = async (rewrite: (all: readonly KeptChange[]) => readonly KeptChange[]) => {
    await rewriteHistory(rewrite(await entries()));
    return (await verifyHistory(store)).broken;
  };

  describe('a history that nobody touched', () => {
    it('is whole, and the graph is what it tells', async () => {
      const { head, broken, replayed } = await verifyHistory(store);
      expect([head.sequence, broken]).toEqual([9, null]);
      expect(head.hash).toMatch(/^[0-9a-f]{64}$/u);
      expect(replayed).toEqual({ nodes: 3, edges: 2, changedMeanwhile: 0, differing: 0, differences: [] });
      expect(await store.historyHead()).toEqual({ ...head, entries: 9 });
    });

    it('is read as it is kept, by sequence and by node, in pages', async () => {
      const all = await entries();
      expect(all.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const paged: KeptChange[] = [];
      for (let after: KeptChange | null = null; ;) {
        const page = await store.keptHistory({ by: 'node', after, first: 2 });
        paged.push(...page);
        after = page.at(-1) ?? null;
        if (page.length < 2) break;
      }
      expect(paged).toEqual(
        all.toSorted((one, other) =>
          one.nodeId === other.nodeId ? one.sequence - other.sequence : one.nodeId < other.nodeId ? -1 : 1,
        ),
      );
      expect(all.map(({ text }) => JSON.parse(text) as unknown)).toEqual(await store.changes(0, 100));
    });

    it('goes on from a new instance, and a head that was noted is still in it', async () => {
      const { head } = await verifyHistory(store);
      await store.write(changeSet({ nodes: [claim('later')] }));
      expect(await verifyHistory(store, head)).toMatchObject({ head: { sequence: 10 }, broken: null });
      const ahead = { sequence: 11, hash: head.hash };
      expect((await verifyHistory(store, ahead)).broken).toEqual({
        sequence: 11,
        message: 'entry 11 was noted and is not there',
      });
    });

    it('stays sound where a writer is at work meanwhile', async () => {
      const writing: Store = new Proxy(store, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          if (name !== 'contents') return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
          return async function* contents() {
            await target.write(changeSet({ nodes: [claim('new'), { ...claim('a', 'again'), expectedVersion: 4 }] }));
            yield* target.contents();
          };
        },
      });
      expect((await verifyHistory(writing)).replayed).toMatchObject({ changedMeanwhile: 2, differing: 0 });
    });
  });

  describe('what was done to an entry is found, at that entry:', () => {
    it('another text', async () => {
      const changed = await brokenBy((all) =>
        all.map((each, at) => (at === 3 ? retold(each, { by: 'nobody' }) : each)),
      );
      expect(changed).toMatchObject({ sequence: 4, message: expect.stringContaining('changed') as unknown });
    });

    it('another text with a hash that fits', async () => {
      const changed = await brokenBy((all) => {
        const forged = chained(all.map((each, at) => (at === 3 ? retold(each, { by: 'nobody' }) : each)));
        return all.map((each, at) => (at === 3 ? (forged[3] ?? each) : each));
      });
      expect(changed?.sequence).toBe(5);
    });

    it('one taken out, within and at the end', async () => {
      expect(await brokenBy((all) => all.filter(({ sequence }) => sequence !== 4))).toMatchObject({
        sequence: 4,
        message: 'entry 4 is not there; the next one is 5',
      });
      expect(await brokenBy((all) => all.slice(0, 3))).toMatchObject({
        sequence: 4,
        message: expect.stringContaining('not there') as unknown,
      });
    });

    it('one put in, within and at the end', async () => {
      const all = await entries();
      const withOne = (at: number) => [
        ...all.slice(0, at),
        retold(all[0], { sequence: at + 1 }),
        ...all.slice(at).map((each) => retold(each, { sequence: each.sequence + 1 })),
      ];
      expect((await brokenBy(() => withOne(4)))?.sequence).toBe(5);
      expect(await brokenBy(() => chained(withOne(9)))).toMatchObject({
        message: expect.stringContaining('there are more') as unknown,
      });
    });

    it('two that changed places', async () => {
      const swapped = await brokenBy((all) => {
        const text = (sequence: number) => all.find((each) => each.sequence === sequence)?.text ?? '';
        return all.map((each) => ({
          ...each,
          text: text(each.sequence === 4 ? 5 : each.sequence === 5 ? 4 : each.sequence),
        }));
      });
      expect(swapped?.sequence).toBe(4);
    });

    it('one that is filed under another node', async () => {
      const filed = await brokenBy((all) => all.map((each, at) => (at === 1 ? { ...each, nodeId: 'claim:a' } : each)));
      expect(filed).toMatchObject({ sequence: 2, message: expect.stringContaining('claim:b') as unknown });
    });

    it('all of it written anew, by whoever noted its head before', async () => {
      const { head } = await verifyHistory(store);
      const anew = chained((await entries()).map((each) => retold(each, { by: 'nobody' })));
      await rewriteHistory(anew);
      expect((await verifyHistory(store)).broken).toMatchObject({
        message: expect.stringContaining('another hash') as unknown,
      });
      expect((await verifyHistory(store, head)).broken).toMatchObject({
        sequence: 9,
        message: expect.stringContaining('was noted') as unknown,
      });
    });
  });

  describe('what was done to the graph alone is found:', () => {
    const found = async (what: Tampering) => {
      await tamper(what);
      const { broken, replayed } = await verifyHistory(store);
      expect(broken).toBeNull();
      expect(replayed?.differing).toBe(replayed?.differences.length);
      return replayed?.differences;
    };

    it('an attribute and a status', async () => {
      expect(await found('other text')).toEqual([
        { id: 'claim:a', path: 'text', told: '"revised"', found: '"forged"' },
      ]);
      expect(await found('other status')).toContainEqual({
        id: 'claim:b',
        path: 'status',
        told: '"ACCEPTED"',
        found: '"DRAFT"',
      });
    });

    it('an edge that is gone, or tells something else', async () => {
      expect(await found('other edge')).toEqual([
        {
          id: 'claim:a',
          path: 'CONTRADICTS claim:b',
          told: expect.stringContaining('"third"') as unknown,
          found: expect.stringContaining('"forged"') as unknown,
        },
      ]);
      expect(await found('lost edge')).toEqual([
        { id: 'claim:a', path: 'CONTRADICTS claim:b', told: expect.any(String) as unknown, found: null },
      ]);
    });

    it('a node that is gone, or that nobody added', async () => {
      expect(await found('unknown node')).toEqual([{ id: 'claim:z', path: '', told: null, found: 'there' }]);
      expect(await found('lost node')).toContainEqual({ id: 'evidence-link:l', path: '', told: 'there', found: null });
    });
  });
}
