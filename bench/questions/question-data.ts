import type { RelationshipName } from '../../src/domain/relationships.ts';
import type { ChangeSet, EdgeWrite, NodeWrite } from '../../src/store/change-set.ts';
import { Random } from '../graph/random.ts';
import { sentence } from '../graph/words.ts';

/*
 * A graph with everything that the questions look at: claims about interventions and outcomes, evidence for and against
 * them, studies, sources, conclusions and recommendations. It grows by fields: the first has 200 interventions, 50 outcomes
 * and 1,250 claims in a graph of any size. One source has a finding in the evidence of 300 of these claims, on which 350
 * conclusions rest, and on these 350 recommendations: 1,000 entries rest on it in a graph of any size.
 */

/** Nodes at scale 1; with those that do not grow 100,000, and half a million edges. */
const full = {
  intervention: 2_000,
  outcome: 500,
  source: 9_700,
  study: 15_000,
  passage: 5_400,
  finding: 22_500,
  claim: 12_500,
  'evidence-link': 22_500,
  conclusion: 5_000,
  recommendation: 4_800,
} as const;
type Growing = keyof typeof full;

const fixed = { jurisdiction: 4, population: 10, topic: 20 } as const;
type Fixed = keyof typeof fixed;

/** The first field: what a gap map of 200 × 50 cells shows. */
const field = { intervention: 200, outcome: 50, claims: 1_250 } as const;

/** What rests on the first source: so many claims, and as many conclusions as recommendations. */
const fallen = { claims: 300, conclusions: 350 } as const;

const names = (kind: Growing | Fixed, index: number) => `${kind}:bench-${index}`;

export const fieldIds = (kind: 'intervention' | 'outcome') =>
  Array.from({ length: field[kind] }, (_, index) => names(kind, index));
export const fallenSource = names('source', 0);
export const claimsOfField = field.claims;
export const dependents = fallen.claims + 2 * fallen.conclusions;
/** One that rests on much, and on nothing of the first source. */
export const askedRecommendation = names('recommendation', fallen.conclusions + 1);

interface Part {
  readonly kind: Growing | Fixed;
  readonly index: number;
  readonly random: Random;
}

/** The graph as one change set, streamed. */
export function questionData(scale: number): ChangeSet {
  return {
    by: 'bench',
    role: 'ADMIN',
    why: `Questions at scale ${scale}.`,
    at: '2026-01-02T03:04:05.678Z',
    nodes: nodesOf(scale),
    edges: edgesOf(scale),
    removedEdges: [],
    removedNodes: [],
  };
}

const counts = (scale: number) => (kind: Growing) => Math.round(full[kind] * scale);

function* partsOf(scale: number): Iterable<Part> {
  const sizes = { ...fixed, ...full };
  for (const kind of Object.keys(sizes) as (Growing | Fixed)[]) {
    const count = kind in fixed ? fixed[kind as Fixed] : counts(scale)(kind as Growing);
    for (let index = 0; index < count; index += 1) yield { kind, index, random: new Random('question', kind, index) };
  }
}

function* nodesOf(scale: number): Iterable<NodeWrite> {
  for (const part of partsOf(scale))
    yield {
      id: names(part.kind, part.index),
      expectedVersion: 0,
      status: 'ACCEPTED',
      reviewPackage: 'synthetic',
      attributes: attributesOf(part),
    };
}

function attributesOf({ kind, index, random }: Part): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'intervention':
    case 'outcome':
    case 'population':
    case 'topic':
      return { name: `${sentence(random, 3)} ${index}` };
    case 'jurisdiction':
      return { name: `Place ${index}`, notation: `X${index}` };
    case 'source':
      return { kind: random.pick(['ARTICLE', 'REPORT', 'REVIEW']), title: sentence(random, 7), issued: '2010' };
    case 'study':
      return {
        name: sentence(random, 5),
        design: [random.pick(['RCT', 'QUASI_EXPERIMENT', 'COHORT', 'BEFORE_AFTER'])],
        sms: 1 + random.below(5),
      };
    case 'passage':
      return { section: 'Results', ordinal: index, anchor: sentence(random, 4) };
    case 'finding':
      return {
        kind: 'EFFECT_ESTIMATE',
        text: sentence(random, 9),
        effectDirection: random.pick(['FAVOURS_INTERVENTION', 'FAVOURS_INTERVENTION', 'NO_DIFFERENCE']),
      };
    case 'claim':
      return { text: sentence(random, 10), type: 'EFFECTIVENESS' };
    case 'evidence-link':
      return {
        stance: random.pick(['SUPPORTS', 'SUPPORTS', 'SUPPORTS', 'DISPUTES']),
        directness: random.pick(['DIRECT', 'INDIRECT']),
        basis: 'CURATED',
      };
    case 'conclusion':
      return { ordinal: String(1 + index), text: sentence(random, 14) };
    case 'recommendation':
      return { ordinal: String(1 + index), text: sentence(random, 16), kind: 'ACTION' };
    default:
      return kind satisfies never;
  }
}

