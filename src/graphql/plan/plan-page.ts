import { encodeCursor } from '../cursor.ts';
import { highlightsOf } from '../highlight.ts';
import type { Selection } from '../../store/read-plan.ts';
import type { NodeOutput, PagePart, PageRead, RowPart, WriteKey } from '../../store/read/output-program.ts';
import { all, both, constant, map, sum, type Deferred } from './deferred.ts';
import { mergeSelections } from './merge-selections.ts';
import { objectOutput } from '../../store/read/object-output.ts';
import { objectTypes, subfields, type SelectedField } from './operation-fields.ts';
import { valuePart } from './plan-value.ts';
import type { Planning } from './planning.ts';
import { concatenated, usesBy, type QuestionUse } from './question-use.ts';

/** What is wanted of the nodes at one place: what is read, how it is written, and what may hang below one. */
export interface PlannedNodes {
  readonly select: Deferred<Selection>;
  readonly text: NodeOutput;
  /** Nodes of the answer. */
  readonly cost: Deferred<number>;
  /** Questions that are computed. */
  readonly uses: Deferred<readonly QuestionUse[]>;
}

/** What a connection wants: its nodes, reached through `edges`, `nodes` or both, and what is told of the page. */
export interface PlannedPage {
  readonly wanted: { readonly rows: boolean; readonly count: boolean; readonly edgeAttributes: readonly string[] };
  readonly select: Deferred<Selection>;
  readonly parts: readonly PagePart[];
  /** What an answer may hold for a page of this size: the nodes of the page, and all below them. */
  weight(first: Deferred<number>): Pick<PlannedNodes, 'cost' | 'uses'>;
}

interface Place {
  readonly depth: number;
  /** Plans the nodes of the page; handed in, because nodes and pages are planned in turns. */
  readonly nodes: (planning: Planning, field: SelectedField, depth: number) => PlannedNodes;
  /** The list that the page's cursors belong to. */
  readonly scopeOf: (read: PageRead) => string;
}

export function planPage(planning: Planning, field: SelectedField, place: Place): PlannedPage {
  const page = new PagePlanner(planning, place);
  return page.plan(field);
}

class PagePlanner {
  readonly #planning: Planning;
  readonly #place: Place;
  readonly #selections: Deferred<Selection>[] = [];
  readonly #costs: Deferred<number>[] = [];
  readonly #uses: Deferred<readonly QuestionUse[]>[] = [];
  readonly #edgeAttributes = new Set<string>();

  constructor(planning: Planning, place: Place) {
    this.#planning = planning;
    this.#place = place;
  }

  plan(field: SelectedField): PlannedPage {
    const wanted = { rows: false, count: false };
    const written: [string, readonly PagePart[]][] = [];
    for (const part of this.#fields(field)) {
      if (part.name === 'totalCount') wanted.count = true;
      else if (part.name !== '__typename') wanted.rows = true;
      written.push([part.responseKey, this.#part(part)]);
    }
    const [below, uses] = [sum(this.#costs), concatenated(this.#uses)];
    return {
      wanted: { ...wanted, edgeAttributes: [...this.#edgeAttributes] },
      select: map(all(this.#selections), mergeSelections),
      parts: objectOutput(written),
      weight: (first) => ({
        cost: both(first, below, (size, each) => size * each),
        uses: both(first, uses, (size, each) => usesBy(size, each)),
      }),
    };
  }

  #part(part: SelectedField): readonly PagePart[] {
    switch (part.name) {
      case '__typename':
        return [JSON.stringify(part.parent.name)];
      case 'totalCount':
        return [{ is: 'count' }];
      case 'pageInfo':
        return objectOutput<Exclude<PagePart, string>>(
          this.#fields(part).map((item) => [item.responseKey, this.#pageInfo(item)] as const),
        );
      case 'nodes':
        return [{ is: 'rows', row: [this.#node(part)] }];
      case 'edges':
        return [
          {
            is: 'rows',
            row: objectOutput<Exclude<RowPart, string>>(
              this.#fields(part).map((item) => [item.responseKey, [this.#edge(item)]] as const),
            ),
          },
        ];
      default:
        throw new TypeError(`A connection has no field ${part.name}.`);
    }
  }

  #pageInfo({ name, parent }: SelectedField): readonly PagePart[] {
    const write = this.#cursor;
    switch (name) {
      case '__typename':
        return [JSON.stringify(parent.name)];
      case 'hasNextPage':
        return [{ is: 'more' }];
      case 'hasPreviousPage':
        return [{ is: 'before' }];
      case 'startCursor':
        return [{ is: 'first', write }];
      case 'endCursor':
        return [{ is: 'last', write }];
      default:
        throw new TypeError(`PageInfo has no field ${name}.`);
    }
  }

  #edge(part: SelectedField): RowPart {
    switch (part.name) {
      case '__typename':
        return JSON.stringify(part.parent.name);
      case 'node':
        return this.#node(part);
      case 'cursor':
        return { is: 'key', write: this.#cursor };
      case 'highlights':
        return this.#highlights(part);
      default:
        this.#edgeAttributes.add(part.name);
        return { is: 'edge', value: valuePart(this.#planning, part) };
    }
  }

  #node(part: SelectedField): RowPart {
    const { select, text, cost, uses } = this.#place.nodes(this.#planning, part, this.#place.depth);
    this.#selections.push(select);
    this.#costs.push(map(cost, (below) => below + 1));
    this.#uses.push(uses);
    return { is: 'node', node: text };
  }

  /** Highlights are made from what search looks at, so that has to be read. */
  #highlights(part: SelectedField): RowPart {
    const { model } = this.#planning;
    const searchable = Object.entries(model.kinds).map(([kind, { attributes }]) => {
      const names = Object.entries(attributes).filter(([, { search }]) => search !== undefined);
      return [kind, { attributes: names.map(([name]) => name), relations: {} }] as const;
    });
    this.#selections.push(constant(Object.fromEntries(searchable)));
    const pick = this.#highlightFields(part);
    return {
      is: 'made',
      write: ({ node }, read) => JSON.stringify(highlightsOf(model, node, 'words' in read ? read.words : []).map(pick)),
    };
  }

  /** Takes from a highlight what is selected of it, in that order. */
  #highlightFields(part: SelectedField): (value: object) => unknown {
    const fields = this.#fields(part).map((field) => {
      const inner = field.name === 'ranges' ? this.#highlightFields(field) : undefined;
      return { field, inner };
    });
    return (value) =>
      Object.fromEntries(
        fields.map(({ field, inner }) => {
          const found: unknown = field.name === '__typename' ? field.parent.name : Reflect.get(value, field.name);
          return [field.responseKey, inner ? (found as object[]).map(inner) : found];
        }),
      );
  }

  readonly #cursor: WriteKey = (key, read) => JSON.stringify(encodeCursor(this.#place.scopeOf(read), key));

  #fields(field: SelectedField): SelectedField[] {
    return objectTypes(this.#planning.operation, field.definition.type).flatMap((type) =>
      subfields(this.#planning.operation, type, field.nodes),
    );
  }
}
