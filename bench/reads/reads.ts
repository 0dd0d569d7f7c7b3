import { chain, chainWithRelay, coldChain, knownChain, repeatedChain } from './chain.ts';
import { hubCount, hubDeep, hubFirst, smallNode } from './hub.ts';
import type { Read } from './read.ts';
import { oneNode, rareWordSearch, unionLevel } from './small.ts';
import { wide } from './wide.ts';

/** In the order they are measured: the chain before new texts and wide answers, whose garbage would count as its memory. */
export const reads: readonly Read[] = [
  repeatedChain,
  chain,
  hubFirst,
  hubDeep,
  smallNode,
  coldChain,
  knownChain,
  chainWithRelay,
  unionLevel,
  hubCount,
  rareWordSearch,
  oneNode,
  wide,
];