const stated: Readonly<Record<string, string>> = { role: 'PRIMARY', basis: 'STATED' };

interface End {
  readonly relationship: RelationshipName;
  readonly to: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function* edgesOf(scale: number): Iterable<EdgeWrite> {
  const count = counts(scale);
  for (const part of partsOf(scale)) {
    const from = names(part.kind, part.index);
    for (const [order, { relationship, to, attributes = {} }] of endsOf(part, count).entries())
      yield { relationship, from, to, order: String(order).padStart(6, '0'), attributes };
  }
}

/** What a part points at, each end once. */
const endsOf = ({ kind, index, random }: Part, count: Count): readonly End[] =>
  pointing[kind]?.(index, new Picking(random, count)) ?? [];

type Count = (kind: Growing) => number;

/** Picks what is pointed at. */
class Picking {
  readonly count: Count;
  readonly #random: Random;

  constructor(random: Random, count: Count) {
    this.#random = random;
    this.count = count;
  }

  one(relationship: RelationshipName, target: Growing, from = 0): End {
    return { relationship, to: names(target, from + this.#random.below(this.count(target) - from)) };
  }

  /** Different ones of a kind, none before `from`. */
  several(
    relationship: RelationshipName,
    target: Growing,
    [from, size]: readonly [number, number],
    attributes = stated,
  ): End[] {
    const places = this.#random.distinct(size, this.count(target) - from);
    return places.map((place) => ({ relationship, to: names(target, from + place), attributes }));
  }

  about(...facets: readonly Fixed[]): End[] {
    return facets.map((facet) => ({
      relationship: aboutFacet[facet],
      to: names(facet, this.#random.below(fixed[facet])),
    }));
  }

  /** Of a field: the first one, or the others together. */
  inField(isFirst: boolean): End[] {
    return (['intervention', 'outcome'] as const).map((facet) => {
      const rest = this.count(facet) - field[facet];
      const place = isFirst || rest === 0 ? this.#random.below(field[facet]) : field[facet] + this.#random.below(rest);
      return { relationship: aboutFacet[facet], to: names(facet, place) };
    });
  }
}

const aboutFacet = {
  intervention: 'ABOUT_INTERVENTION',
  outcome: 'ABOUT_OUTCOME',
  population: 'ABOUT_POPULATION',
  jurisdiction: 'ABOUT_JURISDICTION',
  topic: 'ABOUT_TOPIC',
} as const;
const otherFacets = ['jurisdiction', 'population', 'topic'] as const;
const isFirst = (index: number) => index < fallen.conclusions;

const pointing: Partial<Record<Growing | Fixed, (index: number, picking: Picking) => readonly End[]>> = {
  passage: (_, picking) => [picking.one('PASSAGE_OF', 'source')],
  study: (_, picking) => [
    ...picking.several('REPORTED_IN', 'source', [1, 2], {}),
    ...picking.several('ABOUT_INTERVENTION', 'intervention', [0, 2], {}),
    ...picking.several('ABOUT_OUTCOME', 'outcome', [0, 1], {}),
    ...picking.about(...otherFacets),
  ],
  finding: (index, picking) => [
    index < fallen.claims ? { relationship: 'REPORTED_IN', to: fallenSource } : picking.one('REPORTED_IN', 'source', 1),
    picking.one('RESULT_OF', 'study'),
    picking.one('QUOTES', 'passage'),
    ...picking.several('ABOUT_INTERVENTION', 'intervention', [0, 2], {}),
    ...picking.several('ABOUT_OUTCOME', 'outcome', [0, 2], {}),
    ...picking.about(...otherFacets),
  ],
  'evidence-link': (index) => [{ relationship: 'USES', to: names('finding', index) }],
  // One link for each claim; what is left over goes to the first claims. So each link has one claim.
  claim: (index, picking) => [
    { relationship: 'HAS_EVIDENCE' as const, to: names('evidence-link', index) },
    ...(index < picking.count('evidence-link') - picking.count('claim')
      ? [{ relationship: 'HAS_EVIDENCE' as const, to: names('evidence-link', picking.count('claim') + index) }]
      : []),
    ...picking.inField(index < field.claims),
    ...picking.about(...otherFacets),
  ],
  conclusion: (index, picking) => [
    ...(isFirst(index)
      ? [{ relationship: 'RESTS_ON' as const, to: names('claim', index % fallen.claims), attributes: stated }]
      : []),
    ...picking.several('RESTS_ON', 'claim', [fallen.claims, isFirst(index) ? 3 : 4]),
  ],
  recommendation: (index, picking) => [
    ...(isFirst(index)
      ? [{ relationship: 'BASED_ON' as const, to: names('conclusion', index), attributes: stated }]
      : []),
    ...picking.several('BASED_ON', 'conclusion', [fallen.conclusions, isFirst(index) ? 1 : 2]),
    ...picking.several('BASED_ON', 'claim', [fallen.claims, 1]),
    ...picking.inField(isFirst(index)),
    ...picking.about('jurisdiction'),
  ],
};
