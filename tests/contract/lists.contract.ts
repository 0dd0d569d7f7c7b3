import { describe, expect, it } from 'vitest';
import type { Filter, PageAnswer } from '../../src/store/read-plan.ts';
import { byIds, idsOf, list, relation, wanting } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { adding, changeSet, claim, edge, intervention, link, recommendation, source } from './write-helpers.ts';

export function describeLists(subject: Subject): void {
  const filtered = async (kind: string, filter: Filter) => idsOf(await list(subject.store, kind, { filter }));

  describe('a list of a kind', () => {
    it('is empty where there is nothing, and counts nothing', async () => {
      expect(await list(subject.store, 'Topic', { count: true })).toEqual({ rows: [], count: 0 });
    });

    it('orders by label without regard to case and accents, both ways', async () => {
      await subject.store.write(
        changeSet({
          nodes: [
            intervention('1', 'banana'),
            intervention('2', 'Äpfel'),
            intervention('3', 'apple'),
            intervention('4', 'Cherry'),
          ],
        }),
      );
      const forward = ['intervention:2', 'intervention:3', 'intervention:1', 'intervention:4'];
      expect(idsOf(await list(subject.store, 'Intervention'))).toEqual(forward);
      expect(idsOf(await list(subject.store, 'Intervention', { descending: true }))).toEqual(forward.toReversed());
    });

    it('orders numbers naturally, and what has none comes last', async () => {
      const nodes = [
        recommendation('a', '2.10'),
        recommendation('b', '2.9'),
        recommendation('c', '10'),
        adding('recommendation:d', { text: 'd', kind: 'ACTION' }),
      ];
      await subject.store.write(changeSet({ nodes }));
      expect(idsOf(await list(subject.store, 'Recommendation', { order: 'ordinal' }))).toEqual([
        'recommendation:b',
        'recommendation:a',
        'recommendation:c',
        'recommendation:d',
      ]);
    });

    it('pages through equal labels completely in both directions', async () => {
      await subject.store.write(
        changeSet({ nodes: Array.from({ length: 25 }, (_, index) => claim(`same-${index}`, 'the same')) }),
      );
      for (const descending of [false, true]) {
        const seen: string[] = [];
        for (let after: string | null = null; ;) {
          const page: PageAnswer = await list(subject.store, 'Claim', { first: 4, after, descending, count: true });
          expect(page.count).toBe(25);
          const rows = page.rows?.slice(0, 4) ?? [];
          seen.push(...rows.map(({ node }) => node.id));
          if ((page.rows?.length ?? 0) <= 4) break;
          after = rows.at(-1)?.key ?? null;
        }
        expect(new Set(seen).size).toBe(25);
        expect(seen).toHaveLength(25);
      }
    });

    it('filters by attributes: any of the values, also in lists, ranges and flags', async () => {
      await subject.store.write(
        changeSet({
          nodes: [
            intervention('a', 'a', { startedOn: '2003-04' }),
            intervention('b', 'b', { startedOn: '2008' }),
            intervention('c', 'c'),
            adding('study:a', { name: 'a', design: ['RANDOMISED', 'CLUSTER'] }),
            adding('study:b', { name: 'b', design: ['COHORT'] }),
            adding('study:c', { name: 'c' }),
            source('s'),
            adding('source:u', { kind: 'REPORT', identified: false, asCited: 'several studies' }),
          ],
        }),
      );
      expect(await filtered('Study', { attribute: 'design', in: ['CLUSTER', 'COHORT'] })).toEqual([
        'study:a',
        'study:b',
      ]);
      expect(await filtered('Study', { not: { attribute: 'design', in: ['CLUSTER'] } })).toEqual([
        'study:b',
        'study:c',
      ]);
      expect(await filtered('Intervention', { attribute: 'startedOn', from: '2003', to: '2003' })).toEqual([
        'intervention:a',
      ]);
      expect(await filtered('Intervention', { not: { attribute: 'startedOn', from: '2003' } })).toEqual([
        'intervention:c',
      ]);
      expect(await filtered('EvidenceSource', { attribute: 'identified', in: [false] })).toEqual(['source:u']);
      expect(await filtered('Intervention', { attribute: 'id', in: ['intervention:c', 'intervention:b'] })).toEqual([
        'intervention:b',
        'intervention:c',
      ]);
    });

    it('joins conditions with all, any and not; all of nothing holds and any of nothing does not', async () => {
      await subject.store.write(
        changeSet({ nodes: [claim('a', 'a', 'HARM'), claim('b', 'b', 'COST'), claim('c', 'c', 'CONTEXT')] }),
      );
      const type = (value: string) => ({ attribute: 'type', in: [value] });
      expect(await filtered('Claim', { any: [type('HARM'), type('COST')] })).toEqual(['claim:a', 'claim:b']);
      expect(await filtered('Claim', { all: [{ not: type('HARM') }, { not: type('COST') }] })).toEqual(['claim:c']);
      expect(await filtered('Claim', { all: [] })).toEqual(['claim:a', 'claim:b', 'claim:c']);
      expect(await filtered('Claim', { any: [] })).toEqual([]);
      expect(await filtered('Claim', { kinds: ['Finding'] })).toEqual([]);
    });

    it('filters by what relationships lead to, in both directions, several steps deep, and by absence', async () => {
      await subject.store.write(
        changeSet({
          nodes: [intervention('i'), intervention('j'), claim('a'), claim('b'), link('l', 'DISPUTES')],
          edges: [
            edge('ABOUT_INTERVENTION', 'claim:a', 'intervention:i'),
            edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l'),
          ],
        }),
      );
      const disputed = { field: 'evidence', some: { attribute: 'stance', in: ['DISPUTES'] } };
      expect(await filtered('Claim', disputed)).toEqual(['claim:a']);
      expect(await filtered('Claim', { not: disputed })).toEqual(['claim:b']);
      expect(await filtered('Intervention', { field: 'claims', some: disputed })).toEqual(['intervention:i']);
      expect(await filtered('Intervention', { not: { field: 'claims', some: { all: [] } } })).toEqual([
        'intervention:j',
      ]);
    });

    describe('with filters over a hub', () => {
      const named = (...ids: string[]): Filter => ({ attribute: 'id', in: ids });
      const some = (field: string, filter: Filter): Filter => ({ field, some: filter });
      const none = (field: string, filter: Filter): Filter => ({ not: some(field, filter) });
      const beside = (filter: Filter) => some('topics', some('claims', filter));
      const claims = (...names: string[]) => names.map((name) => `claim:${name}`);
      /** Topic `t` is about a, b and c, topic `u` about c and d; e has none. */
      const hub = () =>
        subject.store.write(
          changeSet({
            nodes: [
              ...['a', 'b', 'c', 'd', 'e'].map((name) => claim(name, name, name === 'b' ? 'COST' : 'HARM')),
              ...['t', 'u'].map((name) => adding(`topic:${name}`, { name })),
            ],
            edges: [
              ...['a', 'b', 'c'].map((name) => edge('ABOUT_TOPIC', `claim:${name}`, 'topic:t')),
              ...['c', 'd'].map((name) => edge('ABOUT_TOPIC', `claim:${name}`, 'topic:u')),
            ],
          }),
        );
      const counted = async (filter: Filter) =>
        (await list(subject.store, 'Claim', { filter, count: true, first: 1 })).count;

      it('finds what stands beside a node, and nothing beside what is absent', async () => {
        await hub();
        expect(await filtered('Claim', beside(named('claim:a')))).toEqual(claims('a', 'b', 'c'));
        expect(await filtered('Claim', beside(named('claim:none')))).toEqual([]);
        expect(await filtered('Claim', beside(beside(named('claim:a'))))).toEqual(claims('a', 'b', 'c', 'd'));
        expect(await counted(beside(beside(named('claim:a'))))).toBe(4);
      });

      it('finds what has none, none without one, and not one of two sorts', async () => {
        await hub();
        expect(await filtered('Claim', { not: beside(named('claim:a')) })).toEqual(claims('d', 'e'));
        expect(await filtered('Claim', none('topics', none('claims', named('claim:a'))))).toEqual(
          claims('a', 'b', 'e'),
        );
        expect(await filtered('Claim', some('topics', none('claims', named('claim:a'))))).toEqual(claims('c', 'd'));
        const neither = { all: [none('topics', named('topic:t')), none('topics', named('topic:u'))] };
        expect(await filtered('Claim', neither)).toEqual(claims('e'));
        expect(await counted(neither)).toBe(1);
      });

      it('joins conditions along one relationship: both, either, and either with more', async () => {
        await hub();
        const [t, u] = [some('topics', named('topic:t')), some('topics', named('topic:u'))];
        expect(await filtered('Claim', { all: [t, u] })).toEqual(claims('c'));
        expect(await filtered('Claim', { any: [t, u] })).toEqual(claims('a', 'b', 'c', 'd'));
        expect(await filtered('Claim', { any: [t, { not: u }] })).toEqual(claims('a', 'b', 'c', 'e'));
        const cost = { attribute: 'type', in: ['COST'] };
        expect(await filtered('Claim', { any: [{ all: [t, cost] }, { all: [u, { not: cost }] }] })).toEqual(
          claims('b', 'c', 'd'),
        );
        expect(await filtered('Claim', { all: [t, { not: cost }, named(...claims('b', 'c', 'e'))] })).toEqual(
          claims('c'),
        );
      });

      it('answers a filter that stands in it twice, and a hundred conditions of one sort', async () => {
        await hub();
        const twice = { all: [beside(named('claim:a')), { any: [beside(named('claim:a')), named('claim:e')] }] };
        expect(await filtered('Claim', twice)).toEqual(claims('a', 'b', 'c'));
        const many = Array.from({ length: 50 }, (_, index) => [
          beside(named('claim:c', `claim:x${index}`)),
          none('topics', some('claims', named(`claim:y${index}`))),
        ]).flat();
        expect(await filtered('Claim', { all: many })).toEqual(claims('a', 'b', 'c', 'd'));
      });

      it('answers conditions of many sorts at once', async () => {
        await hub();
        const sorts = ['a', 'b', 'c', 'd'].flatMap((name) => [
          beside({ all: [named(`claim:${name}`), { attribute: 'type', in: ['HARM'] }] }),
          beside({ any: [named(`claim:${name}`), { attribute: 'text', in: ['none'] }] }),
          some('topics', { all: [some('claims', named(`claim:${name}`)), named('topic:t')] }),
          some('topics', { all: [none('claims', named(`claim:${name}`)), { attribute: 'name', in: ['u'] }] }),
          { all: [none('contradicts', { all: [] }), some('topics', { attribute: 'name', in: [name, 't'] })] },
        ]);
        expect(await filtered('Claim', { any: sorts })).toEqual(claims('a', 'b', 'c', 'd'));
        expect(await filtered('Claim', { not: { any: sorts } })).toEqual(claims('e'));
      });

      it('pages and counts along a relationship in the same way', async () => {
        await hub();
        const page = { first: 2, after: null };
        const along = relation('claims', wanting('Claim'), { filter: beside(named('claim:d')), page, count: true });
        const rows = await byIds(subject.store, ['topic:t', 'topic:u'], wanting('Topic', [], { along }));
        expect(rows.map((row) => [idsOf(row?.['along']), (row?.['along'] as PageAnswer).count])).toEqual([
          [['claim:c'], 1],
          [['claim:c', 'claim:d'], 2],
        ]);
      });
    });

    it('filters as deep as a question may nest', async () => {
      await subject.store.write(
        changeSet({
          nodes: [claim('a'), claim('b')],
          edges: [edge('CONTRADICTS', 'claim:a', 'claim:b'), edge('CONTRADICTS', 'claim:b', 'claim:a')],
        }),
      );
      let filter: Filter = { all: [{ attribute: 'id', in: ['claim:a'] }] };
      for (let depth = 0; depth < 5; depth += 1)
        filter = {
          all: [{ all: [{ field: 'contradicts', some: filter }] }, { attribute: 'status', in: ['ACCEPTED'] }],
        };
      expect(await filtered('Claim', filter)).toEqual(['claim:b']);
    });

    it('filters by words, the last one as a beginning, together with other conditions', async () => {
      await subject.store.write(
        changeSet({
          nodes: [
            claim('a', 'Drug courts reduce offending', 'HARM'),
            claim('b', 'Drug courts cost money', 'COST'),
            claim('c', 'Other'),
          ],
        }),
      );
      expect(await filtered('Claim', { words: [['drug', 'cour']] })).toEqual(['claim:b', 'claim:a']);
      expect(
        await filtered('Claim', { all: [{ words: [['drug', 'courts']] }, { attribute: 'type', in: ['COST'] }] }),
      ).toEqual(['claim:b']);
      const either = { words: [['other'], ['drug', 'mone'], ['or', 'not']] };
      expect((await filtered('Claim', either)).toSorted()).toEqual(['claim:b', 'claim:c']);
      expect(await filtered('Claim', { words: [] })).toEqual([]);
    });

    it('answers several roots at once, each under its key', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a'), intervention('i')] }));
      const page = { first: 1, after: null };
      const answer = await subject.store.read({
        roots: {
          claims: {
            by: 'list',
            kind: 'Claim',
            order: 'label',
            descending: false,
            page,
            rows: false,
            count: true,
            select: {},
          },
          'x`': {
            by: 'ids',
            ids: ['intervention:i'],
            select: wanting('Intervention', ['name', 'version', 'status', 'label']),
          },
        },
      });
      expect(answer).toEqual({
        claims: { count: 1 },
        'x`': [
          { __typename: 'Intervention', id: 'intervention:i', name: 'i', version: 1, status: 'ACCEPTED', label: 'i' },
        ],
      });
    });
  });
}
