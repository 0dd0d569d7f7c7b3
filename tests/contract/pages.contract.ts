import { describe, expect, it } from 'vitest';
import type { PageAnswer } from '../../src/store/read-plan.ts';
import { byIds, idsOf, relation, wanting } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { changeSet, claim, conclusion, edge, finding, intervention, link, recommendation } from './write-helpers.ts';

const stated = { role: 'PRIMARY', basis: 'STATED' };

export function describePages(subject: Subject): void {
  describe('a read by id', () => {
    it('keeps the order asked, with null for what is absent', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a'), claim('b')] }));
      const rows = await byIds(
        subject.store,
        ['claim:b', 'claim:none', 'claim:a', 'claim:b'],
        wanting('Claim', ['text']),
      );
      expect(rows).toEqual([
        { __typename: 'Claim', id: 'claim:b', text: 'b' },
        null,
        { __typename: 'Claim', id: 'claim:a', text: 'a' },
        { __typename: 'Claim', id: 'claim:b', text: 'b' },
      ]);
    });

    it('answers nodes of several kinds, each with what was asked of its kind', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a'), finding('f')] }));
      const select = { ...wanting('Claim', ['type']), ...wanting('Finding', ['text', 'measures']) };
      expect(await byIds(subject.store, ['finding:f', 'claim:a'], select)).toEqual([
        { __typename: 'Finding', id: 'finding:f', text: 'f', measures: [] },
        { __typename: 'Claim', id: 'claim:a', type: 'EFFECTIVENESS' },
      ]);
    });

    it('gives back odd text unchanged', async () => {
      const odd = [
        '`x` $x ${x} {y}',
        "' OR 1=1 --",
        '"; DROP TABLE node',
        '\u{1F600} ünï 文字 \\ \\u0041',
        `x${'y '.repeat(4999)}z`,
        'two\nlines\tand a tab',
      ];
      await subject.store.write(changeSet({ nodes: odd.map((text, index) => claim(`odd-${index}`, text)) }));
      const rows = await byIds(
        subject.store,
        odd.map((_, index) => `claim:odd-${index}`),
        wanting('Claim', ['text']),
      );
      expect(rows.map((row) => row?.['text'])).toEqual(odd);
    });

    it('gives copies: changing an answer changes nothing', async () => {
      await subject.store.write(changeSet({ nodes: [intervention('i', 'I', { aliases: ['one'] })] }));
      const read = () => byIds(subject.store, ['intervention:i'], wanting('Intervention', ['aliases']));
      ((await read())[0]?.['aliases'] as string[]).push('two');
      expect((await read())[0]?.['aliases']).toEqual(['one']);
    });
  });

  describe('a page of a relationship', () => {
    const claims = ['a', 'b', 'c', 'd', 'e'].map((slug) => claim(slug));

    const withFive = () =>
      subject.store.write(
        changeSet({
          nodes: [conclusion('c', '1'), ...claims],
          edges: claims.map(({ id }, place) =>
            edge('RESTS_ON', 'conclusion:c', id, {
              place,
              attributes: { role: place === 1 ? 'DESPITE' : 'PRIMARY', basis: 'STATED' },
            }),
          ),
        }),
      );

    const restsOn = async (first: number, after: string | null) => {
      const select = wanting('Conclusion', [], {
        x: relation('restsOn', wanting('Claim'), { page: { first, after } }),
      });
      return (await byIds(subject.store, ['conclusion:c'], select))[0]?.['x'] as PageAnswer;
    };

    it('holds one row more than asked where there is more, and goes on after its key', async () => {
      await withFive();
      const one = await restsOn(2, null);
      expect(idsOf(one)).toEqual(['claim:a', 'claim:b', 'claim:c']);
      const two = await restsOn(2, one.rows?.[1]?.key ?? '');
      expect(idsOf(two)).toEqual(['claim:c', 'claim:d', 'claim:e']);
      expect(idsOf(await restsOn(2, two.rows?.[1]?.key ?? ''))).toEqual(['claim:e']);
    });

    it('reads the same relationship under two names with different pages, with edge attributes', async () => {
      await withFive();
      const row = (
        await byIds(
          subject.store,
          ['conclusion:c'],
          wanting('Conclusion', [], {
            'a "quoted" key': relation(
              'restsOn',
              {},
              { page: { first: 1, after: null }, edgeAttributes: ['role', 'basis'] },
            ),
            other: relation('restsOn', wanting('Claim', ['text']), { page: { first: 4, after: null }, count: true }),
          }),
        )
      )[0];
      const first = row?.['a "quoted" key'] as PageAnswer;
      expect(first.rows?.map(({ edge: attributes, node }) => [attributes, node])).toEqual([
        [
          { role: 'PRIMARY', basis: 'STATED' },
          { __typename: 'Claim', id: 'claim:a' },
        ],
        [
          { role: 'DESPITE', basis: 'STATED' },
          { __typename: 'Claim', id: 'claim:b' },
        ],
      ]);
      expect((row?.['other'] as PageAnswer).count).toBe(5);
      expect(idsOf(row?.['other'])).toEqual(['claim:a', 'claim:b', 'claim:c', 'claim:d', 'claim:e']);
    });

    it('counts only when asked, and may count alone', async () => {
      await withFive();
      const select = wanting('Conclusion', [], {
        rows: relation('restsOn', {}),
        count: relation('restsOn', {}, { rows: false, count: true }),
      });
      const row = (await byIds(subject.store, ['conclusion:c'], select))[0];
      expect(row?.['count']).toEqual({ count: 5 });
      expect(row?.['rows']).not.toHaveProperty('count');
    });

    it('is complete where all edges tie in their order', async () => {
      const many = Array.from({ length: 30 }, (_, index) => claim(`tie-${index}`));
      const edges = many.map(({ id }) => edge('RESTS_ON', 'conclusion:c', id, { attributes: stated }));
      await subject.store.write(changeSet({ nodes: [conclusion('c', '1'), ...many], edges }));
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const page: PageAnswer = await restsOn(7, after);
        const rows = page.rows?.slice(0, 7) ?? [];
        seen.push(...rows.map(({ node }) => node.id));
        if ((page.rows?.length ?? 0) <= 7) break;
        after = rows.at(-1)?.key ?? null;
      }
      expect(seen.toSorted()).toEqual(many.map(({ id }) => id).toSorted());
    });

    it('misses and repeats nothing that was there while others are added', async () => {
      await withFive();
      const one = await restsOn(2, null);
      await subject.store.write(
        changeSet({
          nodes: [claim('0')],
          edges: [edge('RESTS_ON', 'conclusion:c', 'claim:0', { place: 0, attributes: stated })],
        }),
      );
      const two = await restsOn(10, one.rows?.[1]?.key ?? '');
      expect(idsOf(two).filter((id) => id !== 'claim:0')).toEqual(['claim:c', 'claim:d', 'claim:e']);
    });

    it('leads to several kinds in the order of the edges, and backward from each of them', async () => {
      await subject.store.write(
        changeSet({
          nodes: [recommendation('r', '1.1'), conclusion('c', '1'), claim('a'), finding('f')],
          edges: ['finding:f', 'conclusion:c', 'claim:a'].map((to, place) =>
            edge('BASED_ON', 'recommendation:r', to, { place, attributes: stated }),
          ),
        }),
      );
      const select = wanting('Recommendation', [], {
        basedOn: relation('basedOn', {
          ...wanting('Claim', ['text']),
          ...wanting('Conclusion', ['ordinal'], { back: relation('basisOf', wanting('Recommendation', ['ordinal'])) }),
        }),
      });
      const page = (await byIds(subject.store, ['recommendation:r'], select))[0]?.['basedOn'] as PageAnswer;
      expect(page.rows?.map(({ node }) => node)).toEqual([
        { __typename: 'Finding', id: 'finding:f' },
        {
          __typename: 'Conclusion',
          id: 'conclusion:c',
          ordinal: '1',
          back: {
            rows: [
              {
                key: expect.any(String) as string,
                edge: {},
                node: { __typename: 'Recommendation', id: 'recommendation:r', ordinal: '1.1' },
              },
            ],
          },
        },
        { __typename: 'Claim', id: 'claim:a', text: 'a' },
      ]);
    });

    it('keeps kinds apart where the far end sees each as a field of its own', async () => {
      await subject.store.write(
        changeSet({
          nodes: [intervention('i'), claim('a'), finding('f'), finding('g')],
          edges: ['claim:a', 'finding:f', 'finding:g'].map((from, place) =>
            edge('ABOUT_INTERVENTION', from, 'intervention:i', { place }),
          ),
        }),
      );
      const select = wanting('Intervention', [], {
        claims: relation('claims', {}, { count: true }),
        findings: relation('findings', {}, { count: true }),
      });
      const row = (await byIds(subject.store, ['intervention:i'], select))[0];
      expect([idsOf(row?.['claims']), (row?.['claims'] as PageAnswer).count]).toEqual([['claim:a'], 1]);
      expect([idsOf(row?.['findings']), (row?.['findings'] as PageAnswer).count]).toEqual([
        ['finding:f', 'finding:g'],
        2,
      ]);
    });

    it('follows cycles as deep as the plan says and no deeper', async () => {
      await subject.store.write(
        changeSet({
          nodes: [claim('a'), claim('b')],
          edges: [edge('CONTRADICTS', 'claim:a', 'claim:b'), edge('CONTRADICTS', 'claim:b', 'claim:a')],
        }),
      );
      const contradicts = (below: ReturnType<typeof wanting>) =>
        wanting('Claim', [], { x: relation('contradicts', below) });
      const row = (await byIds(subject.store, ['claim:a'], contradicts(contradicts(wanting('Claim')))))[0];
      const below = (row?.['x'] as PageAnswer).rows?.[0]?.node;
      expect([below?.id, idsOf(below?.['x'])]).toEqual(['claim:b', ['claim:a']]);
    });

    it('can be filtered by what is at the other end, and the count follows', async () => {
      await subject.store.write(
        changeSet({
          nodes: [claim('a'), link('for'), link('against', 'DISPUTES')],
          edges: [
            edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:for'),
            edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:against', { place: 1 }),
          ],
        }),
      );
      const filter = { all: [{ attribute: 'stance', in: ['DISPUTES'] }] };
      const select = wanting('Claim', [], { evidence: relation('evidence', {}, { filter, count: true }) });
      const page = (await byIds(subject.store, ['claim:a'], select))[0]?.['evidence'] as PageAnswer;
      expect([idsOf(page), page.count]).toEqual([['evidence-link:against'], 1]);
    });

    it.each([
      ['forward', 'claim:hub', 'contradicts'],
      ['backward', 'claim:hub', 'contradictedBy'],
    ] as const)('is in the order of its edges %s, whatever the ids, and whole page by page', async (way, id, field) => {
      // Places run against the ids, so that an order by id would show.
      const others = Array.from({ length: 40 }, (_, place) => claim(`c-${(place * 17) % 40}`));
      const ends = (other: string): [string, string] => (way === 'forward' ? [id, other] : [other, id]);
      await subject.store.write(
        changeSet({
          nodes: [claim('hub'), ...others],
          edges: others.map(({ id: other }, place) => edge('CONTRADICTS', ...ends(other), { place })),
        }),
      );
      const expected = others.map((other) => other.id);
      for (const first of [3, 20, 39, 100]) {
        const walked: string[] = [];
        for (let after: string | null = null, more = true; more;) {
          const select = wanting('Claim', [], { x: relation(field, {}, { page: { first, after } }) });
          const rows = ((await byIds(subject.store, [id], select))[0]?.['x'] as PageAnswer).rows ?? [];
          more = rows.length > first;
          walked.push(...rows.slice(0, first).map(({ node }) => node.id));
          after = rows[first - 1]?.key ?? null;
        }
        expect(walked).toEqual(expected);
      }
    });

    it('is the same on a hub of 30,000 edges, at its start and deep inside', async () => {
      const findings = Array.from({ length: 30_000 }, (_, index) => finding(`f-${index}`));
      await subject.store.write(
        changeSet({
          nodes: [intervention('hub'), ...findings],
          edges: findings.map(({ id }, place) => edge('ABOUT_INTERVENTION', id, 'intervention:hub', { place })),
        }),
      );
      const page = async (after: string | null) => {
        const select = wanting('Intervention', [], {
          x: relation('findings', {}, { page: { first: 3, after }, count: true }),
        });
        return (await byIds(subject.store, ['intervention:hub'], select))[0]?.['x'] as PageAnswer;
      };
      expect(idsOf(await page(null))).toEqual(['finding:f-0', 'finding:f-1', 'finding:f-2', 'finding:f-3']);
      const deep = await page('024999 zzzzzzzzzzzzzzzz');
      expect([idsOf(deep), deep.count]).toEqual([
        ['finding:f-25000', 'finding:f-25001', 'finding:f-25002', 'finding:f-25003'],
        30_000,
      ]);
    });
  });
}
