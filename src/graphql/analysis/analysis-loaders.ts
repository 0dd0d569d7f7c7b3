import DataLoader from 'dataloader';
import type { Chain } from '../../analysis/chain.ts';
import { EvidenceGraph } from '../../analysis/evidence-graph.ts';
import { fetchEvidence } from '../../analysis/fetch/fetch-evidence.ts';
import { fetchResearch } from '../../analysis/fetch/fetch-research.ts';
import { askChains, type ChainWords } from '../../analysis/questions.ts';
import type { RequestContext } from '../request-context.ts';

/** One chain that a field asks for. */
export interface WantedChain extends ChainWords {
  readonly id: string;
}

/**
 * What computed fields fetch. All entries of a list are fetched together, so a field costs the same few statements on one
 * entry and on a hundred. Each graph holds at least what was asked for.
 */
export interface AnalysisLoaders {
  readonly evidence: DataLoader<string, EvidenceGraph>;
  readonly research: DataLoader<string, EvidenceGraph>;
  readonly chains: DataLoader<WantedChain, Chain | null, string>;
}

const perRequest = new WeakMap<RequestContext, AnalysisLoaders>();

/** One set per request: what it remembers must not outlive the reader it serves. */
export function loadersOf(context: RequestContext): AnalysisLoaders {
  const known = perRequest.get(context);
  if (known) return known;
  const made: AnalysisLoaders = {
    evidence: graphLoader((ids) => fetchEvidence(context, ids)),
    research: graphLoader((ids) => fetchResearch(context, ids)),
    chains: new DataLoader((wanted) => chainsOf(context, wanted), { cacheKeyFn: (each) => JSON.stringify(each) }),
  };
  perRequest.set(context, made);
  return made;
}

function graphLoader(fetch: (ids: readonly string[]) => ReturnType<typeof fetchEvidence>) {
  return new DataLoader<string, EvidenceGraph>(async (ids) => {
    const graph = new EvidenceGraph(await fetch(ids));
    return ids.map(() => graph);
  });
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
