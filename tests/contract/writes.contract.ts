import { madeUpRelationship } from './made-up-relationship.ts';
import { describe, expect, it } from 'vitest';
import { byIds, idsOf, list, wanting } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { adding, at, changeSet, claim, edge, finding, intervention, link, source } from './write-helpers.ts';

const revising = (text: string, expectedVersion: number) => ({ ...claim('a', text), expectedVersion });

export function describeWrites(subject: Subject): void {
  const failing = async (work: Promise<unknown>) => {
    const error: unknown = await work.then(
      () => 'no error',
      (reason: unknown) => reason,
    );
    return (error as { code?: string }).code ?? error;
  };
  const texts = async () =>
    (await list(subject.store, 'Claim', { select: wanting('Claim', ['text']) })).rows?.map(({ node }) => node['text']);

  describe('a write', () => {
    it('gives versions, times and the version of the graph', async () => {
      const before = (await subject.store.ping()).graphVersion;
      expect(await subject.store.write(changeSet({ nodes: [claim('a')] }))).toEqual({
        graphVersion: before + 1,
        versions: { 'claim:a': 1 },
      });
      expect(
        await subject.store.write(changeSet({ at: '2026-02-01T00:00:00.000Z', nodes: [revising('new', 1)] })),
      ).toEqual({ graphVersion: before + 2, versions: { 'claim:a': 2 } });
      expect(
        await byIds(
          subject.store,
          ['claim:a'],
          wanting('Claim', ['version', 'createdAt', 'updatedAt', 'text', 'label', 'reviewPackage']),
        ),
      ).toEqual([
        {
          __typename: 'Claim',
          id: 'claim:a',
          version: 2,
          createdAt: at,
          updatedAt: '2026-02-01T00:00:00.000Z',
          text: 'new',
          label: 'new',
          reviewPackage: null,
        },
      ]);
    });

    it('happens whole or not at all', async () => {
      const failed = subject.store.write(
        changeSet({ nodes: [claim('a'), claim('b')], edges: [edge('CONTRADICTS', 'claim:a', 'claim:none')] }),
      );
      expect(await failing(failed)).toBe('NOT_FOUND');
      expect(await texts()).toEqual([]);
      expect((await subject.store.counts()).nodes['Claim']).toBe(0);
      expect(await subject.store.changes(0, 10)).toEqual([]);
    });

    it('leaves nothing behind where whoever hears of its progress throws', async () => {
      const nodes = Array.from({ length: 10_000 }, (_, number) => claim(`c${number}`));
      const stopped = subject.store.write(changeSet({ nodes }), () => {
        throw new RangeError('That is enough.');
      });
      await expect(stopped).rejects.toThrow('That is enough.');
      expect((await subject.store.counts()).nodes['Claim']).toBe(0);
      expect(await subject.store.write(changeSet({ nodes: [claim('c1')] }))).toMatchObject({ graphVersion: 1 });
    });

    it('refuses what is there already, what is absent, and another version than expected', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a')] }));
      const second = changeSet({ nodes: [claim('new'), claim('a')] });
      await expect(subject.store.write(second)).rejects.toMatchObject({
        code: 'DUPLICATE',
        message: 'claim:a is there already.',
      });
      expect(await failing(subject.store.write(changeSet({ nodes: [{ ...claim('b'), expectedVersion: 1 }] })))).toBe(
        'NOT_FOUND',
      );
      expect(await failing(subject.store.write(changeSet({ nodes: [revising('x', 2)] })))).toBe('VERSION_CONFLICT');
    });

    it.each([
      ['is not as it was seen', 'claim:a', { status: 'DRAFT' }],
      ['has another attribute', 'source:s', { status: 'ACCEPTED', standing: 'RETRACTED' }],
      ['is at another version', 'claim:a', { version: 2 }],
      ['is not there', 'claim:none', { status: 'ACCEPTED' }],
      ['is of no kind', 'nothing', {}],
    ])('is refused whole where something it rests on %s', async (_, id, seen) => {
      await subject.store.write(changeSet({ nodes: [claim('a', 'A'), source('s')] }));
      const resting = {
        ...changeSet({ nodes: [claim('b', 'B')] }),
        restsOn: [
          { id: 'claim:a', seen: {} },
          { id, seen },
        ],
      };
      expect(await failing(subject.store.write(resting))).toBe('VERSION_CONFLICT');
      expect(await texts()).toEqual(['A']);
    });

    it('is taken where all it rests on is as it was seen, and rewrites nothing of that', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a', 'A'), source('s')] }));
      const restsOn = [
        { id: 'claim:a', seen: { status: 'ACCEPTED', version: 1, type: 'EFFECTIVENESS' } },
        { id: 'source:s', seen: { pmid: null } },
      ];
      const { versions } = await subject.store.write({ ...changeSet({ nodes: [claim('b', 'B')] }), restsOn });
      expect(versions).toEqual({ 'claim:b': 1 });
      expect(await texts()).toEqual(['A', 'B']);
    });

    it('refuses a node that is written twice in one change', async () => {
      const twice = changeSet({ nodes: [claim('a'), revising('again', 1)] });
      expect(await failing(subject.store.write(twice))).toBe('VALIDATION_FAILED');
      expect(await texts()).toEqual([]);
    });

    it('refuses attributes and edges that the model does not allow, naming all problems', async () => {
      const wrong = adding('claim:a', { text: '', type: 'NONSENSE', more: 1 });
      await expect(subject.store.write(changeSet({ nodes: [wrong] }))).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        problems: expect.objectContaining({ length: 3 }) as unknown,
      });
      const nodes = [claim('a'), finding('f')];
      expect(
        await failing(subject.store.write(changeSet({ nodes, edges: [edge('HAS_EVIDENCE', 'claim:a', 'finding:f')] }))),
      ).toBe('VALIDATION_FAILED');
      expect(
        await failing(
          subject.store.write(
            changeSet({
              nodes,
              edges: [
                {
                  relationship: madeUpRelationship('NONE'),
                  from: 'claim:a',
                  to: 'finding:f',
                  order: '0',
                  attributes: {},
                },
              ],
            }),
          ),
        ),
      ).toBe('VALIDATION_FAILED');
      expect(await failing(subject.store.write(changeSet({ nodes: [adding('unknown:a', {})] })))).toBe(
        'VALIDATION_FAILED',
      );
    });

    it('refuses a second edge where the table allows one', async () => {
      const nodes = [claim('a'), claim('b'), link('l')];
      expect(
        await failing(
          subject.store.write(
            changeSet({
              nodes,
              edges: [
                edge('HAS_EVIDENCE', 'claim:a', 'evidence-link:l'),
                edge('HAS_EVIDENCE', 'claim:b', 'evidence-link:l'),
              ],
            }),
          ),
        ),
      ).toBe('VALIDATION_FAILED');
      expect((await subject.store.counts()).edges['HAS_EVIDENCE']).toBe(0);
    });

    it('lets one of a hundred writers win on one version', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a')] }));
      const outcomes = await Promise.all(
        Array.from({ length: 100 }, (_, index) =>
          failing(subject.store.write(changeSet({ nodes: [revising(`writer ${index}`, 1)] }))),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'no error')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'VERSION_CONFLICT')).toHaveLength(99);
      expect((await byIds(subject.store, ['claim:a'], wanting('Claim', ['version'])))[0]?.['version']).toBe(2);
    });

    it('tells in the history what was touched: nodes written, and nodes that edges run from', async () => {
      await subject.store.write(
        changeSet({ by: 'ann', role: 'CONTRIBUTOR', why: 'first', nodes: [claim('a', 'old'), claim('b')] }),
      );
      await subject.store.write(
        changeSet({ nodes: [revising('new', 1)], edges: [edge('CONTRADICTS', 'claim:b', 'claim:a')] }),
      );
      const changes = await subject.store.changes(0, 10);
      expect(changes.map(({ sequence, nodeId, what, by }) => [sequence, nodeId, what, by])).toEqual([
        [1, 'claim:a', 'ADDED', 'ann'],
        [2, 'claim:b', 'ADDED', 'ann'],
        [3, 'claim:a', 'CHANGED', 'tests'],
        [4, 'claim:b', 'CHANGED', 'tests'],
      ]);
      expect(changes[0]).toMatchObject({
        why: 'first',
        before: null,
        after: { text: 'old', type: 'EFFECTIVENESS', status: 'ACCEPTED' },
      });
      expect(changes[2]).toMatchObject({ before: { text: 'old' }, after: { text: 'new' }, edgesWritten: [] });
      expect(changes[3]).toMatchObject({
        before: null,
        after: null,
        edgesWritten: [{ relationship: 'CONTRADICTS', from: 'claim:b', to: 'claim:a' }],
      });
      expect(await subject.store.changes(3, 10)).toEqual([changes[3]]);
      expect((await byIds(subject.store, ['claim:b'], wanting('Claim', ['version'])))[0]?.['version']).toBe(2);
    });

    it('gives an edge that is there its new attributes and place', async () => {
      await subject.store.write(
        changeSet({ nodes: [claim('a'), claim('b')], edges: [edge('CONTRADICTS', 'claim:a', 'claim:b')] }),
      );
      await subject.store.write(
        changeSet({
          edges: [edge('CONTRADICTS', 'claim:a', 'claim:b', { place: 3, attributes: { rationale: 'why' } })],
        }),
      );
      const { edges } = await subject.store.reach({
        from: ['claim:a'],
        steps: [{ relationship: 'CONTRADICTS', direction: 'forward' }],
        maxDepth: 1,
        maxNodes: 10,
        header: [],
        attributes: {},
      });
      expect(edges.map(({ key, attributes }) => [key.slice(0, 6), attributes])).toEqual([
        ['000003', { rationale: 'why' }],
      ]);
      expect((await subject.store.counts()).edges['CONTRADICTS']).toBe(1);
    });

    it('removes edges and nodes, but no node that others point at', async () => {
      await subject.store.write(
        changeSet({ nodes: [claim('a'), claim('b')], edges: [edge('CONTRADICTS', 'claim:a', 'claim:b')] }),
      );
      expect(
        await failing(subject.store.write(changeSet({ removedNodes: [{ id: 'claim:b', expectedVersion: 1 }] }))),
      ).toBe('VALIDATION_FAILED');
      expect(
        await failing(subject.store.write(changeSet({ removedNodes: [{ id: 'claim:a', expectedVersion: 7 }] }))),
      ).toBe('VERSION_CONFLICT');
      const { versions } = await subject.store.write(
        changeSet({
          removedNodes: [
            { id: 'claim:b', expectedVersion: 1 },
            { id: 'claim:a', expectedVersion: 1 },
          ],
        }),
      );
      expect(versions).toEqual({ 'claim:a': 0, 'claim:b': 0 });
      expect((await subject.store.counts()).nodes['Claim']).toBe(0);
      expect((await subject.store.counts()).edges['CONTRADICTS']).toBe(0);
      expect((await subject.store.changes(2, 10)).map(({ nodeId, what }) => [nodeId, what])).toEqual([
        ['claim:a', 'REMOVED'],
        ['claim:b', 'REMOVED'],
      ]);
    });

    it('can be read again by a new instance', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a', 'kept')] }));
      subject.store = await subject.engine.reopen(subject.store);
      expect(await texts()).toEqual(['kept']);
    });
  });

  describe('the loader', () => {
    it('gets all that a review package owns, with outgoing edges', async () => {
      await subject.store.write(
        changeSet({
          nodes: [
            adding('claim:a', { text: 'a', type: 'HARM' }, 'mine'),
            intervention('i'),
            adding('intervention:j', { name: 'j', aliases: ['jj'] }, 'mine'),
          ],
          edges: [edge('ABOUT_INTERVENTION', 'claim:a', 'intervention:i', { place: 2 })],
        }),
      );
      const contents = [];
      for await (const batch of subject.store.packageContents('mine')) contents.push(...batch);
      expect(contents.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
        {
          id: 'claim:a',
          kind: 'Claim',
          version: 1,
          status: 'ACCEPTED',
          createdAt: at,
          updatedAt: at,
          reviewPackage: 'mine',
          attributes: { text: 'a', type: 'HARM', asserts: null },
          edges: [edge('ABOUT_INTERVENTION', 'claim:a', 'intervention:i', { place: 2 })],
        },
        {
          id: 'intervention:j',
          kind: 'Intervention',
          version: 1,
          status: 'ACCEPTED',
          createdAt: at,
          updatedAt: at,
          reviewPackage: 'mine',
          attributes: {
            name: 'j',
            aliases: ['jj'],
            acronym: null,
            description: null,
            stage: null,
            startedOn: null,
          },
          edges: [],
        },
      ]);
    });

    it('gets the headers of the ids that exist', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a'), adding('topic:t', { name: 'T' }, 'mine')] }));
      const headers = await subject.store.headers(['claim:a', 'topic:t', 'claim:none']);
      expect(
        headers
          .map(({ id, kind, version, reviewPackage }) => ({ id, kind, version, reviewPackage }))
          .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      ).toEqual([
        { id: 'claim:a', kind: 'Claim', version: 1, reviewPackage: null },
        { id: 'topic:t', kind: 'Topic', version: 1, reviewPackage: 'mine' },
      ]);
    });
  });

  describe('an aborted read', () => {
    it('is refused with the reason, never answered with nothing', async () => {
      const plan = { roots: { it: { by: 'ids' as const, ids: ['claim:a'], select: wanting('Claim') } } };
      expect(await failing(subject.store.read(plan, AbortSignal.abort()))).toBe('CANCELLED');
      expect(await failing(subject.store.read(plan, AbortSignal.abort(new DOMException('late', 'TimeoutError'))))).toBe(
        'DEADLINE_EXCEEDED',
      );
      expect(idsOf(await list(subject.store, 'Claim'))).toEqual([]);
    });
  });
}
