import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import type { ChangeSet, EdgeName, NodeWrite } from '../../src/store/change-set.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { changeSet, claim, edge, intervention } from '../contract/write-helpers.ts';

const slug = fc.constantFrom('a', 'b', 'c', 'd');
const text = fc.string({ minLength: 1, maxLength: 8 }).filter((given) => !/\p{C}/u.test(given) && given.trim() !== '');

/** What one writer wants to do; what is not possible as things stand is refused, and leaves nothing behind. */
const wish = fc.record({
  claims: fc.uniqueArray(fc.record({ slug, text }), { maxLength: 3, selector: (each) => each.slug }),
  interventions: fc.uniqueArray(fc.record({ slug, aliases: fc.array(text, { maxLength: 2 }) }), {
    maxLength: 2,
    selector: (each) => each.slug,
  }),
  edges: fc.array(fc.record({ from: slug, to: slug, rationale: fc.option(text), place: fc.nat(9) }), { maxLength: 3 }),
  removedEdges: fc.uniqueArray(fc.record({ from: slug, to: slug }), { maxLength: 1 }),
  removedNodes: fc.uniqueArray(slug, { maxLength: 1 }),
  day: fc.integer({ min: 10, max: 28 }),
});

type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never;

async function grant(store: Store, wished: Wish): Promise<void> {
  const ids = ['claim', 'intervention'].flatMap((kind) => ['a', 'b', 'c', 'd'].map((each) => `${kind}:${each}`));
  const versions = new Map((await store.headers(ids)).map(({ id, version }) => [id, version]));
  const now = (node: NodeWrite): NodeWrite => ({ ...node, expectedVersion: versions.get(node.id) ?? 0 });
  const contradicts = ({ from, to }: { from: string; to: string }): EdgeName => ({
    relationship: 'CONTRADICTS',
    from: `claim:${from}`,
    to: `claim:${to}`,
  });
  const changes: Partial<ChangeSet> = {
    at: `2026-03-${wished.day}T00:00:00.000Z`,
    nodes: [
      ...wished.claims.map((each) => now(claim(each.slug, each.text))),
      ...wished.interventions.map(({ slug: name, aliases }) => now(intervention(name, name, { aliases }))),
    ],
    edges: wished.edges.map(({ rationale, place, ...ends }) => {
      const { relationship, from, to } = contradicts(ends);
      return edge(relationship, from, to, { place, attributes: { rationale } });
    }),
    removedEdges: wished.removedEdges.map(contradicts),
    removedNodes: wished.removedNodes.map((each) => ({
      id: `claim:${each}`,
      expectedVersion: versions.get(`claim:${each}`) ?? 0,
    })),
  };
  for (const parts of [
    changes,
    { ...changes, removedEdges: [], removedNodes: [] },
    { ...changes, edges: [], removedEdges: [] },
  ])
    await store.write(changeSet(parts)).catch(() => undefined);
}

it('a history of whatever was written, replayed, is the graph', async () => {
  let [entries, gone] = [0, 0];
  const sound = fc.asyncProperty(fc.array(wish, { minLength: 2, maxLength: 12 }), async (wishes) => {
    const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    for (const each of wishes) await grant(store, each);
    const { head, broken, replayed } = await verifyHistory(store);
    entries += head.sequence;
    gone += (await store.changes(0, 1_000)).filter(({ what }) => what === 'REMOVED').length;
    expect({ broken, replayed }).toMatchObject({ broken: null, replayed: { differing: 0, changedMeanwhile: 0 } });
    const { nodes, edges } = await store.counts();
    const total = (counts: Readonly<Record<string, number>>) =>
      Object.values(counts).reduce((sum, each) => sum + each, 0);
    expect(replayed).toMatchObject({ nodes: total(nodes), edges: total(edges) });
    await store.close();
  });
  await fc.assert(sound, { numRuns: 40 });
  // Otherwise nothing much was tried.
  expect(entries).toBeGreaterThan(200);
  expect(gone).toBeGreaterThan(5);
});
