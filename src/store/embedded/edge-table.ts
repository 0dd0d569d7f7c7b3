import { relationshipOf, type Model } from '../../domain/model.ts';
import type { PreparedEdge } from '../write-rules.ts';
import { edgeColumn, identifier } from './names.ts';
import { keptValue } from './node-row.ts';
import type { Statements } from './statements.ts';
import { edgeAttributeNames, keptAs } from './tables.ts';

/** The numbers of the nodes at both ends. */
export interface EdgeEnds {
  readonly src: number;
  readonly dst: number;
}

/** Writes rows of the one table that holds all edges. */
export class EdgeTable {
  readonly #model: Model;
  readonly #sql: Statements;
  readonly #attributes: readonly string[];
  readonly #into: string;

  constructor(model: Model, sql: Statements) {
    this.#model = model;
    this.#sql = sql;
    this.#attributes = edgeAttributeNames(model);
    const own = ['type', 'src', 'key', 'dst', 'src_kind', 'dst_kind', 'relationship'];
    const columns = [...own, ...this.#attributes.map(edgeColumn)].map(identifier);
    this.#into = `INTO edge (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  }

  /** Adds an edge, or rewrites the one that is there; tells whether it is new. */
  put(edge: PreparedEdge, { src, dst }: EdgeEnds): boolean {
    const { type, key, fromKind, toKind, relationship } = edge;
    const values = [type, src, key, dst, fromKind, toKind, relationship, ...this.#kept(edge)];
    // Most edges are new, and trying tells as much as asking.
    if (this.#sql.run(`INSERT OR IGNORE ${this.#into}`, values).changes > 0) return true;
    this.#sql.run('DELETE FROM edge WHERE type = ? AND src = ? AND dst = ?', [type, src, dst]);
    this.#sql.run(`INSERT ${this.#into}`, values);
    return false;
  }

  #kept({ relationship, attributes }: PreparedEdge): unknown[] {
    const table = relationshipOf(this.#model, relationship)?.attributes ?? {};
    return this.#attributes.map((name) => {
      const attribute = table[name];
      return attribute ? keptValue(keptAs(attribute), attributes[name]) : null;
    });
  }
}
