import { memberOf, traversalOf, type Model, type Traversal } from '../domain/model.ts';
import { sumOf } from '../support/sum-of.ts';
import type { Filter } from './read-plan.ts';
import type { StoreCounts } from './store.ts';

/** A condition along a relationship. */
export type Along = Extract<Filter, { readonly field: string }>;

/** The nodes that a condition is put to. */
export interface Candidates {
  /** About how many there are. */
  readonly count: number;
  /** Whether one node may be among them several times: then what is looked up at each would be multiplied. */
  readonly repeated: boolean;
}

/**
 * What filters visit, from the counts of the store. A condition along a relationship is answered in one of two ways: as
 * a set, found once for the whole statement from its far end; or by looking along the edges of each candidate. The set
 * costs its far nodes and their edges. The look costs the edges of all candidates, which is never more than there are,
 * as long as no candidate comes twice; so only the outermost condition may be looked up in that way, or one along a field
 * with one end. Either way the work of a filter is bounded by the sum of the sets that it names.
 */
export class FilterSizes {
  readonly #model: Model;
  readonly #counts: StoreCounts;

  constructor(model: Model, counts: StoreCounts) {
    this.#model = model;
    this.#counts = counts;
  }

  /** How many nodes there are of a kind. */
  nodes(kind: string): number {
    return this.#counts.nodes[kind] ?? 0;
  }

  /** How many edges there are of the relationship, of all its from-kinds. */
  edges({ relationship }: Pick<Traversal, 'relationship'>): number {
    return this.#counts.edges[relationship.name] ?? 0;
  }

  /** Whether a condition is better answered as a set than by a look at each of the candidates. */
  isSetBetter(kind: string, condition: Along, { count, repeated }: Candidates): boolean {
    const traversal = traversalOf(this.#model, kind, condition.field);
    const single = traversal.field.cardinality === 'one';
    if (repeated && !single) return true;
    const found = this.#targets(traversal, condition.some);
    const looks = single ? count : count * this.degree(traversal);
    // The set is as a rule smaller than its bound; a look is spared only where a page is full before its end.
    return found.visited + found.edges < 2 * looks;
  }

  /** About how many nodes of a kind are looked at, one after the other, until so many meet a filter. */
  tried(kind: string, filter: Filter, wanted: number): number {
    const all = this.nodes(kind);
    return Math.min(all, Math.ceil((wanted * all) / Math.max(1, this.matching(kind, filter))));
  }

  /** About how many edges of a relationship a node of the kind has. */
  degree(traversal: Traversal): number {
    return Math.ceil(this.edges(traversal) / Math.max(1, this.nodes(traversal.owner)));
  }

  /** About how many nodes of a kind meet a filter: what nothing is known of, all may meet. */
  matching(kind: string, filter: Filter): number {
    const all = this.nodes(kind);
    if ('all' in filter) return leastOf(all, filter.all, (part) => this.matching(kind, part));
    if ('any' in filter)
      return Math.min(
        all,
        sumOf(filter.any, (part) => this.matching(kind, part)),
      );
    if ('kinds' in filter) return filter.kinds.includes(kind) ? all : 0;
    if ('field' in filter) {
      // Where kinds are mixed, only some of them have the field.
      const member = memberOf(this.#model, kind, filter.field);
      return member?.is === 'relationship' ? Math.min(all, this.#targets(member.traversal, filter.some).edges) : 0;
    }
    return 'in' in filter && filter.attribute === 'id' ? Math.min(all, filter.in.length) : all;
  }

  /** About how many nodes of a kind are looked at to find all that meet a filter. */
  visited(kind: string, filter: Filter): number {
    if ('all' in filter) return leastOf(this.nodes(kind), filter.all, (part) => this.visited(kind, part));
    return 'field' in filter || 'in' in filter || 'kinds' in filter ? this.matching(kind, filter) : this.nodes(kind);
  }

  /** What is visited at the far ends of a relationship, and about how many edges lead there. */
  #targets(traversal: Traversal, some: Filter) {
    const { targets } = traversal;
    const nodes = sumOf(targets, (kind) => this.nodes(kind));
    const matching = sumOf(targets, (kind) => this.matching(kind, some));
    return {
      visited: sumOf(targets, (kind) => this.visited(kind, some)),
      edges: Math.ceil((this.edges(traversal) * matching) / Math.max(1, nodes)),
    };
  }
}

/** Behind a part that nothing meets the others are left alone: they may name what this kind does not have. */
function leastOf(all: number, parts: readonly Filter[], of: (part: Filter) => number): number {
  let least = all;
  for (const part of parts) if (least > 0) least = Math.min(least, of(part));
  return least;
}
