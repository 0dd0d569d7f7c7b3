import type { KindName } from '../../src/domain/kinds.ts';
import { describe, expect, it } from 'vitest';
import type { ReachPlan } from '../../src/store/read-plan.ts';
import type { Subject } from './store-contract.ts';
import { changeSet, claim, edge, finding, intervention, link } from './write-helpers.ts';

export function describeReach(subject: Subject): void {
  const contradicting = (more: Partial<ReachPlan> = {}): ReachPlan => ({
    from: ['claim:a'],
    steps: [{ relationship: 'CONTRADICTS', direction: 'forward' }],
    maxDepth: 5,
    maxNodes: 100,
    header: ['label', 'status'],
    attributes: { Claim: ['type'] },
    ...more,
  });

  const ring = () =>
    subject.store.write(
      changeSet({
        nodes: ['a', 'b', 'c', 'd'].map((slug) => claim(slug)),
        edges: [
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'a'],
          ['c', 'd'],
        ].map(([from, to]) =>
          edge('CONTRADICTS', `claim:${from}`, `claim:${to}`, { attributes: { rationale: `${from}${to}` } }),
        ),
      }),
    );

  const shown = ({ nodes, edges, truncated }: Awaited<ReturnType<Subject['store']['reach']>>) => ({
    nodes: nodes.map(({ id, depth }) => `${id} ${depth}`),
    edges: edges
      .map(({ attributes }) => String(attributes['rationale']))
      .toSorted((one, other) => one.localeCompare(other)),
    truncated,
  });

  describe('reach', () => {
    it('walks a ring once and gives every edge within', async () => {
      await ring();
      const reached = await subject.store.reach(contradicting());
      expect(shown(reached)).toEqual({
        nodes: ['claim:a 0', 'claim:b 1', 'claim:c 2', 'claim:d 3'],
        edges: ['ab', 'bc', 'ca', 'cd'],
        truncated: false,
      });
    });

    it.each([
      ['along one direction', ['forward']],
      ['in both directions', ['forward', 'backward']],
    ] as const)('tells of each node its id and what is wanted of it, and no more, %s', async (_, directions) => {
      await ring();
      const steps = directions.map((direction) => ({ relationship: 'CONTRADICTS' as const, direction }));
      const told = async (more: Partial<ReachPlan>) =>
        (await subject.store.reach(contradicting({ steps, ...more }))).nodes.find(({ id }) => id === 'claim:b');
      const bare = { __typename: 'Claim', id: 'claim:b', depth: 1 };
      expect(await told({})).toEqual({ ...bare, label: 'b', type: 'EFFECTIVENESS', status: 'ACCEPTED' });
      expect(await told({ header: ['version'], attributes: {} })).toEqual({ ...bare, version: 1 });
      expect(await told({ header: [], attributes: { Finding: ['kind'] } })).toEqual(bare);
    });

    it('walks backward', async () => {
      await ring();
      const steps = [{ relationship: 'CONTRADICTS', direction: 'backward' } as const];
      expect(shown(await subject.store.reach(contradicting({ from: ['claim:d'], steps }))).nodes).toEqual([
        'claim:d 0',
        'claim:c 1',
        'claim:b 2',
        'claim:a 3',
      ]);
    });

    it('stops at its bounds and says so', async () => {
      await ring();
      expect(shown(await subject.store.reach(contradicting({ maxDepth: 2 })))).toEqual({
        nodes: ['claim:a 0', 'claim:b 1', 'claim:c 2'],
        edges: ['ab', 'bc', 'ca'],
        truncated: true,
      });
      expect(shown(await subject.store.reach(contradicting({ maxNodes: 2 })))).toEqual({
        nodes: ['claim:a 0', 'claim:b 1'],
        edges: ['ab'],
        truncated: true,
      });
    });

    it('walks several relationships in both directions at once, also those that are kept apart by kind', async () => {
      await subject.store.write(
        changeSet({
          nodes: [claim('a'), claim('b'), finding('f'), intervention('i'), link('l')],
          edges: [
            edge('ABOUT_INTERVENTION', 'claim:a', 'intervention:i'),
            edge('ABOUT_INTERVENTION', 'finding:f', 'intervention:i'),
            edge('HAS_EVIDENCE', 'claim:b', 'evidence-link:l'),
            edge('USES', 'evidence-link:l', 'finding:f'),
            edge('CONTRADICTS', 'claim:a', 'claim:b'),
          ],
        }),
      );
      const reached = await subject.store.reach({
        from: ['claim:a', 'claim:a'],
        steps: [
          { relationship: 'ABOUT_INTERVENTION', direction: 'forward' },
          { relationship: 'ABOUT_INTERVENTION', direction: 'backward' },
          { relationship: 'USES', direction: 'backward' },
          { relationship: 'HAS_EVIDENCE', direction: 'backward' },
        ],
        maxDepth: 20,
        maxNodes: 5,
        header: ['label', 'status'],
        attributes: {},
      });
      expect([reached.nodes.map(({ id, depth }) => `${id} ${depth}`), reached.truncated]).toEqual([
        ['claim:a 0', 'intervention:i 1', 'finding:f 2', 'evidence-link:l 3', 'claim:b 4'],
        false,
      ]);
      expect(new Set(reached.edges.map(({ relationship, from, to }) => `${from} ${relationship} ${to}`))).toEqual(
        new Set([
          'claim:a ABOUT_INTERVENTION intervention:i',
          'finding:f ABOUT_INTERVENTION intervention:i',
          'evidence-link:l USES finding:f',
          'claim:b HAS_EVIDENCE evidence-link:l',
        ]),
      );
    });

    it('stays within its bounds in a dense graph, nearest first, then by id', async () => {
      const hubs = Array.from({ length: 20 }, (_, index) => claim(`hub-${String(index).padStart(2, '0')}`));
      const leaves = Array.from({ length: 500 }, (_, index) => claim(`leaf-${String(index).padStart(3, '0')}`));
      await subject.store.write(
        changeSet({
          nodes: [...hubs, ...leaves],
          edges: hubs.flatMap((hub) => leaves.map((leaf) => edge('CONTRADICTS', hub.id, leaf.id))),
        }),
      );
      const steps = (['forward', 'backward'] as const).map((direction) => ({
        relationship: 'CONTRADICTS' as const,
        direction,
      }));
      const plan = contradicting({ from: ['claim:leaf-499'], steps, maxDepth: 20, maxNodes: 30 });
      const { nodes, edges, truncated } = await subject.store.reach(plan);
      expect(nodes.map(({ id }) => id)).toEqual([
        'claim:leaf-499',
        ...hubs.map(({ id }) => id),
        ...leaves.slice(0, 9).map(({ id }) => id),
      ]);
      expect([edges.length, truncated]).toEqual([20 * 10, true]);
      const all = await subject.store.reach({ ...plan, maxNodes: 520 });
      expect([all.nodes.length, all.edges.length, all.truncated]).toEqual([520, 10_000, false]);
    });

    it('walks edges from the kinds that are asked for only, where these are kept apart', async () => {
      await subject.store.write(
        changeSet({
          nodes: [claim('a'), finding('f'), intervention('i')],
          edges: [
            edge('ABOUT_INTERVENTION', 'claim:a', 'intervention:i'),
            edge('ABOUT_INTERVENTION', 'finding:f', 'intervention:i'),
          ],
        }),
      );
      const onIntervention = (from: readonly KindName[]) =>
        subject.store.reach(
          contradicting({
            from: ['intervention:i'],
            steps: [{ relationship: 'ABOUT_INTERVENTION', from, direction: 'backward' }],
          }),
        );
      const reached = async (from: readonly KindName[]) => (await onIntervention(from)).nodes.map(({ id }) => id);
      expect(await reached(['Claim'])).toEqual(['intervention:i', 'claim:a']);
      expect(await reached(['Claim', 'Finding'])).toEqual(['intervention:i', 'claim:a', 'finding:f']);
      expect(await reached(['Study'])).toEqual(['intervention:i']);
    });

    it('keeps to its bound at the start too', async () => {
      await ring();
      const from = ['claim:c', 'claim:b', 'claim:a'];
      expect(shown(await subject.store.reach(contradicting({ from, maxNodes: 2 })))).toEqual({
        nodes: ['claim:a 0', 'claim:b 0'],
        edges: ['ab'],
        truncated: true,
      });
    });

    it.each([
      ['along one direction', ['forward']],
      ['in both directions', ['forward', 'backward']],
    ] as const)('answers whole or not at all where a bound for edges is given, %s', async (_, directions) => {
      await ring();
      const steps = directions.map((direction) => ({ relationship: 'CONTRADICTS' as const, direction }));
      // The ring has four edges, and each is seen from both ends where both directions are walked.
      const edges = 4 * directions.length;
      const walk = (more: Partial<ReachPlan>) => subject.store.reach(contradicting({ steps, ...more }));
      const nothing = { nodes: [], edges: [], truncated: true };
      expect(await walk({ maxEdges: edges })).toEqual(await walk({}));
      expect(await walk({ maxEdges: edges - 1 })).toEqual(nothing);
      expect(await walk({ maxEdges: 0 })).toEqual(nothing);
      expect(await walk({ maxEdges: edges, maxNodes: 4 })).toEqual(await walk({}));
      expect(await walk({ maxEdges: edges, maxNodes: 3 })).toEqual(nothing);
      expect(await walk({ maxEdges: 100, maxDepth: 1 })).toEqual(nothing);
      expect(await walk({ maxEdges: 100, from: ['claim:none'] })).toEqual({ nodes: [], edges: [], truncated: false });
    });

    it('counts the edges that there are by now', async () => {
      await ring();
      await subject.store.write(
        changeSet({ removedEdges: [{ relationship: 'CONTRADICTS', from: 'claim:c', to: 'claim:d' }] }),
      );
      const { nodes, edges, truncated } = await subject.store.reach(contradicting({ maxEdges: 3 }));
      expect([nodes.length, edges.length, truncated]).toEqual([3, 3, false]);
    });

    it('leaves out what is absent', async () => {
      expect(await subject.store.reach(contradicting({ from: ['claim:none'] }))).toEqual({
        nodes: [],
        edges: [],
        truncated: false,
      });
    });
  });
}
