import { expect, expectTypeOf, it } from 'vitest';
import { EvidenceGraph } from '../../src/analysis/evidence-graph.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import type { DeclaredRelationship } from '../../src/domain/relationship.ts';
import { relationships, type RelationshipName } from '../../src/domain/relationships.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { readTyped, select } from '../../src/store/typed-read.ts';

// The promises here are kept by the compiler: `npm run check` fails where an expected error is none.

const graph = new EvidenceGraph({
  nodes: [
    { __typename: 'Claim', id: 'claim:a' },
    { __typename: 'EvidenceLink', id: 'evidence-link:l', stance: 'SUPPORTS' },
  ],
  edges: [{ relationship: 'HAS_EVIDENCE', from: 'claim:a', to: 'evidence-link:l', attributes: {} }],
});

it('a relationship is named as the table has it, or the compiler refuses it', () => {
  const names: readonly string[] = relationships.map(({ name }) => name);
  const used: RelationshipName = 'USES';
  // @ts-expect-error No relationship is called so.
  const misspelt: RelationshipName = 'USE';
  expect([names.includes(used), names.includes(misspelt)]).toEqual([true, false]);
  // @ts-expect-error Nor may a walk name it so.
  expect(graph.ends('claim:a', 'HAS_EVIDENSE')).toEqual([]);
});

it('the table itself names kinds that there are', () => {
  const row = { ...relationships[0], ends: { Recommendation: ['Conclusion'] } } satisfies DeclaredRelationship;
  // @ts-expect-error There is no such kind.
  const misspelt: DeclaredRelationship = { ...row, ends: { Recommendation: ['Conclusions'] } };
  expect(misspelt.name).toBe(row.name);
});

it('what stands at the end of a relationship is of its kinds', () => {
  const [link] = graph.ends('claim:a', 'HAS_EVIDENCE');
  expectTypeOf(link?.__typename).toEqualTypeOf<'EvidenceLink' | undefined>();
  expect(link?.stance).toBe('SUPPORTS');
  // @ts-expect-error An argument is neither this nor that.
  expect(link?.stance === 'FOR').toBe(false);
});

it('a selection names attributes and fields of its kind, and the answer offers these', async () => {
  const selected = select({ Claim: { attributes: ['text', 'version'], relations: {} } });
  // @ts-expect-error A claim has no such attribute.
  select({ Claim: { attributes: ['texts'], relations: {} } });
  const along = { page: { first: 1, after: null }, rows: true, count: false, edgeAttributes: [], select: {} };
  select({ Claim: { attributes: [], relations: { some: { field: 'evidence', ...along } } } });
  // @ts-expect-error A claim has no such field.
  select({ Claim: { attributes: [], relations: { some: { field: 'evidences', ...along } } } });
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  const { claims } = await readTyped(store, { claims: { by: 'ids', ids: ['claim:a'], select: selected } });
  expectTypeOf(claims[0]?.text).toEqualTypeOf<string | undefined>();
  expectTypeOf(claims[0]?.version).toEqualTypeOf<number | undefined>();
  // @ts-expect-error It was not asked for.
  expect(claims[0]?.type).toBe(undefined);
  await store.close();
});
