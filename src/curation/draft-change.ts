import type { AttributeRecord } from '../domain/attribute-schema.ts';
import { checkAttributes } from '../domain/attribute-schema.ts';
import { validationFailed, type Problem } from '../domain/errors.ts';
import { kindOfId } from '../domain/ids.ts';
import { relationshipOf, type Model } from '../domain/model.ts';
import { contributedOrder, edgeOrder } from '../domain/order.ts';
import type { EdgeWrite } from '../store/change-set.ts';
import type { Survivors } from './merging/surviving.ts';
import type { ProposedNode } from './proposal.ts';

/** Something that is there already, by its id, or the attributes of what is to be added. */
export type Named = { readonly id: string } | { readonly attributes: AttributeRecord };

/** What is made before a change is written, so that writing can be repeated. */
export interface Making {
  readonly newId: () => string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What stands for ids of entries that were merged away. */
  readonly survivors?: Survivors;
}

export type KnowingMaking = Making & { readonly survivors: Survivors };

/** An id that was given, and the field that gave it. */
export interface Given {
  readonly id: string;
  readonly path: string;
}

/** A change in the making. What is wrong is gathered, each with the path of its field, and told all at once. */
export class DraftChange {
  readonly #model: Model;
  readonly #making: Making;
  readonly #nodes = new Map<string, ProposedNode>();
  readonly #edges: EdgeWrite[] = [];
  readonly #given: Given[] = [];
  readonly #problems: Problem[] = [];

  constructor(model: Model, making: Making) {
    this.#model = model;
    this.#making = making;
  }

  /** A node to be added; gives its id. */
  add(kind: string, path: string, given: AttributeRecord): string {
    const definition = this.#model.kinds[kind];
    if (!definition) throw new TypeError(`${kind} is not a kind.`);
    const { attributes, problems } = checkAttributes(definition, given);
    this.note([...problems, ...futureDates(definition.attributes, attributes, this.#making.at)], path);
    const id = `${definition.prefix}:${this.#making.newId()}`;
    this.#nodes.set(id, { id, expectedVersion: 0, attributes });
    return id;
  }

  /** The id of a node that is there, or of one that is added here. */
  named(kind: string, path: string, named: Named): string {
    return 'id' in named ? this.existing(kind, path, named.id) : this.add(kind, path, named.attributes);
  }

  /**
   * The id of a node that is there, by one that was given: another one where that was merged away. That it is there is for
   * whoever writes to find out.
   */
  existing(kind: string, path: string, given: string): string {
    const id = this.#making.survivors?.of(given) ?? given;
    const found = kindOfId(this.#model, id);
    const prefix = this.#model.kinds[kind]?.prefix ?? kind;
    if (found !== kind) this.note([{ path: '', message: `must be the id of a ${kind}, such as ${prefix}:…` }], path);
    else this.#given.push({ id, path });
    return id;
  }

  connect(name: string, from: string, to: string, attributes: AttributeRecord = {}): void {
    const relationship = relationshipOf(this.#model, name);
    if (!relationship) throw new TypeError(`${name} is not a relationship.`);
    const order =
      relationship.order === 'listed'
        ? contributedOrder(this.#making.at)
        : edgeOrder(relationship, 0, this.#nodes.get(from)?.attributes ?? {});
    this.#edges.push({ relationship: name, from, to, order, attributes });
  }

  /** What an entry is about: each id names a facet, and its kind the relationship. */
  about(from: string, ids: readonly string[], path: string): void {
    ids.forEach((id, index) => {
      const kind = kindOfId(this.#model, id);
      const relationship = kind && relationshipOf(this.#model, `ABOUT_${kind.toUpperCase()}`);
      if (!kind || !relationship) {
        const message = 'must be the id of an intervention, outcome, population, jurisdiction or topic';
        this.note([{ path: String(index), message }], path);
      } else this.connect(relationship.name, from, this.existing(kind, `${path}.${index}`, id));
    });
  }

  note(problems: readonly Problem[], path: string): void {
    for (const problem of problems)
      this.#problems.push({ ...problem, path: [path, problem.path].filter((part) => part !== '').join('.') });
  }

  /** The change, or `VALIDATION_FAILED` with all that was wrong. */
  done() {
    if (this.#problems.length > 0) throw validationFailed(this.#problems);
    return { nodes: [...this.#nodes.values()], edges: this.#edges, given: this.#given };
  }
}

/** Nothing was published or studied after it was entered. Partial dates are compared as far as they go. */
function futureDates(
  table: Readonly<Record<string, { readonly type: string }>>,
  attributes: AttributeRecord,
  at: string,
): Problem[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    table[name]?.type === 'date' && typeof value === 'string' && value > at.slice(0, value.length)
      ? [{ path: name, message: `must not lie in the future; today is ${at.slice(0, 10)}` }]
      : [],
  );
}
