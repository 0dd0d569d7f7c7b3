import { describe, expect, it } from 'vitest';
import type { Store, StoreContents } from '../../src/store/store.ts';
import { idsOf, list } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { at, changeSet, claim, edge, finding, link } from './write-helpers.ts';

const record = (type: string, id: string) => ({
  type,
  id,
  expectedVersion: 0,
  status: 'DRAFT',
  owner: 'ann',
  at,
  subject: null,
  data: {
    text: 'é “𝔘”',
    list: [1, 2.5, null],
  },
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** All that a store holds, kept in memory. */
async function held(store: Store): Promise<StoreContents> {
  const pages = await all(store.contents());
  const history = await store.keptHistory({ by: 'sequence', after: null, first: 1_000 });
  return {
    ...(await store.recordsAtOnce()),
    nodes: async function* nodes() {
      yield* pages;
    },
    history: async function* entries() {
      yield history;
    },
  };
}

const plain = async ({ nodes, history, ...rest }: StoreContents) => ({
  ...rest,
  nodes: (await all(nodes())).flat(),
  history: (await all(history())).flat(),
});

export function describeRestore(subject: Subject): void {
  /** Nodes at several versions, one of them gone; edges with attributes; records. */
  const written = async (): Promise<StoreContents> => {
    const { store } = subject;
    await store.write(
      changeSet({
        nodes: [claim('a', 'first'), claim('b'), claim('gone'), link('l'), finding('f')],
        edges: [
          edge('CONTRADICTS', 'claim:a', 'claim:b', { attributes: { rationale: 'both cannot be' } }),
          edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l'),
          edge('USES', 'evidence-link:l', 'finding:f'),
        ],
        records: [record('proposal', 'p'), record('api-key', 'z'), record('api-key', 'a')],
      }),
    );
    await store.write(
      changeSet({
        nodes: [{ ...claim('a', 'Ärzte second'), expectedVersion: 1 }],
        removedNodes: [{ id: 'claim:gone', expectedVersion: 1 }],
        records: [{ ...record('proposal', 'p'), expectedVersion: 1, status: 'ACCEPTED' }],
        at: '2026-02-01T00:00:00.000Z',
      }),
    );
    return held(store);
  };
  const restored = async () => {
    const contents = await written();
    subject.store = await subject.engine.open();
    await subject.store.restore(contents);
    return contents;
  };

  describe('a restored store', () => {
    it('tells all its records in order of type and id, with where the graph stands', async () => {
      const { place, records } = await written();
      expect(records.map(({ type, id, version }) => [type, id, version])).toEqual([
        ['api-key', 'a', 1],
        ['api-key', 'z', 1],
        ['proposal', 'p', 2],
      ]);
      const { graphVersion } = await subject.store.ping();
      const { sequence, hash } = await subject.store.historyHead();
      expect(place).toEqual({ graphVersion, sequence, hash });
    });

    it('holds what the other one held, to the letter: versions, times, history and records', async () => {
      const contents = await restored();
      expect(await plain(await held(subject.store))).toEqual(await plain(contents));
      expect(await subject.store.historyHead()).toMatchObject({ entries: contents.place.sequence });
      expect((await subject.store.counts()).nodes['Claim']).toBe(2);
      expect((await subject.store.counts()).edges['USES']).toBe(1);
    });

    it('answers lists, searches and walks, and is written to as any other', async () => {
      await restored();
      const { store } = subject;
      await store.write(
        changeSet({
          nodes: [claim('c'), { ...claim('b', 'revised'), expectedVersion: 1 }],
          edges: [edge('CONTRADICTS', 'claim:c', 'claim:a'), edge('HAS_EVIDENCE', 'claim:c', 'evidence-link:l')],
          removedEdges: [{ relationship: 'HAS_EVIDENCE', from: 'claim:a', to: 'evidence-link:l' }],
        }),
      );
      expect(idsOf(await list(store, 'Claim'))).toEqual(['claim:a', 'claim:c', 'claim:b']);
      expect(await store.found(['arzte'], 10)).toBe(1);
      const steps = (['CONTRADICTS', 'HAS_EVIDENCE', 'USES'] as const).map(
        (relationship) => ({ relationship, direction: 'forward' }) as const,
      );
      const plan = { from: ['claim:c'], steps, maxDepth: 5, maxNodes: 100, header: [], attributes: {} };
      const { nodes } = await store.reach(plan);
      expect(nodes.map(({ id }) => id).toSorted()).toEqual([
        'claim:a',
        'claim:b',
        'claim:c',
        'evidence-link:l',
        'finding:f',
      ]);
      const { sequence } = await store.historyHead();
      expect(await store.changes(sequence - 1, 10)).toHaveLength(1);
    });

    it('is refused, and left as it is, where anything is there already', async () => {
      const contents = await written();
      const before = await plain(await held(subject.store));
      await expect(subject.store.restore(contents)).rejects.toMatchObject({ code: 'DUPLICATE' });
      expect(await plain(await held(subject.store))).toEqual(before);
      subject.store = await subject.engine.open();
      await subject.store.write(changeSet({ records: [record('api-key', 'only')] }));
      await expect(subject.store.restore(contents)).rejects.toMatchObject({ code: 'DUPLICATE' });
      expect((await subject.store.recordsAtOnce()).records).toHaveLength(1);
    });

    it('stays empty where what is handed over breaks off, or nobody waits any more', async () => {
      const contents = await written();
      subject.store = await subject.engine.open();
      const { store } = subject;
      const cut: StoreContents = {
        ...contents,
        history: async function* cut() {
          yield* [];
          throw new TypeError('The file ends here.');
        },
      };
      await expect(store.restore(cut)).rejects.toThrow('The file ends here.');
      await expect(store.restore(contents, AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
      const empty = await plain(await held(store));
      expect([empty.nodes, empty.history, empty.records, empty.place.sequence]).toEqual([[], [], [], 0]);
      await store.restore(contents);
      expect((await store.ping()).graphVersion).toBe(contents.place.graphVersion);
    });
  });
}
