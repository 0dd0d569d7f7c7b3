import { kindOfId } from '../../src/domain/ids.ts';
import { traversalOf, type Model } from '../../src/domain/model.ts';
import { foldFilter } from '../../src/store/fold-filter.ts';
import type { Filter, IdsRead, ListRead, ReadPlan, SearchRead } from '../../src/store/read-plan.ts';
import type { PlanPart, RelationPart } from '../../src/store/read/emitter.ts';
import { keyRange } from '../../src/store/read/key-range.ts';
import type { PageRead } from '../../src/store/read/output-program.ts';
import {
  kindsSought,
  searchCandidates,
  searchTiers,
  wholeName,
  wordsWithin,
} from '../../src/store/read/search-ranking.ts';
import type { IdsValues, PageValues, RowValues, ValueSource } from '../../src/store/read/value-source.ts';
import { holdsWords, meetsFilter } from './meets-filter.ts';
import type { MemoryGraph, MemoryNode } from './memory-graph.ts';

/** A node on a page: its key there, and the attributes of the edge by which it was reached. */
export interface MemoryRow {
  readonly node: MemoryNode;
  readonly key: string;
  readonly edge?: Readonly<Record<string, unknown>>;
}

export interface MemoryAnswer {
  readonly plan: ReadPlan;
  readonly graph: MemoryGraph;
}

/** The reads of an engine that keeps its graph in memory. */
export class MemorySource implements ValueSource<MemoryRow, MemoryAnswer> {
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  ids({ read, at }: PlanPart<IdsRead>): IdsValues<MemoryRow, MemoryAnswer> {
    const kinds = [...new Set(read.ids.flatMap((id) => kindOfId(this.#model, id) ?? []))];
    const find =
      () =>
      ({ plan, graph }: MemoryAnswer) =>
        at(plan).ids.map((id) => rowOf(graph.nodes.get(id)));
    return { row: this.#row(kinds), find };
  }

  rootPage({ read, at }: PlanPart<ListRead | SearchRead>): PageValues<MemoryRow, MemoryAnswer> {
    const kinds = read.by === 'list' ? [read.kind] : kindsSought(this.#model, read);
    return this.#page(kinds, at, ({ plan, graph }) => {
      const request = at(plan);
      return request.by === 'list' ? this.#listed(graph, request) : found(graph, request, kinds);
    });
  }

  #listed(graph: MemoryGraph, { kind, order, filter }: ListRead): MemoryRow[] {
    const meets = this.#meeting(graph, filter);
    const nodes = [...graph.nodes.values()].filter((node) => node.kind === kind && meets(node));
    return nodes.map((node) => ({ node, key: node.orders[order] ?? '' }));
  }

  #meeting(graph: MemoryGraph, filter: Filter | undefined): (node: MemoryNode) => boolean {
    return filter ? meetsFilter(this.#model, graph, foldFilter(filter)) : () => true;
  }

  #row(kinds: readonly string[]): RowValues<MemoryRow, MemoryAnswer> {
    return {
      kinds,
      kindOf: ({ node }) => kinds.indexOf(node.kind),
      key: () => (row) => row.key,
      value:
        (_, name) =>
        ({ node }) =>
          node.values[name],
      edgeValue:
        (name) =>
        ({ edge }) =>
          edge?.[name],
      relation: (relation) => this.#relation(relation),
    };
  }

  #relation({ read, at, kind }: RelationPart): PageValues<MemoryRow, MemoryAnswer> {
    const { type, direction, targets } = traversalOf(this.#model, kind, read.field);
    return this.#page(targets, at, ({ plan, graph }, parent) => {
      const meets = this.#meeting(graph, at(plan).filter);
      const edges = graph.edges.get(`${type} ${direction} ${parent.node.id}`) ?? [];
      return edges.flatMap(({ from, to, key, attributes }) => {
        const node = graph.nodes.get(direction === 'forward' ? to : from);
        return node && meets(node) ? [{ node, key, edge: attributes }] : [];
      });
    });
  }

  #page(
    kinds: readonly string[],
    at: (plan: ReadPlan) => PageRead,
    all: (answer: MemoryAnswer, parent: MemoryRow) => readonly MemoryRow[],
  ): PageValues<MemoryRow, MemoryAnswer> {
    const rows = (answer: MemoryAnswer, parent: MemoryRow) => onPage(all(answer, parent), at(answer.plan));
    const find = () => ({ rows, count: (answer: MemoryAnswer, parent: MemoryRow) => all(answer, parent).length });
    return { row: this.#row(kinds), find };
  }
}

const rowOf = (node: MemoryNode | undefined): MemoryRow | undefined => node && { node, key: '' };

function found({ nodes }: MemoryGraph, { words }: SearchRead, kinds: readonly string[]): MemoryRow[] {
  const holding = [...nodes.values()].filter((node) => kinds.includes(node.kind) && holdsWords(node, words));
  return holding.slice(0, searchCandidates).map((node) => ({ node, key: tierOf(node, words) + node.searchPlace }));
}

function tierOf({ names }: MemoryNode, words: readonly string[]): string {
  if (names.includes(wholeName(words))) return searchTiers.name;
  return wordsWithin(words).every((word) => names.includes(word)) ? searchTiers.names : searchTiers.texts;
}

/** By code point, as every engine does. */
const compareKeys = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** The rows of a page in their order, and the one behind it. */
function onPage(rows: readonly MemoryRow[], read: PageRead): MemoryRow[] {
  const { than, start } = keyRange('descending' in read && read.descending);
  const after = read.page.after ?? start;
  const isBehind =
    than === '>' ? (key: string) => compareKeys(key, after) > 0 : (key: string) => compareKeys(key, after) < 0;
  const inOrder = rows.filter(({ key }) => isBehind(key)).toSorted((one, other) => compareKeys(one.key, other.key));
  if (than === '<') inOrder.reverse();
  return inOrder.slice(0, read.page.first + 1);
}
