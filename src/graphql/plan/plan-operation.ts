import type { FieldNode } from 'graphql';
import { DomainError, invalidArgument } from '../../domain/errors.ts';
import { nodeIdOf } from '../../domain/ids.ts';
import { headerAttributes } from '../../domain/node.ts';
import { memberOf, type Model, type Traversal } from '../../domain/model.ts';
import type { NodeSelection, ReadPlan, RelationRead, RootRead, Selection } from '../../store/read-plan.ts';
import type { PagePlan } from '../connection.ts';
import { listOrderOf } from '../types/order-enum.ts';
import { filterOf, searchWordsOf } from './filter-of.ts';
import {
  argumentsOf,
  objectTypes,
  rootFields,
  subfields,
  type Operation,
  type SelectedField,
} from './operation-fields.ts';
import { mergeSelections } from './merge-selections.ts';
import { pageOf } from './page-of.ts';

/** Deepest nesting of nodes in one answer. */
export const deepestPlan = 10;

/** The whole operation as one read plan, and what resolvers need to find their part of the answer again. */
export interface OperationPlan {
  readonly plan: ReadPlan;
  /** The key of a relation in its `NodeRow`, by the first AST node of the field. */
  readonly relationKeys: ReadonlyMap<FieldNode, string>;
  /** Page of each connection, by the first AST node of the field. */
  readonly pages: ReadonlyMap<FieldNode, PagePlan>;
}

/** Roots that are not reads of the graph by plan, such as analysis fields, are left to their own resolvers. */
export function planOperation(model: Model, operation: Operation): OperationPlan {
  const planner = new Planner(model, operation);
  const roots = rootFields(operation).flatMap((field) => {
    const read = planner.root(field);
    return read ? [[field.responseKey, read] as const] : [];
  });
  return { plan: { roots: Object.fromEntries(roots) }, relationKeys: planner.relationKeys, pages: planner.pages };
}

interface Rows {
  readonly rows: boolean;
  readonly count: boolean;
  readonly select: Selection;
  readonly edgeAttributes: readonly string[];
}

class Planner {
  readonly relationKeys = new Map<FieldNode, string>();
  readonly pages = new Map<FieldNode, PagePlan>();
  readonly #model: Model;
  readonly #operation: Operation;

  constructor(model: Model, operation: Operation) {
    this.#model = model;
    this.#operation = operation;
  }

  root(field: SelectedField): RootRead | undefined {
    const given = argumentsOf(this.#operation, field);
    if (field.name === 'node' || field.name === 'nodes') return this.#byIds(field, given, undefined);
    if (field.name === 'search') return this.#search(field, given);
    const kind = Object.entries(this.#model.kinds).find(([, { singular, plural }]) =>
      [singular, plural].includes(field.name),
    );
    if (!kind) return undefined;
    const [name, { singular }] = kind;
    return field.name === singular ? this.#byIds(field, given, name) : this.#list(field, given, name);
  }

  #byIds(field: SelectedField, given: Record<string, unknown>, kind: string | undefined): RootRead {
    const [argument, values] = 'ids' in given ? ['ids', given['ids'] as string[]] : ['id', [given['id'] as string]];
    if (values.length > mostIds)
      throw invalidArgument('ids', `ids may list ${mostIds} ids at most; got ${values.length}.`);
    const ids = values.map((id) => nodeIdOf(this.#model, id, argument ?? 'id', kind));
    return { by: 'ids', ids, select: this.#selection(field, 1) };
  }

  #list(field: SelectedField, given: Record<string, unknown>, kind: string): RootRead {
    const definition = this.#model.kinds[kind];
    if (!definition) throw new TypeError(`${kind} is not a kind.`);
    const order = listOrderOf(definition, String(given['orderBy']));
    const page = this.#page(field, `${kind} ${String(given['orderBy'])}`, given);
    const { rows, count, select } = this.#rows(field, 1);
    const filter = this.#filter(kind, given);
    return { by: 'list', kind, ...order, page, rows, count, select, ...filter };
  }

  #search(field: SelectedField, given: Record<string, unknown>): RootRead {
    const words = searchWordsOf('text', String(given['text']));
    const kinds = [...new Set((given['kinds'] as string[] | null | undefined) ?? [])];
    const page = this.#page(field, `search ${words.join(' ')} ${kinds.toSorted().join(' ')}`, given);
    const { rows, count, select } = this.#rows(field, 1);
    return { by: 'search', words, kinds, page, rows, count, select };
  }

  #page(field: SelectedField, scope: string, given: Record<string, unknown>) {
    const page = pageOf(scope, given);
    const [node] = field.nodes;
    if (node) this.pages.set(node, page);
    return { first: page.first, after: page.after };
  }

