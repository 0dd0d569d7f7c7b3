import { Random } from './random.ts';
import { rareWord, sentence } from './words.ts';

/*
 * A synthetic evidence graph. The same scale gives the same graph on every machine.
 *
 * The reference chain runs Recommendation BASED_ON Conclusion RESTS_ON Finding REPORTED_IN EvidenceSource. A finding is
 * the result of one study only (RESULT_OF), so the fourth level that fans out is the documents that report it.
 *
 * One tenth of recommendations, conclusions and findings are the chain's own: they have exactly five children, of the
 * next level's own tenth. So a chain is 1 → 5 → 25 → 125 without any limit, and peers whose lists have no order of their
 * own can answer it as well. All others have five to eight children, recommendations of three kinds.
 */

export const kinds = ['recommendation', 'conclusion', 'claim', 'finding', 'source'] as const;
export type Kind = (typeof kinds)[number];

/** Nodes at scale 1: 200,000 with about 1,010,000 edges. */
const full: Readonly<Record<Kind, number>> = {
  recommendation: 20_000,
  conclusion: 20_000,
  claim: 10_000,
  finding: 100_000,
  source: 50_000,
};

const chainShare = 0.1;
const chainChildren = 5;
/** Findings that share one rare word, which nothing else holds. */
const sharedBy = 5;

export interface DataNode {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface Child {
  readonly kind: Kind;
  readonly index: number;
}

export class EvidenceData {
  readonly scale: number;
  readonly counts: Readonly<Record<Kind, number>>;
  /** A topic that every finding is about, and one that ten are about. */
  readonly hub = 'topic:0c5e1d1a-6d52-4b6f-a9a4-3f1b7a3d9e10';
  readonly smallTopic = 'topic:7be0b7a4-98a3-4a0f-ae27-51d2c6f04b11';
  readonly smallTopicSize = 10;
  readonly #ids: Readonly<Record<Kind, readonly string[]>>;

  constructor(scale: number) {
    this.scale = scale;
    this.counts = Object.fromEntries(kinds.map((kind) => [kind, Math.round(full[kind] * scale)])) as Record<
      Kind,
      number
    >;
    this.#ids = Object.fromEntries(kinds.map((kind) => [kind, idsOf(kind, this.counts[kind])])) as Record<
      Kind,
      string[]
    >;
  }

  id({ kind, index }: Child): string {
    const id = this.#ids[kind][index];
    if (id === undefined) throw new RangeError(`There is no ${kind} ${index}.`);
    return id;
  }

  /** How many of a kind have the exact children of the reference chain; they come first. */
  chainCount(kind: Kind): number {
    return Math.round(this.counts[kind] * chainShare);
  }

  node(place: Child): DataNode {
    const random = new Random('node', place.kind, place.index);
    return { id: this.id(place), attributes: attributesOf(place, random) };
  }

  /** What a node points at, in order of its pages. */
  children({ kind, index }: Child): readonly Child[] {
    const random = new Random('children', kind, index);
    const inChain = index < this.chainCount(kind);
    const count = inChain ? chainChildren : 5 + random.below(4);
    const of = (target: Kind, limit: number) =>
      random.distinct(count, limit).map((found): Child => ({ kind: target, index: found }));
    switch (kind) {
      case 'recommendation':
        return inChain ? of('conclusion', this.chainCount('conclusion')) : this.#mixed(random, count);
      case 'conclusion':
        return of('finding', inChain ? this.chainCount('finding') : this.counts.finding);
      case 'finding':
        return of('source', this.counts.source);
      case 'claim':
      case 'source':
        return [];
      default:
        return kind satisfies never;
    }
  }

  #mixed(random: Random, count: number): Child[] {
    const places = new Map<string, Child>();
    while (places.size < count) {
      const kind = random.pick(['conclusion', 'conclusion', 'conclusion', 'claim', 'finding'] as const);
      const index = random.below(this.counts[kind]);
      places.set(`${kind} ${index}`, { kind, index });
    }
    return [...places.values()];
  }

  /** The word that only {@link findingsWith} it hold. */
  wordOf(group: number): string {
    return rareWord(group);
  }

  get wordCount(): number {
    return Math.floor(this.counts.finding / sharedBy);
  }

  /** In order of a search for the word: shorter labels first, then by label. */
  findingsWith(group: number): readonly DataNode[] {
    const nodes = Array.from({ length: sharedBy }, (_, place) =>
      this.node({ kind: 'finding', index: group * sharedBy + place }),
    );
    const text = ({ attributes }: DataNode) => String(attributes['text']);
    return nodes.toSorted((one, other) => text(one).length - text(other).length || (text(one) < text(other) ? -1 : 1));
  }
}

function idsOf(kind: Kind, count: number): string[] {
  const random = new Random('ids', kind);
  return Array.from({ length: count }, () => `${kind}:${random.uuid()}`);
}

function attributesOf({ kind, index }: Child, random: Random): Readonly<Record<string, unknown>> {
  const ordinal = `${1 + Math.floor(index / 100)}.${1 + (index % 100)}`;
  switch (kind) {
    case 'recommendation':
      return { ordinal, text: sentence(random, 16), kind: random.pick(['ACTION', 'RESEARCH']) };
    case 'conclusion':
      return { ordinal, text: sentence(random, 14) };
    case 'claim':
      return { text: sentence(random, 10), type: random.pick(['EFFECTIVENESS', 'COST', 'PROCESS']) };
    case 'finding':
      return {
        kind: random.pick(['DESCRIPTIVE_STATISTIC', 'EFFECT_ESTIMATE', 'COST']),
        text: `${sentence(random, 8 + random.below(6))} ${rareWord(Math.floor(index / sharedBy))}`,
        period: `${1995 + random.below(25)}`,
      };
    case 'source':
      return {
        kind: random.pick(['ARTICLE', 'REPORT', 'REVIEW']),
        title: sentence(random, 7),
        issued: `${1980 + random.below(45)}-${String(1 + random.below(12)).padStart(2, '0')}`,
      };
    default:
      return kind satisfies never;
  }
}
