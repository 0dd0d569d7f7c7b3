import { traversalOf, type Model, type Traversal } from '../domain/model.ts';
import { sumOf } from '../support/sum-of.ts';
import { foldFilter } from './fold-filter.ts';
import type { Filter, ReadPlan, RelationRead, RootRead, Selection } from './read-plan.ts';
import type { StoreCounts } from './store.ts';

/*
 * How many rows a read may visit, at most, beside the nodes that it answers with: what filters and searches look at. The
 * bound comes from the counts of the store and from the values of the request, and holds for both engines:
 *
 *   a filter           the nodes that it is put to; then, once for the statement, for each condition along a
 *                      relationship all its edges and all nodes at its far ends, and for each search the whole index
 *   a filter of a list all nodes of the kind, for the rows and again for the count; only those named where ids are
 *   a filter of a page the edges of its nodes: all of the relationship for each page of distinct nodes, as every edge
 *                      has one near end, and never more for one node than there are nodes at the far end
 *   a search           a tenth of the index for each word, as postings lie side by side; then, as an engine ranks all
 *                      that it finds, three times the index
 */

/** Lengths, rows and ranks of what a search finds. */
const visitsOfFound = 3;
/** Postings that are passed while one row is visited: they lie side by side, and nothing is looked up for them. */
const postingsOfVisit = 10;

/** How many nodes a search finds, where that is known better than by the counts of the store. */
export type Found = (words: readonly string[]) => number | undefined;

/** The most rows that a read visits for filters and searches. */
export function workOfRead(model: Model, counts: StoreCounts, { roots }: ReadPlan, found?: Found): number {
  const work = new ReadWork(model, counts, found);
  return sumOf(Object.values(roots), (root) => work.root(root));
}

/** How many conditions all filters of a read have together. */
export const conditionsOfRead = ({ roots }: ReadPlan): number =>
  sumOf(Object.values(roots), (root) => conditionsOf('filter' in root ? root.filter : undefined) + below(root.select));

const below = (select: Selection): number =>
  sumOf(Object.values(select), ({ relations }) =>
    sumOf(Object.values(relations), ({ filter, select: further }) => conditionsOf(filter) + below(further)),
  );

function conditionsOf(filter: Filter | undefined): number {
  if (!filter) return 0;
  if ('all' in filter) return sumOf(filter.all, conditionsOf);
  if ('any' in filter) return sumOf(filter.any, conditionsOf);
  if ('not' in filter) return conditionsOf(filter.not);
  return 'field' in filter ? 1 + conditionsOf(filter.some) : 1;
}

/** Nodes whose relations are read: how many, and in how many groups of distinct ones. */
interface Parents {
  readonly nodes: number;
  readonly groups: number;
}

class ReadWork {
  readonly #model: Model;
  readonly #counts: StoreCounts;
  readonly #found: Found;

  constructor(model: Model, counts: StoreCounts, found: Found = () => undefined) {
    this.#model = model;
    this.#counts = counts;
    this.#found = found;
  }

  root(read: RootRead): number {
    switch (read.by) {
      case 'ids': {
        const nodes = read.ids.length;
        return this.#below(read.select, { nodes, groups: 1 + nodes - new Set(read.ids).size });
      }
      case 'list': {
        const { kind, filter, rows, count, page } = read;
        const scans = (rows ? 1 : 0) + (count ? 1 : 0);
        const own = filter ? scans * this.#candidates(kind, filter) + this.#filter(kind, filter) : 0;
        return own + this.#below(read.select, { nodes: page.first, groups: 1 });
      }
      case 'search': {
        const { words, rows, count, page } = read;
        const scans = (rows ? 1 : 0) + (count ? 1 : 0);
        const own = scans * (this.#postings(words) + visitsOfFound * (this.#found(words) ?? this.#allNodes()));
        return own + this.#below(read.select, { nodes: page.first, groups: 1 });
      }
      default:
        return read satisfies never;
    }
  }

  #below(select: Selection, parents: Parents): number {
    return sumOf(Object.entries(select), ([kind, { relations }]) =>
      sumOf(Object.values(relations), (read) => this.#relation(kind, read, parents)),
    );
  }

  #relation(kind: string, read: RelationRead, { nodes, groups }: Parents): number {
    const { filter, rows, count, page, select } = read;
    const traversal = traversalOf(this.#model, kind, read.field);
    const below = this.#below(select, { nodes: nodes * page.first, groups: nodes });
    if (!filter) return below;
    const scans = (rows ? 1 : 0) + (count ? 1 : 0);
    const edges = Math.min(groups * this.#edges(traversal), nodes * this.#targets(traversal));
    return below + scans * edges + sumOf(traversal.targets, (target) => this.#filter(target, filter));
  }

  /** Nodes that a filter of a list is put to. */
  #candidates(kind: string, filter: Filter): number {
    const all = this.#nodes(kind);
    const folded = foldFilter(filter);
    const parts = 'all' in folded ? folded.all : [folded];
    return Math.min(all, ...parts.flatMap((part) => ('in' in part && part.attribute === 'id' ? [part.in.length] : [])));
  }

  /** What a filter visits once, whatever it is put to. */
  #filter(kind: string, filter: Filter): number {
    if ('all' in filter) return this.#all(kind, filter.all);
    if ('any' in filter) return sumOf(filter.any, (part) => this.#filter(kind, part));
    if ('not' in filter) return this.#filter(kind, filter.not);
    if ('words' in filter) return sumOf(filter.words, (words) => this.#postings(words) + this.#allNodes());
    if ('in' in filter) return filter.in.length;
    if (!('field' in filter)) return 0;
    const traversal = traversalOf(this.#model, kind, filter.field);
    const ends = sumOf(traversal.targets, (target) => this.#filter(target, filter.some));
    return this.#edges(traversal) + this.#targets(traversal) + ends;
  }

  /** What is asked of another kind may name what this kind does not have. */
  #all(kind: string, parts: readonly Filter[]): number {
    const excluded = parts.some((part) => 'kinds' in part && !part.kinds.includes(kind));
    return excluded ? 0 : sumOf(parts, (part) => this.#filter(kind, part));
  }

  /** Of all words, each of which any node may hold. */
  #postings(words: readonly string[]): number {
    return Math.ceil((words.length * this.#allNodes()) / postingsOfVisit);
  }

  #nodes(kind: string): number {
    return this.#counts.nodes[kind] ?? 0;
  }

  #allNodes(): number {
    return sumOf(Object.values(this.#counts.nodes), (count) => count);
  }

  #edges({ relationship }: Traversal): number {
    return this.#counts.edges[relationship.name] ?? 0;
  }

  #targets({ targets }: Traversal): number {
    return sumOf(targets, (kind) => this.#nodes(kind));
  }
}