  #filter(kind: string, given: Record<string, unknown>) {
    const filter = given['filter'] as Record<string, unknown> | null | undefined;
    return filter ? { filter: filterOf(this.#model, kind, filter) } : {};
  }

  /** What a connection field wants: its nodes, reached through `edges`, `nodes` or both, and the count. */
  #rows(field: SelectedField, depth: number): Rows {
    const wanted = { rows: false, count: false, edgeAttributes: new Set<string>(), selections: [] as Selection[] };
    for (const type of objectTypes(this.#operation, field.definition.type)) {
      for (const part of subfields(this.#operation, type, field.nodes)) {
        if (part.name === 'totalCount') wanted.count = true;
        else wanted.rows = true;
        if (part.name === 'nodes') wanted.selections.push(this.#selection(part, depth));
        if (part.name === 'edges') this.#edges(part, depth, wanted);
      }
    }
    return { ...wanted, select: mergeSelections(wanted.selections), edgeAttributes: [...wanted.edgeAttributes] };
  }

  #edges(field: SelectedField, depth: number, wanted: { edgeAttributes: Set<string>; selections: Selection[] }): void {
    for (const type of objectTypes(this.#operation, field.definition.type)) {
      for (const part of subfields(this.#operation, type, field.nodes)) {
        if (part.name === 'node') wanted.selections.push(this.#selection(part, depth));
        else if (part.name === 'highlights') wanted.selections.push(this.#searchable());
        else if (part.name !== 'cursor') wanted.edgeAttributes.add(part.name);
      }
    }
  }

  /** Highlights are made from what search looks at, so that has to be read. */
  #searchable(): Selection {
    return Object.fromEntries(
      Object.entries(this.#model.kinds).map(([kind, { attributes }]) => {
        const names = Object.entries(attributes).filter(([, { search }]) => search !== undefined);
        return [kind, { attributes: names.map(([name]) => name), relations: {} }];
      }),
    );
  }

  #selection(field: SelectedField, depth: number): Selection {
    if (depth > deepestPlan) {
      throw new DomainError(
        'LIMIT_EXCEEDED',
        `An answer may nest ${deepestPlan} levels of nodes; "${field.responseKey}" is one too many.`,
      );
    }
    const types = objectTypes(this.#operation, field.definition.type);
    return Object.fromEntries(
      types.map((type) => [
        type.name,
        this.#nodeSelection(type.name, subfields(this.#operation, type, field.nodes), depth),
      ]),
    );
  }

  #nodeSelection(kind: string, fields: readonly SelectedField[], depth: number): NodeSelection {
    const attributes = new Set<string>();
    const relations: Record<string, RelationRead> = {};
    for (const field of fields) {
      const member = memberOf(this.#model, kind, field.name);
      if (member?.is === 'relationship')
        relations[this.#relationKey(field)] = this.#relation(member.traversal, field, depth);
      else if (member?.is === 'attribute' || isHeader(field.name)) attributes.add(field.name);
    }
    return { attributes: [...attributes], relations };
  }

  #relation(traversal: Traversal, field: SelectedField, depth: number): RelationRead {
    const common = { field: traversal.field.field };
    if (traversal.field.cardinality === 'one') {
      const select = this.#selection(field, depth + 1);
      return { ...common, page: { first: 1, after: null }, rows: true, count: false, edgeAttributes: [], select };
    }
    const given = argumentsOf(this.#operation, field);
    const page = this.#page(field, `${traversal.type} ${traversal.direction} ${traversal.owner}`, given);
    const filter = traversal.targets.length === 1 ? this.#filter(traversal.targets[0] ?? '', given) : {};
    return { ...common, page, ...this.#rows(field, depth + 1), ...filter };
  }

  /** One key for one place in the document: aliases with other arguments can never meet under the same key. */
  #relationKey({ nodes }: SelectedField): string {
    const [node] = nodes;
    if (!node) throw new TypeError('A selected field has at least one node.');
    const known = this.relationKeys.get(node) ?? `#${this.relationKeys.size}`;
    this.relationKeys.set(node, known);
    return known;
  }
}

const mostIds = 100;
const headers = new Set<string>(headerAttributes);
const isHeader = (name: string) => headers.has(name);
