import type { RelationshipName } from '../../domain/relationships.ts';
import { partialDate, type Attribute, type AttributeTable } from '../../domain/attribute.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { checkAttributes, mostItems } from '../../domain/attribute-schema.ts';
import { validationFailed, type Problem } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import { relationshipOf, type Model } from '../../domain/model.ts';
import { contributedOrder, edgeOrder } from '../../domain/order.ts';
import type { EdgeName, EdgeWrite } from '../../store/change-set.ts';
import { connectionLists, kindsInList, relationshipTo, type ConnectionName } from './connections.ts';
import { nameText } from './edge-name.ts';
import type { MutationContext } from '../requests/mutation-context.ts';
import { withPlainIdentifiers } from './plain-identifiers.ts';
import type { ProposedChange, ProposedNode } from './proposed-change.ts';

/** Something that is there already, by its id, or the attributes of what is to be added. */
export type EntryReference = { readonly id: string } | { readonly attributes: AttributeRecord };

/** An id in an input, and the path of its field, for messages. */
export interface InputId {
  readonly id: string;
  readonly path: string;
}

/** An id that stands in a list of connections of an entry. */
interface ListedEnd {
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

/** A change without a fault in itself, and the ids of its input, which must be in the graph. */
export interface CheckedChange extends ProposedChange {
  readonly inputIds: readonly InputId[];
}

const inWords = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const nothing: ProposedChange = { nodes: [], edges: [], removedEdges: [] };

/** A change while it is put together. Faults are gathered, each with the path of its field, and thrown all at once. */
export class DraftChange {
  readonly model: Model;
  readonly #context: MutationContext;
  readonly #nodes: Map<string, ProposedNode>;
  readonly #edges: Map<string, EdgeWrite>;
  readonly #removedEdges: Map<string, EdgeName>;
  readonly #inputIds: InputId[] = [];
  readonly #problems: Problem[] = [];

  /** `start` is what was made before, and checked. */
  constructor(model: Model, context: MutationContext, { nodes, edges, removedEdges } = nothing) {
    this.model = model;
    this.#context = context;
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    this.#edges = new Map(edges.map((edge) => [nameText(edge), edge]));
    this.#removedEdges = new Map(removedEdges.map((edge) => [nameText(edge), edge]));
  }

  /** A node to be added; gives its id. */
  add(kind: string, path: string, attributes: AttributeRecord): string {
    const id = `${this.#kind(kind).prefix}:${this.#context.newId()}`;
    this.write(kind, path, { id, expectedVersion: 0, attributes });
    return id;
  }

  /** A node as it is to be, in place of how it was before. */
  write(kind: string, path: string, { attributes: input, ...node }: ProposedNode): void {
    const definition = this.#kind(kind);
    const plain = kind === 'EvidenceSource' ? withPlainIdentifiers(input) : input;
    const { attributes, problems } = checkAttributes(definition, plain);
    this.note([...problems, ...futureDates(definition.attributes, attributes, this.#context.at)], path);
    this.#nodes.set(node.id, { ...node, attributes });
  }

  /** How a node of this change is to be. */
  attributesOf(id: string): AttributeRecord | undefined {
    return this.#nodes.get(id)?.attributes;
  }

  /** The id of a node that is there, or of one that is added here. */
  existingOrNew(kind: string, path: string, reference: EntryReference): string {
    return 'id' in reference
      ? this.existing([kind], `${path}.id`, reference.id)
      : this.add(kind, `${path}.new`, reference.attributes);
  }

  /** The id of a node of one of the kinds. That it is there is for whoever writes to find out. */
  existing(kinds: readonly string[], path: string, id: string): string {
    if (kinds.includes(kindOfId(this.model, id) ?? '')) this.#inputIds.push({ id, path });
    else {
      const starts = inWords.format(kinds.map((kind) => `${this.#kind(kind).prefix}:`));
      this.note([{ path: '', message: `must be an id that starts with ${starts}` }], path);
    }
    return id;
  }

  /** Between two nodes there is one edge of a relationship, however often it is asked for. */
  connect(name: RelationshipName, from: string, to: string): void {
    const relationship = relationshipOf(this.model, name);
    if (!relationship) throw new TypeError(`${name} is not a relationship.`);
    const order =
      relationship.order === 'listed'
        ? contributedOrder(this.#context.at)
        : edgeOrder(relationship, 0, this.#nodes.get(from)?.attributes ?? {});
    const edge = { relationship: name, from, to, order, attributes: {} };
    if (!this.#removedEdges.delete(nameText(edge))) this.#edges.set(nameText(edge), edge);
  }

  /** Takes back an edge of this change, or takes one of the graph away. */
  disconnect(edge: EdgeName): void {
    if (!this.#edges.delete(nameText(edge))) this.#removedEdges.set(nameText(edge), edge);
  }

  /** Whether an edge will be there, where `there` says whether it is there before the change. */
  isConnected(edge: EdgeName, there: boolean): boolean {
    return this.#edges.has(nameText(edge)) || (there && !this.#removedEdges.has(nameText(edge)));
  }

  /** Connects an entry with all that a list of ids names. */
  connectAll(name: ConnectionName, from: string, ids: readonly string[]): void {
    this.each(ids, name, (id, path) => this.connectTo(name, { from, to: id, path }));
  }

  /** Connects an entry with one that a list names. */
  connectTo(name: ConnectionName, { from, to, path }: ListedEnd): void {
    const list = connectionLists[name];
    this.existing(kindsInList(list), path, to);
    const relationship = relationshipTo(list, kindOfId(this.model, to));
    if (relationship !== undefined) this.connect(relationship, from, to);
  }

  /** Does something with each item of a list of the input, and its path. */
  each<Item>(items: readonly Item[], path: string, work: (item: Item, path: string) => void): void {
    if (items.length > mostItems) this.note([{ path: '', message: `may have ${mostItems} items at most` }], path);
    else items.forEach((item, index) => work(item, `${path}.${index}`));
  }

  note(problems: readonly Problem[], path: string): void {
    for (const problem of problems)
      this.#problems.push({ ...problem, path: [path, problem.path].filter((part) => part !== '').join('.') });
  }

  /** The change, or `VALIDATION_FAILED` with all that was wrong. */
  checked(): CheckedChange {
    if (this.#problems.length > 0) throw validationFailed(this.#problems);
    return {
      nodes: [...this.#nodes.values()],
      edges: [...this.#edges.values()],
      removedEdges: [...this.#removedEdges.values()],
      inputIds: this.#inputIds,
    };
  }

  #kind(name: string) {
    const definition = this.model.kinds[name];
    if (!definition) throw new TypeError(`${name} is not a kind.`);
    return definition;
  }
}

/** Nothing was published or studied after it was entered. Partial dates are compared as far as they go. */
function futureDates(table: AttributeTable, attributes: AttributeRecord, at: string): Problem[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    isDateOfThePast(table[name]) && isPartialDate(value) && value > at.slice(0, value.length)
      ? [{ path: name, message: `must not lie in the future; today is ${at.slice(0, 10)}` }]
      : [],
  );
}

const isDateOfThePast = (attribute: Attribute | undefined) => attribute?.type === 'date' && attribute.ahead !== true;

const isPartialDate = (value: unknown): value is string =>
  typeof value === 'string' && partialDate.expression.test(value);
