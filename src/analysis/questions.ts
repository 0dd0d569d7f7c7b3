import { DomainError } from '../domain/errors.ts';
import { standingFor, standingForAll } from '../store/aliases/standing-for.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { absent } from '../store/refusals.ts';
import { answeredSince, type AnsweredSince } from './answered-since.ts';
import { chain, type Chain } from './chain.ts';
import { contradictions, type Contradiction } from './contradictions.ts';
import { EvidenceGraph } from './evidence-graph.ts';
import { fetchDependents } from './fetch/fetch-dependents.ts';
import { fetchEvidence } from './fetch/fetch-evidence.ts';
import type { QueryContext } from './fetch/walk.ts';
import { fetchChains } from './fetch/fetch-chain.ts';
import { fetchContradictions } from './fetch/fetch-contradictions.ts';
import { fetchGapMap, type GapMapRequest } from './fetch/fetch-gap-map.ts';
import { fetchResearch } from './fetch/fetch-research.ts';
import { questionChecks, type ChainWords } from './question-checks.ts';
import { assertPresent } from './assert-all-present.ts';
import { gapMap, type GapMap } from './gap-map.ts';
import { grounding, type Grounding } from './grounding.ts';
import { impact, type Impact } from './impact.ts';
import { indication, type Indication, type IndicationQuestion } from './indication.ts';
import { robustness, type Robustness } from './robustness.ts';
import type { SupposedChange } from './what-if.ts';

/*
 * The questions as everybody asks them: arguments are checked, what is needed is fetched in a fixed number of statements,
 * and a pure function answers. `INVALID_ARGUMENT` names what is wrong; what is asked about and is nowhere answers with
 * null. A place, outcome or population that an answer is wanted for must be there, or `NOT_FOUND`: without it a slip of
 * the pen would read as if nobody had looked.
 */

/** Every path from each of some entries, in the order asked, null for what is absent. 1 statement. */
export async function askChains(
  context: QueryContext,
  ids: readonly string[],
  words: ChainWords,
): Promise<(Chain | null)[]> {
  questionChecks.chains(context.store.model, ids, words);
  const { graph, cut } = await fetchChains(context, ids, words);
  const walked = new EvidenceGraph(graph, context.meter);
  return ids.map((id) => chain(walked, { ...words, id: standingFor(context.store, id) }, cut));
}

/** What is known for each of some claims, in the order asked, null for what is absent. 2 statements. */
export async function askIndications(
  context: QueryContext,
  ids: readonly string[],
  question: IndicationQuestion,
): Promise<(Indication | null)[]> {
  const facets = questionChecks.facets(context.store.model, question);
  const graph = new EvidenceGraph(await fetchEvidence(context, ids, facets), context.meter);
  assertPresent(graph, facets);
  return ids.map((id) => {
    const claim = graph.node(id);
    return claim ? indication(graph, claim, question) : null;
  });
}

/** The grounding of recommendations or conclusions, in the order asked, null for what is absent. 2 statements. */
export async function askGroundings(
  context: QueryContext,
  ids: readonly string[],
  place: string | null = null,
): Promise<(Grounding | null)[]> {
  const facets = questionChecks.facets(context.store.model, { outcome: null, jurisdiction: place });
  const graph = new EvidenceGraph(await fetchEvidence(context, ids, facets), context.meter);
  const jurisdiction = place === null ? null : standingFor(context.store, place);
  assertPresent(graph, jurisdiction === null ? [] : [jurisdiction]);
  return ids.map((id) => {
    const node = graph.node(id);
    return node ? grounding(graph, node, jurisdiction) : null;
  });
}

/** How robust the groundings of recommendations are, in the order asked, null for what is absent. 2 statements. */
export async function askRobustness(context: QueryContext, ids: readonly string[]): Promise<(Robustness | null)[]> {
  const graph = new EvidenceGraph(await fetchEvidence(context, ids), context.meter);
  return ids.map((id) => {
    const node = graph.node(id);
    return node ? robustness(graph, node) : null;
  });
}

/** What a change would do. 4 statements, whatever rests on it. `NOT_FOUND` where nothing has one of the ids. */
export async function askImpact(context: QueryContext, supposed: SupposedChange): Promise<Impact> {
  questionChecks.impact(context.store.model, supposed);
  const graph = await fetchDependents(context, supposed.ids);
  const known = new Set(graph.nodes.map(({ id }) => id));
  const ids = standingForAll(context.store, supposed.ids);
  for (const id of ids) if (!known.has(id)) throw absent(id);
  return impact(graph, { ...supposed, ids }, context.meter);
}

export interface AnsweredGapMap extends GapMap {
  readonly available: { readonly rows: number; readonly columns: number };
}

/** A gap map. 4 statements, whatever its size. `NOT_FOUND` where nothing has one of the ids. */
export async function askGapMap(context: QueryContext, request: GapMapRequest): Promise<AnsweredGapMap> {
  questionChecks.gapMap(context.store.model, request);
  const { graph, question, available } = await fetchGapMap(context, request);
  const known = new Set(question.rows.concat(question.columns).map(({ id }) => id));
  const named = standingForAll(context.store, [...(request.rows ?? []), ...(request.columns ?? [])]);
  const missing = named.filter((id) => !known.has(id));
  if (missing.length > 0 && missing.length + known.size <= request.most.rows + request.most.columns)
    throw new DomainError('NOT_FOUND', `Nothing accepted has the id "${missing[0]}".`);
  return { ...gapMap(new EvidenceGraph(graph, context.meter), question), available };
}

export interface AnsweredContradictions {
  readonly found: readonly Contradiction[];
  readonly examined: number;
  readonly inAll: number;
}

/** What stands against each other, over at most `first` claims of each sort. 3 statements. */
export async function askContradictions(context: QueryContext, first: number): Promise<AnsweredContradictions> {
  questionChecks.contradictions(first);
  const { graph, examined, inAll } = await fetchContradictions(context, first);
  return { found: contradictions(new EvidenceGraph(graph, context.meter)), examined, inAll };
}

/** Whether the research that recommendations ask for was done since, in the order asked. 5 statements. */
export async function askAnswered(context: QueryContext, ids: readonly string[]): Promise<(AnsweredSince | null)[]> {
  const graph = new EvidenceGraph(await fetchResearch(context, ids), context.meter);
  return ids.map((id) => {
    const node: NodeRow | undefined = graph.node(id);
    return node ? answeredSince(graph, node) : null;
  });
}
