import { describe, expect, it } from 'vitest';
import { ordersOf } from '../../src/domain/order.ts';
import type { PageAnswer } from '../../src/store/read-plan.ts';
import { byIds, idsOf, list, relation, wanting } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { adding, changeSet, claim, conclusion, edge, finding, link, recommendation, source } from './write-helpers.ts';

const stated = { attributes: { role: 'PRIMARY', basis: 'STATED' } };
const day = (number: number) => `2026-01-0${number}T00:00:00.000Z`;

export function describeOrders(subject: Subject): void {
  /** Every page of a list, one after the other; `between` runs after the first. */
  async function walked(
    kind: string,
    asked: { order: string; descending: boolean; first: number },
    between?: () => Promise<unknown>,
  ): Promise<string[]> {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page: PageAnswer = await list(subject.store, kind, { ...asked, after });
      const rows = (page.rows ?? []).slice(0, asked.first);
      seen.push(...rows.map(({ node }) => node.id));
      if ((page.rows ?? []).length <= asked.first) return seen;
      if (after === null) await between?.();
      after = rows.at(-1)?.key ?? null;
    }
  }

  describe('an order', () => {
    it('is offered for each list and holds in both directions, page by page', async () => {
      const at = (number: number, id: string, attributes: Record<string, unknown>) =>
        subject.store.write(
          changeSet({ at: day(number), nodes: [adding(`source:${id}`, { kind: 'REPORT', ...attributes })] }),
        );
      await at(1, 'c', { title: 'Alpha', issued: '2008-03' });
      await at(2, 'a', { title: 'gamma', issued: '2008' });
      await at(3, 'b', { title: 'Beta' });
      await subject.store.write(
        changeSet({ at: day(4), edges: [], nodes: [{ ...source('c', 'Alpha'), expectedVersion: 1 }] }),
      );
      const orders = {
        title: ['c', 'b', 'a'],
        issued: ['a', 'b', 'c'],
        label: ['c', 'b', 'a'],
        createdAt: ['c', 'a', 'b'],
        updatedAt: ['a', 'b', 'c'],
      };
      const kind = subject.store.model.kinds['EvidenceSource'];
      expect(kind && ordersOf(kind)).toEqual(Object.keys(orders));
      for (const [order, slugs] of Object.entries(orders)) {
        const ids = slugs.map((slug) => `source:${slug}`);
        expect(await walked('EvidenceSource', { order, descending: false, first: 1 })).toEqual(ids);
        expect(await walked('EvidenceSource', { order, descending: true, first: 1 })).toEqual(ids.toReversed());
      }
    });

    it('by time of change follows the edges that a node gains', async () => {
      await subject.store.write(changeSet({ at: day(1), nodes: [claim('a'), claim('b')] }));
      await subject.store.write(changeSet({ at: day(2), edges: [edge('CONTRADICTS', 'claim:a', 'claim:b')] }));
      expect(idsOf(await list(subject.store, 'Claim', { order: 'updatedAt' }))).toEqual(['claim:b', 'claim:a']);
    });

    it('is walked completely while others add and change what stands before and behind', async () => {
      const nodes = Array.from({ length: 12 }, (_, index) => claim(`m${index}`, `m ${index}`));
      await subject.store.write(changeSet({ nodes }));
      for (const descending of [false, true]) {
        const added = [claim(`a-${descending}`, 'a'), claim(`z-${descending}`, 'z')];
        const seen = await walked('Claim', { order: 'label', descending, first: 5 }, () =>
          subject.store.write(changeSet({ nodes: added })),
        );
        const there = seen.filter((id) => id.startsWith('claim:m'));
        const expected = nodes.map(({ id }) => id);
        expect(there).toEqual(descending ? expected.toReversed() : expected);
      }
    });

    it('compares by character, also beyond the first 65,536', async () => {
      const nodes = [claim('a', '\u{1F600}'), claim('b', '\uE000 x'), claim('c', 'zz'), claim('d', '文字')];
      await subject.store.write(changeSet({ nodes }));
      expect(idsOf(await list(subject.store, 'Claim')).at(-1)).toBe('claim:a');
      expect(idsOf(await list(subject.store, 'Claim', { descending: true }))[0]).toBe('claim:a');
    });
  });

  describe('a field with one end', () => {
    it('gives its end forward and backward, and nothing where there is none', async () => {
      await subject.store.write(
        changeSet({
          nodes: [adding('study:s', { name: 'S' }), finding('f'), finding('g'), claim('a'), link('l')],
          edges: [edge('RESULT_OF', 'finding:f', 'study:s'), edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l')],
        }),
      );
      const one = { page: { first: 1, after: null } };
      const select = {
        ...wanting('Finding', [], { x: relation('study', wanting('Study', ['name']), one) }),
        ...wanting('EvidenceLink', [], { x: relation('claim', wanting('Claim', ['text']), one) }),
      };
      const rows = await byIds(subject.store, ['finding:f', 'finding:g', 'evidence-link:l'], select);
      expect(rows.map((row) => (row?.['x'] as PageAnswer).rows?.map(({ node }) => node))).toEqual([
        [{ __typename: 'Study', id: 'study:s', name: 'S' }],
        [],
        [{ __typename: 'Claim', id: 'claim:a', text: 'a' }],
      ]);
    });

    it('may change its end within one write', async () => {
      await subject.store.write(
        changeSet({
          nodes: [claim('a'), claim('b'), link('l')],
          edges: [edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l')],
        }),
      );
      await subject.store.write(
        changeSet({
          edges: [edge('HAS_EVIDENCE', 'claim:b', 'evidence-link:l')],
          removedEdges: [{ relationship: 'HAS_EVIDENCE', from: 'claim:a', to: 'evidence-link:l' }],
        }),
      );
      const select = wanting('EvidenceLink', [], { x: relation('claim', {}, { count: true }) });
      const page = (await byIds(subject.store, ['evidence-link:l'], select))[0]?.['x'] as PageAnswer;
      expect([idsOf(page), page.count]).toEqual([['claim:b'], 1]);
    });
  });

  describe('levels of several kinds', () => {
    it('go on below each kind by its own relationships, with a page for each parent', async () => {
      await subject.store.write(
        changeSet({
          nodes: [recommendation('r', '1'), conclusion('c', '1'), claim('a'), claim('b'), claim('d'), link('l')],
          edges: [
            edge('BASED_ON', 'recommendation:r', 'claim:a', { place: 0, ...stated }),
            edge('BASED_ON', 'recommendation:r', 'conclusion:c', { place: 1, ...stated }),
            edge('RESTS_ON', 'conclusion:c', 'claim:b', { place: 0, ...stated }),
            edge('RESTS_ON', 'conclusion:c', 'claim:a', { place: 1, ...stated }),
            edge('RESTS_ON', 'conclusion:c', 'claim:d', { place: 2, ...stated }),
            edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l'),
          ],
        }),
      );
      const claims = wanting('Claim', [], { below: relation('evidence', {}, { count: true }) });
      const first = { page: { first: 1, after: null }, count: true };
      const select = wanting('Recommendation', [], {
        basis: relation('basedOn', {
          ...claims,
          ...wanting('Conclusion', ['text'], { below: relation('restsOn', claims, first) }),
        }),
      });
      const page = (await byIds(subject.store, ['recommendation:r'], select))[0]?.['basis'] as PageAnswer;
      const [one, other] = page.rows?.map(({ node }) => node) ?? [];
      expect([one?.id, idsOf(one?.['below'])]).toEqual(['claim:a', ['evidence-link:l']]);
      const below = other?.['below'] as PageAnswer;
      expect([other?.['text'], idsOf(below), below.count]).toEqual(['c', ['claim:b', 'claim:a'], 3]);
      expect(below.rows?.map(({ node }) => (node['below'] as PageAnswer).count)).toEqual([0, 1]);
    });
  });
}
