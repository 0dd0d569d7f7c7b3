import { mostBeginnings } from '../../analysis/chain.ts';
import { readOfContradictions } from '../../analysis/fetch/fetch-contradictions.ts';
import { kindOnAxis } from '../../analysis/fetch/fetch-gap-map.ts';
import { mostConnections, mostReached } from '../../analysis/fetch/walk.ts';
import { readsOfShares } from '../../analysis/overview.ts';
import { mostSources } from '../../analysis/robustness.ts';
import type { GapMapAxisName } from '../../analysis/vocabulary.ts';
import { changeableKinds } from '../../analysis/what-if.ts';
import { relationshipsOfContent } from '../../curation/suggestions/entry-content.ts';
import type { KindName } from '../../domain/kinds.ts';
import type { Model } from '../../domain/model.ts';
import type { ReadPlan } from '../../store/read-plan.ts';
import { workOfRead } from '../../store/read-work.ts';
import type { StoreCounts } from '../../store/store.ts';
import { sumOf } from '../../support/sum-of.ts';
import type { QuestionUse } from './question-use.ts';

/** The graph that a question is put to. */
export interface GraphSize {
  readonly model: Model;
  readonly counts: StoreCounts;
}

interface QuestionWork {
  readonly why: string;
  /** The kinds of entries that it is asked of; absent where it names none, or any. */
  readonly kinds?: readonly KindName[];
  /** Rows, wherever it stands: what is fetched is fetched together for all entries of a list. */
  once?(size: GraphSize, args: QuestionUse['args']): number;
  /** Rows for each entry that it stands under. */
  each?(size: GraphSize, args: QuestionUse['args']): number;
}

/** Entries and connections that the one walk of a chain takes in; see `analysis/fetch`. */
const [chainNodes, chainEdges] = [10_000, 50_000];
/** Recommendations that a scan looks through, at a time and in all. */
const scannedBatches = 4;

/** How often one entry's figures look at the same connection, at most: status, certainty, directness and flags each do. */
const looks = 10;

const total = (counts: Readonly<Record<string, number>>) => sumOf(Object.values(counts), (count) => count);
const nodesOf = ({ counts }: GraphSize) => total(counts.nodes);
const edgesOf = ({ counts }: GraphSize) => total(counts.edges);

const walked = (size: GraphSize, walks = 1) =>
  walks * (Math.min(nodesOf(size), mostReached) + Math.min(edgesOf(size), mostConnections));

/** Rows of the graph, so many times, but not more than the most. */
const atMost =
  (most: number, times = 1) =>
  (size: GraphSize) =>
    Math.min(most, times * (nodesOf(size) + edgesOf(size)));

const read = ({ model, counts }: GraphSize, plan: ReadPlan) => workOfRead(model, counts, plan);

const numberIn = (args: QuestionUse['args'], name: string) => Number(args[name] ?? 0);

/** One proposal, or one change with what was before and after it, takes as long as so many rows. */
const rowsOfRecord = 100;

/** A page of records or of the history, which are found by index. */
const page: QuestionWork = {
  why: 'a page by index, and the records on it, which are read and shown whole',
  once: (_, args) => rowsOfRecord * (1 + numberIn(args, 'first')),
};

/** One record, or what is known of whoever asks. */
const record: QuestionWork = { why: 'a few records by index', once: () => 100 };

/**
 * Every computed field, with the kinds of entries that it is asked of and with what it may visit: entries and connections
 * that it fetches, those that it looks at while it computes, and objects that it makes. Where a figure is no more than a
 * bound, the computing is ended there (`work-meter.ts`).
 */
