import { chain, chainWithRelay, coldChain, knownChain, repeatedChain } from './chain.ts';
import { hubCount, hubDeep, hubFirst, smallNode } from './hub.ts';
import type { Read } from './read.ts';
import { oneNode, rareWordSearch, unionLevel } from './small.ts';
import { wide } from './wide.ts';

/**
 * In the order they are measured: first those of which targets are made, the chain among them when its servers have run for
 * a while, and before new texts, whose garbage would count as its memory; what comes behind them is left out where the time is over.
 */
export const reads: readonly Read[] = [
  repeatedChain,
  hubFirst,
  hubDeep,
  smallNode,
  chain,
  coldChain,
  knownChain,
  chainWithRelay,
  unionLevel,
  hubCount,
  rareWordSearch,
  oneNode,
  wide,
];
