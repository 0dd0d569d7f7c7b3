import { beforeEach, describe, expect, it } from 'vitest';
import { aliasRecord, endedAlias } from '../../src/store/aliases/alias-records.ts';
import { AliasStore } from '../../src/store/aliases/alias-store.ts';
import { standingFor, standingForAll } from '../../src/store/aliases/standing-for.ts';
import { DomainError } from '../../src/domain/errors.ts';
import type { ReachPlan } from '../../src/store/read-plan.ts';
import type { Store } from '../../src/store/store.ts';
import { countedRounds } from '../../tools/counted-rounds.ts';
import type { Subject } from './store-contract.ts';
import { adding, at, changeSet, edge, finding, source } from './write-helpers.ts';

const alias = (id: string, survivor: string) => aliasRecord({ id, survivor, merge: 'merge:m', by: 'ann', at }, null);

/** From findings to their sources. */
const sourcesOf = (...from: string[]): ReachPlan => ({
  from,
  steps: [{ relationship: 'REPORTED_IN', direction: 'backward' }],
  maxDepth: 1,
  maxNodes: 10,
  header: [],
  attributes: {},
});

const looking = (...ids: string[]) => ({ roots: { found: { by: 'ids' as const, ids, select: {} } } });

/** A store in front of a store: the id of what was merged away answers with what stands for it. */
export function describeAliases(subject: Subject): void {
  describe('a store that follows aliases', () => {
    let aliases: AliasStore;
    const foundIn = async (store: Store, ...ids: string[]) => {
      const { found } = await store.read(looking(...ids));
      return (found as readonly ({ id: string } | null)[]).map((row) => row?.id ?? null);
    };

    beforeEach(async () => {
      await subject.store.write(
        changeSet({
          nodes: [source('kept'), source('other'), finding('f'), adding('topic:kept', { name: 'Kept' })],
          edges: [edge('REPORTED_IN', 'finding:f', 'source:kept')],
          records: [alias('source:twin', 'source:between'), alias('source:between', 'source:kept')],
        }),
      );
      aliases = new AliasStore(subject.store);
    });

    it('answers look-ups in the order asked, through chains of merges, and says which ids it followed', async () => {
      const ids = ['source:twin', 'source:none', 'source:other', 'source:between'];
      expect(standingFor(aliases, 'source:twin')).toBe('source:twin');
      expect(await foundIn(aliases, ...ids)).toEqual(['source:kept', null, 'source:other', 'source:kept']);
      expect(ids.map((id) => standingFor(aliases, id))).toEqual([
        'source:kept',
        'source:none',
        'source:other',
        'source:kept',
      ]);
      expect(standingForAll(aliases, ids)).toEqual(['source:kept', 'source:none', 'source:other']);
      expect(standingFor(subject.store, 'source:twin')).toBe('source:twin');
    });

    it('walks from what stands for an id, once where two ids mean one entry', async () => {
      const { nodes } = await aliases.reach(sourcesOf('source:twin', 'source:kept'));
      expect(nodes.map(({ id, depth }) => [id, depth])).toEqual([
        ['source:kept', 0],
        ['finding:f', 1],
      ]);
    });

    it('gives the header of what stands for an id', async () => {
      expect((await aliases.headers(['source:twin', 'source:kept'])).map(({ id }) => id)).toEqual(['source:kept']);
    });

    it('follows as well for reads that are made at the same time', async () => {
      const found = await Promise.all(Array.from({ length: 10 }, () => foundIn(aliases, 'source:twin')));
      expect(found).toEqual(found.map(() => ['source:kept']));
    });

    it('asks for aliases only where something is absent, and remembers what it followed', async () => {
      const rounds = async (id: string) => {
        const counted = countedRounds(subject.store);
        await foundIn(new AliasStore(counted.store), id);
        return counted.rounds();
      };
      expect(await rounds('source:kept')).toBe(1);
      expect(await rounds('source:none')).toBe(2);
      expect(await rounds('source:between')).toBe(3);
      const counted = countedRounds(subject.store);
      const following = new AliasStore(counted.store);
      await foundIn(following, 'source:between');
      await foundIn(following, 'source:between');
      expect(counted.rounds()).toBe(4);
    });

    it('leaves ids alone where the store itself is asked, and once a merge was undone', async () => {
      expect(await foundIn(subject.store, 'source:twin')).toEqual([null]);
      const record = await subject.store.record('alias', 'source:between');
      if (!record) throw new DomainError('NOT_FOUND', 'There is no alias.');
      await subject.store.write(changeSet({ records: [endedAlias(record)] }));
      expect(await foundIn(aliases, 'source:between')).toEqual([null]);
    });
  });
}
