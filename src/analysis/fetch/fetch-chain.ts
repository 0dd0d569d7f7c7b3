import { stepsAlong } from '../../store/steps-along.ts';
import { displayHeader, type QueryContext } from './walk.ts';
import { chainSteps, type ChainQuestion } from '../chain.ts';
import type { SubGraph } from '../evidence-graph.ts';
import type { TruncationName } from '../vocabulary.ts';

const mostNodes = 10_000;

/** Everything within the steps of some chains, and whether there were too many entries. 1 statement. */
export async function fetchChains(
  { store, signal }: QueryContext,
  ids: readonly string[],
  { direction, maxDepth }: Pick<ChainQuestion, 'direction' | 'maxDepth'>,
): Promise<{ readonly graph: SubGraph; readonly cut: readonly TruncationName[] }> {
  const way = direction === 'FORWARD' ? 'forward' : 'backward';
  const { nodes, edges, truncated } = await store.reach(
    {
      from: ids,
      steps: stepsAlong(way, chainSteps),
      // One step further tells whether the chain goes on.
      maxDepth: maxDepth + 1,
      maxNodes: mostNodes,
      header: displayHeader,
      attributes: {
        EvidenceLink: ['stance', 'directness', 'basis'],
        EvidenceSource: ['identified', 'standing'],
        Passage: ['section', 'anchor'],
      },
    },
    signal,
  );
  return { graph: { nodes, edges }, cut: truncated && nodes.length >= mostNodes ? ['NODES'] : [] };
}
