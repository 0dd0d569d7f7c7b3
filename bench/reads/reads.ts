import { chain, chainWithRelay, coldChain, knownChain, repeatedChain } from './chain.ts';
import { hubCount, hubDeep, hubFirst, smallNode } from './hub.ts';
import type { Read } from './read.ts';
import { oneNode, rareWordSearch, unionLevel } from './small.ts';
import { wide } from './wide.ts';

/** In the order they are measured; peak memory is read after the first. */
export const reads: readonly Read[] = [
  chain,
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
  coldChain,
  knownChain,
];