const table = {
  chain: {
    kinds: ['Recommendation', 'Conclusion', 'Claim', 'EvidenceSource'],
    why: 'one walk for all that stand in the same list; then for each its part of it, and the ways through it',
    once: (size) => Math.min(nodesOf(size), chainNodes) + Math.min(edgesOf(size), chainEdges),
    each: (size) => atMost(20_000, looks)(size) + mostBeginnings,
  },
  indication: {
    kinds: ['Claim'],
    why: 'one walk for all in the list and their verdicts; for each the evidence on it',
    once: (size) => walked(size),
    each: atMost(20_000, looks),
  },
  grounding: {
    kinds: ['Recommendation', 'Conclusion'],
    why: 'one walk for all in the list and their verdicts; for each the evidence on its claims',
    once: (size) => walked(size),
    each: atMost(20_000, looks),
  },
  robustness: {
    kinds: ['Recommendation'],
    why: 'the grounding once more for every set of up to three sources that could be lost',
    once: (size) => walked(size) + atMost(1_000_000, setsOfSources(size) * looks)(size),
    each: (size) => atMost(30_000, setsOfSources(size) * looks)(size),
  },
  answeredSince: {
    kinds: ['Recommendation'],
    why: 'five walks for all in the list; for each the studies on what it asks about',
    once: (size) => walked(size, 5),
    each: atMost(30_000, looks),
  },
  impact: {
    kinds: changeableKinds,
    why: 'four walks: what rests on the change and what that rests on; each figure with and without it',
    once: (size) => walked(size, 4) + atMost(1_000_000, 2 * looks)(size),
  },
  gapMap: {
    why: 'its cells; two walks from its rows and columns; the evidence on the claims in it',
    once: (size, args) => cellsOf(size, args) + walked(size, 3) + atMost(500_000, 2 * looks)(size),
  },
  contradictions: {
    why: 'three filters over claims; what argues on those that are found, and verdicts on them',
    once: (size, args) =>
      read(size, readOfContradictions(numberIn(args, 'first'))) + walked(size, 2) + atMost(500_000, 2 * looks)(size),
  },
  overview: {
    why: 'a filter for each share, and counts',
    once: (size) => sumOf(readsOfShares(), (share) => read(size, share.read)) + 100,
  },
  groundings: {
    why: 'the groundings of up to 200 recommendations, fifty at a time',
    once: (size) => walked(size, scannedBatches) + atMost(1_000_000, 200 * looks)(size),
  },
  researchRecommendations: {
    why: 'what up to 200 recommendations ask for, fifty at a time',
    once: (size) => walked(size, 5) + atMost(2_000_000, 200 * looks)(size),
  },
  suggestClaims: {
    kinds: ['EvidenceSource', 'Study'],
    why: 'the index for each of four words; the entries found, and claims on the facets among them; for a source or study what it tells, and all connections on the way, twice, up to a bound',
    once: (size, args) =>
      4 * nodesOf(size) +
      5_000 +
      (typeof args['text'] === 'string' ? 0 : Math.min(1_500_000, 2 * edgesOfContent(size))),
  },
  previewSource: { why: 'sources with the same identifiers or title', once: (size) => nodesOf(size) + 1_000 },
  changes: page,
  history: page,
  reviewQueue: page,
  mySubmissions: page,
  needsReview: page,
  proposal: record,
  viewer: record,
  myKeys: record,
  // Its answer is made field by field, and it is asked for whole by every tool that opens the schema.
  __schema: { why: 'types, fields and descriptions of the schema', once: () => 20_000 },
  __type: { why: 'a type with its fields, which may lead on', once: () => 20_000 },
} as const satisfies Readonly<Record<string, QuestionWork>>;

type Table = typeof table;

/** Whoever has something for each question, keyed by its name, cannot forget a new one. */
export type QuestionName = keyof Table;

/** The questions that are asked of the entry that they stand under. */
export type FieldQuestion = {
  [Name in QuestionName]: Table[Name] extends { each: unknown } ? Name : never;
}[QuestionName];

export const questionWork: Readonly<Record<QuestionName, QuestionWork>> = table;

const isQuestion = (name: string): name is QuestionName => Object.hasOwn(table, name);

const edgesOfContent = ({ counts }: GraphSize) => sumOf(relationshipsOfContent, (name) => counts.edges[name] ?? 0);

/** Sets of up to three sources that could be lost, of as many as are tried; of none, for what is there, one. */
function setsOfSources({ counts }: GraphSize): number {
  const sources = Math.min(mostSources, counts.nodes['EvidenceSource'] ?? 0);
  return 1 + sources + (sources * (sources - 1)) / 2 + (sources * (sources - 1) * (sources - 2)) / 6;
}

function cellsOf({ counts }: GraphSize, args: QuestionUse['args']): number {
  const shown = (axis: string, most: string) =>
    Math.min(numberIn(args, most), counts.nodes[kindOnAxis(args[axis] as GapMapAxisName)] ?? 0);
  return shown('rows', 'mostRows') * shown('columns', 'mostColumns');
}

/** The rows that computing may visit for the questions of an operation. */
export const workOfQuestions = (size: GraphSize, uses: readonly QuestionUse[]): number =>
  sumOf(uses, ({ question, args, entries }) => {
    const work = isQuestion(question) ? questionWork[question] : undefined;
    if (!work) throw new TypeError(`Nobody says what ${question} costs.`);
    return (work.once?.(size, args) ?? 0) + entries * (work.each?.(size, args) ?? 0);
  });
