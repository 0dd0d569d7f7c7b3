import { memberOf, traversalOf, type Model } from '../../src/domain/model.ts';
import type { Filter } from '../../src/store/read-plan.ts';
import { upperEnd } from '../../src/store/read/key-range.ts';
import { wordsWithin } from '../../src/store/read/search-ranking.ts';
import type { MemoryGraph, MemoryNode } from './memory-graph.ts';

/** Whether a node meets a filter. */
export function meetsFilter(model: Model, graph: MemoryGraph, filter: Filter): (node: MemoryNode) => boolean {
  const meets = (node: MemoryNode, each: Filter): boolean => {
    if ('all' in each) return each.all.every((part) => meets(node, part));
    if ('any' in each) return each.any.some((part) => meets(node, part));
    if ('not' in each) return !meets(node, each.not);
    if ('kinds' in each) return each.kinds.includes(node.kind);
    if ('words' in each) return each.words.some((words) => holdsWords(node, words));
    if ('field' in each) {
      if (memberOf(model, node.kind, each.field)?.is !== 'relationship') return false;
      return farNodes(model, graph, { node, field: each.field }).some((far) => meets(far, each.some));
    }
    const value = node.values[each.attribute];
    if ('in' in each) return [value].flat().some((item) => each.in.some((wanted) => wanted === item));
    return isWithin(value, each);
  };
  return (node) => meets(node, filter);
}

/** Whether every word is in a node's names or texts. */
export function holdsWords({ names, texts }: MemoryNode, words: readonly string[]): boolean {
  return wordsWithin(words).every((word) => ` ${names} ${texts} `.includes(word));
}

function isWithin(value: unknown, { from, to }: { from?: string | number; to?: string | number }): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  return (from === undefined || value >= from) && (to === undefined || value <= upperEnd(to));
}

function farNodes(
  model: Model,
  graph: MemoryGraph,
  { node, field }: { node: MemoryNode; field: string },
): MemoryNode[] {
  const { type, direction } = traversalOf(model, node.kind, field);
  const edges = graph.edges.get(`${type} ${direction} ${node.id}`) ?? [];
  return edges.flatMap(({ from, to }) => graph.nodes.get(direction === 'forward' ? to : from) ?? []);
}
