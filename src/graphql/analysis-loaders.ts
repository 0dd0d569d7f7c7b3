import DataLoader from 'dataloader';
import type { Chain } from '../analysis/chain.ts';
import { EvidenceGraph } from '../analysis/evidence-graph.ts';
import { fetchEvidence } from '../analysis/fetch/fetch-evidence.ts';
import { fetchResearch } from '../analysis/fetch/fetch-research.ts';
import type { ChainWords } from '../analysis/question-checks.ts';
import { askChains } from '../analysis/questions.ts';
import { assertPresent } from '../analysis/assert-all-present.ts';
import { standingFor } from '../store/aliases/standing-for.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { queryContextOf, type RequestContext } from './request-context.ts';

/** One chain that a field asks for. */
export interface WantedChain extends ChainWords {
  readonly id: string;
}

/** The evidence that a field asks for: that on its entry, and the facets that its answer is wanted for. */
interface WantedEvidence {
  readonly id: string;
  readonly facets: readonly string[];
}

/**
 * What computed fields fetch. All entries of a list are fetched together, so a field costs the same few statements on one
 * entry and on a hundred. Each graph holds at least what was asked for.
 */
export interface AnalysisLoaders {
  readonly evidence: DataLoader<WantedEvidence, EvidenceGraph, string>;
  readonly research: DataLoader<string, EvidenceGraph>;
  readonly chains: DataLoader<WantedChain, Chain | null, string>;
}

const place = Symbol('analysis loaders');

/** Kept on the context itself: in a `WeakMap` it would outlive V8's minor collections, see `perRequest` of `http`. */
interface WithLoaders extends RequestContext {
  [place]?: AnalysisLoaders;
}

/** One set per request: what it remembers must not outlive the reader it serves. */
export function loadersOf(context: RequestContext): AnalysisLoaders {
  const holder: WithLoaders = context;
  holder[place] ??= loadersFor(context);
  return holder[place];
}

function loadersFor(context: RequestContext): AnalysisLoaders {
  return {
    evidence: new DataLoader((wanted) => evidenceOf(context, wanted), { cacheKeyFn: (each) => JSON.stringify(each) }),
    research: new DataLoader(async (ids) => {
      const graph = new EvidenceGraph(await fetchResearch(context, ids), context.meter);
      return ids.map(() => graph);
    }),
    chains: new DataLoader((wanted) => chainsOf(context, wanted), { cacheKeyFn: (each) => JSON.stringify(each) }),
  };
}

/** One fetch for all that is wanted at a time. */
async function evidenceOf(context: RequestContext, wanted: readonly WantedEvidence[]): Promise<EvidenceGraph[]> {
  const facets = new Set(wanted.flatMap((each) => each.facets));
  const ids = new Set(wanted.map(({ id }) => id));
  const graph = new EvidenceGraph(await fetchEvidence(queryContextOf(context), [...ids], [...facets]), context.meter);
  return wanted.map(() => graph);
}

type Facets = Readonly<Record<string, string | null>>;

/**
 * What is computed of an entry from its evidence, for facets that were given (null: not given); null where the entry is
 * absent. A facet that was merged away is asked for by what stands for it; one that is nowhere is `NOT_FOUND`.
 */
export async function computedFromEvidence<Given extends Facets, Computed>(
  context: RequestContext,
  { id, facets }: { readonly id: string; readonly facets: Given },
  compute: (graph: EvidenceGraph, entry: NodeRow, facets: Given) => Computed,
): Promise<Computed | null> {
  const named = Object.values(facets).flatMap((facet) => facet ?? []);
  const graph = await loadersOf(context).evidence.load({ id, facets: named });
  const { store } = queryContextOf(context);
  const standing = Object.entries(facets).map(
    ([name, facet]) => [name, facet === null ? null : standingFor(store, facet)] as const,
  );
  assertPresent(
    graph,
    standing.flatMap(([, facet]) => facet ?? []),
  );
  const entry = graph.node(id);
  return entry ? compute(graph, entry, Object.fromEntries(standing) as Given) : null;
}

/** One walk for all chains that are asked for in the same words. */
async function chainsOf(context: RequestContext, wanted: readonly WantedChain[]): Promise<(Chain | null)[]> {
  const groups = new Map<string, WantedChain[]>();
  for (const each of wanted) {
    const key = wordsOf(each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const found = new Map<string, Chain | null>();
  for (const [key, group] of groups) {
    const [first] = group;
    if (!first) continue;
    const ids = group.map(({ id }) => id);
    const chains = await askChains(context, ids, first);
    chains.forEach((chain, index) => found.set(`${key} ${ids[index]}`, chain));
  }
  return wanted.map((each) => found.get(`${wordsOf(each)} ${each.id}`) ?? null);
}

const wordsOf = ({ direction, maxDepth, maxPaths, stances, statuses }: ChainWords) =>
  JSON.stringify([direction, maxDepth, maxPaths, stances, statuses]);
