import { chain, chainWithRelay, coldChain, knownChain, repeatedChain } from './chain.ts';
import { hubCount, hubDeep, hubFirst, smallNode } from './hub.ts';
import type { Read } from './read.ts';
import { oneNode, rareWordSearch, unionLevel } from './small.ts';
import { wide } from './wide.ts';

/** In the order they are measured: the chain, of which most targets are made, when its servers have run for a while. */
export const reads: readonly Read[] = [
  chainWithRelay,
  unionLevel,
  wide,
  hubFirst,
  hubDeep,
  smallNode,
  hubCount,
  rareWordSearch,
  oneNode,
  repeatedChain,
  chain,
  coldChain,
  knownChain,
];
