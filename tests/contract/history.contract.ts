import { describe, expect, it } from 'vitest';
import type { PageAnswer } from '../../src/store/read-plan.ts';
import { byIds, idsOf, list, relation, search, wanting } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { adding, changeSet, claim, edge, intervention, link } from './write-helpers.ts';

export function describeHistory(subject: Subject): void {
  describe('the history', () => {
    it('shows removed nodes as they were, with the edges that went with them', async () => {
      const rationale = { attributes: { rationale: 'why' } };
      await subject.store.write(
        changeSet({
          nodes: [claim('a', 'A', 'HARM'), claim('b'), claim('c')],
          edges: [edge('CONTRADICTS', 'claim:a', 'claim:b', rationale), edge('QUALIFIES', 'claim:c', 'claim:b')],
        }),
      );
      await subject.store.write(
        changeSet({
          removedEdges: [{ relationship: 'QUALIFIES', from: 'claim:c', to: 'claim:b' }],
          removedNodes: [{ id: 'claim:a', expectedVersion: 1 }],
        }),
      );
      const [removed, changed] = await subject.store.changes(3, 10);
      expect(removed).toMatchObject({
        sequence: 4,
        nodeId: 'claim:a',
        kind: 'Claim',
        what: 'REMOVED',
        before: { text: 'A', type: 'HARM', status: 'ACCEPTED', reviewPackage: null },
        after: null,
        edgesRemoved: [{ relationship: 'CONTRADICTS', from: 'claim:a', to: 'claim:b' }],
      });
      expect(changed).toMatchObject({
        sequence: 5,
        nodeId: 'claim:c',
        what: 'CHANGED',
        edgesRemoved: [{ relationship: 'QUALIFIES', from: 'claim:c', to: 'claim:b' }],
      });
    });

    it('shows what a change set did to edges with their complete attributes', async () => {
      await subject.store.write(
        changeSet({ nodes: [claim('a'), claim('b')], edges: [edge('CONTRADICTS', 'claim:a', 'claim:b')] }),
      );
      const [added] = await subject.store.changes(0, 1);
      expect(added?.edgesWritten).toEqual([
        edge('CONTRADICTS', 'claim:a', 'claim:b', { attributes: { rationale: null } }),
      ]);
    });

    it('of one node tells all that was done to it, page by page, also after it is gone', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a'), claim('b')] }));
      await subject.store.write(changeSet({ edges: [edge('QUALIFIES', 'claim:a', 'claim:b')], why: 'It does.' }));
      await subject.store.write(changeSet({ removedNodes: [{ id: 'claim:a', expectedVersion: 2 }] }));
      const all = await subject.store.historyOf('claim:a', { after: 0, first: 10 });
      expect(all.map(({ what, why }) => [what, why])).toEqual([
        ['ADDED', null],
        ['CHANGED', 'It does.'],
        ['REMOVED', null],
      ]);
      expect(await subject.store.historyOf('claim:a', { after: all[0]?.sequence ?? 0, first: 1 })).toEqual([all[1]]);
      expect(await subject.store.historyOf('claim:none', { after: 0, first: 10 })).toEqual([]);
    });

    it('is read in pages, oldest first, without gaps', async () => {
      for (let index = 0; index < 5; index += 1)
        await subject.store.write(changeSet({ nodes: [claim(`${index}-a`), claim(`${index}-b`)] }));
      const seen: number[] = [];
      for (let after = 0; ;) {
        const page = await subject.store.changes(after, 3);
        seen.push(...page.map(({ sequence }) => sequence));
        if (page.length < 3) break;
        after = page.at(-1)?.sequence ?? 0;
      }
      expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
  });

  describe('a removed node', () => {
    it('is gone from every answer, and its id may be used again', async () => {
      await subject.store.write(
        changeSet({
          nodes: [intervention('i', 'Old name'), claim('a')],
          edges: [edge('ABOUT_INTERVENTION', 'claim:a', 'intervention:i')],
        }),
      );
      await subject.store.write(
        changeSet({
          removedEdges: [{ relationship: 'ABOUT_INTERVENTION', from: 'claim:a', to: 'intervention:i' }],
          removedNodes: [{ id: 'intervention:i', expectedVersion: 1 }],
        }),
      );
      expect(await byIds(subject.store, ['intervention:i'], {})).toEqual([null]);
      expect(await subject.store.headers(['intervention:i'])).toEqual([]);
      expect(idsOf(await list(subject.store, 'Intervention'))).toEqual([]);
      expect(await search(subject.store, ['old'])).toEqual({ rows: [], count: 0 });
      await subject.store.write(changeSet({ nodes: [intervention('i', 'New name')] }));
      const select = wanting('Intervention', ['name', 'version'], { claims: relation('claims', {}, { count: true }) });
      expect(await byIds(subject.store, ['intervention:i'], select)).toEqual([
        {
          __typename: 'Intervention',
          id: 'intervention:i',
          name: 'New name',
          version: 1,
          claims: { rows: [], count: 0 },
        },
      ]);
    });

    it('takes nothing with it where a removal is refused', async () => {
      await subject.store.write(
        changeSet({
          nodes: [claim('a'), link('l')],
          edges: [edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l')],
        }),
      );
      const removing = (expectedVersion: number) =>
        subject.store.write(
          changeSet({
            removedEdges: [{ relationship: 'HAS_EVIDENCE', from: 'claim:a', to: 'evidence-link:l' }],
            removedNodes: [{ id: 'evidence-link:l', expectedVersion }],
          }),
        );
      await expect(removing(2)).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
      const select = wanting('Claim', [], { x: relation('evidence', {}, { count: true }) });
      const page = (await byIds(subject.store, ['claim:a'], select))[0]?.['x'] as PageAnswer;
      expect([idsOf(page), page.count]).toEqual([['evidence-link:l'], 1]);
      const missing = { relationship: 'CONTRADICTS', from: 'claim:a', to: 'claim:a' } as const;
      await expect(subject.store.write(changeSet({ removedEdges: [missing] }))).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });
  });

  describe('a new instance', () => {
    it('goes on with versions, history and counts', async () => {
      const first = await subject.store.write(
        changeSet({ nodes: [claim('a'), claim('b')], edges: [edge('CONTRADICTS', 'claim:a', 'claim:b')] }),
      );
      const history = await subject.store.changes(0, 10);
      const counts = await subject.store.counts();
      subject.store = await subject.engine.reopen(subject.store);
      expect(await subject.store.changes(0, 10)).toEqual(history);
      expect(await subject.store.counts()).toEqual(counts);
      expect((await subject.store.ping()).graphVersion).toBe(first.graphVersion);
      const next = await subject.store.write(changeSet({ nodes: [claim('c')] }));
      expect(next.graphVersion).toBe(first.graphVersion + 1);
    });
  });

  describe('a stream of writes', () => {
    it('that breaks off leaves nothing behind, and its own error comes out', async () => {
      function* broken() {
        yield claim('a');
        throw new RangeError('the file ended');
      }
      await expect(subject.store.write(changeSet({ nodes: broken() }))).rejects.toThrow('the file ended');
      expect(idsOf(await list(subject.store, 'Claim'))).toEqual([]);
      await subject.store.write(changeSet({ nodes: [claim('a')] }));
      expect(idsOf(await list(subject.store, 'Claim'))).toEqual(['claim:a']);
    });

    it('is given back to the loader in order of id, whatever the kinds', async () => {
      const slugs = Array.from({ length: 1_100 }, (_, index) => `n-${String(index).padStart(4, '0')}`);
      function* all() {
        for (const slug of slugs) yield adding(`topic:${slug}`, { name: slug }, 'mine');
        yield adding('claim:a', { text: 'a', type: 'HARM' }, 'mine');
        yield adding('evidence-link:l', { stance: 'SUPPORTS', basis: 'STATED' }, 'mine');
        yield adding('claim:other', { text: 'a', type: 'HARM' }, 'other');
      }
      await subject.store.write(changeSet({ nodes: all() }));
      const ids: string[] = [];
      for await (const batch of subject.store.packageContents('mine')) ids.push(...batch.map(({ id }) => id));
      expect(ids).toEqual(['claim:a', 'evidence-link:l', ...slugs.map((slug) => `topic:${slug}`)]);
    });
  });
}
