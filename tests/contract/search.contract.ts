import { describe, expect, it } from 'vitest';
import { idsOf, search } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { changeSet, claim, finding, intervention } from './write-helpers.ts';

export function describeSearch(subject: Subject): void {
  describe('search', () => {
    const library = [
      intervention('drug-courts', 'Drug courts', { description: 'A problem-solving court.' }),
      intervention('other', 'Dedicated drug courts in Scotland'),
      intervention('dtto', 'Drug Treatment and Testing Order', { acronym: 'DTTO', aliases: ['Órdén'] }),
      claim('mentions', 'Programmes such as drug courts help'),
      finding('long', 'Something long that in the end mentions courts and a drug, apart'),
    ];

    it('puts exact names first, then names that hold every word, then texts; shorter labels before longer ones', async () => {
      await subject.store.write(changeSet({ nodes: library }));
      expect(idsOf(await search(subject.store, ['drug', 'courts']))).toEqual([
        'intervention:drug-courts',
        'intervention:other',
        'claim:mentions',
        'finding:long',
      ]);
    });

    it('gives the same in the same order where any candidates will do, as long as not too many hold the words', async () => {
      await subject.store.write(changeSet({ nodes: library }));
      const words = ['drug', 'courts'];
      expect(await search(subject.store, words, { anyCandidates: true })).toEqual(await search(subject.store, words));
    });

    it('wants every word, and takes the last one as a beginning', async () => {
      await subject.store.write(changeSet({ nodes: library }));
      expect(idsOf(await search(subject.store, ['drug', 'cou']))).toHaveLength(4);
      expect(idsOf(await search(subject.store, ['cou', 'drug']))).toEqual([]);
      expect(idsOf(await search(subject.store, ['courts', 'testing']))).toEqual([]);
    });

    it('tells how many hold the words, up to as many as it is asked to count', async () => {
      await subject.store.write(changeSet({ nodes: library }));
      const found = (most: number) => subject.store.found(['drug', 'cou'], most);
      expect(await Promise.all([found(100), found(3)])).toEqual([4, 3]);
      expect(await subject.store.found(['courts', 'testing'], 100)).toBe(0);
    });

    it('finds aliases and acronyms whatever their case and accents', async () => {
      await subject.store.write(changeSet({ nodes: library }));
      expect(idsOf(await search(subject.store, ['dtto']))).toEqual(['intervention:dtto']);
      expect(idsOf(await search(subject.store, ['orden']))).toEqual(['intervention:dtto']);
    });

    it('pages through the ranking, counts it, and narrows to kinds', async () => {
      await subject.store.write(changeSet({ nodes: library }));
      const one = await search(subject.store, ['drug', 'courts'], { first: 2 });
      expect([idsOf(one).length, one.count]).toEqual([3, 4]);
      expect(
        idsOf(await search(subject.store, ['drug', 'courts'], { first: 2, after: one.rows?.[1]?.key ?? '' })),
      ).toEqual(['claim:mentions', 'finding:long']);
      expect(idsOf(await search(subject.store, ['drug', 'courts'], { kinds: ['Claim', 'Finding'] }))).toEqual([
        'claim:mentions',
        'finding:long',
      ]);
    });

    it('takes words of a query language as words', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a', 'near or not and near'), claim('b', 'nothing')] }));
      for (const words of [['or'], ['not'], ['and'], ['near'], ['or', 'and', 'not']]) {
        expect(idsOf(await search(subject.store, words))).toContain('claim:a');
      }
    });

    it('finds a changed node by its new words only', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a', 'old words')] }));
      await subject.store.write(changeSet({ nodes: [{ ...claim('a', 'new words'), expectedVersion: 1 }] }));
      expect([idsOf(await search(subject.store, ['old'])), idsOf(await search(subject.store, ['new']))]).toEqual([
        [],
        ['claim:a'],
      ]);
    });
  });
}
