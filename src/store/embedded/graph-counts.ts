import type { RelationshipName } from '../../domain/relationships.ts';
import { traversalsOf, type Direction, type Model } from '../../domain/model.ts';
import { secondEnd } from '../refusals.ts';
import type { Statements } from './statements.ts';

/** An edge as it is counted; ends are numbers of nodes. */
export interface CountedEdge {
  readonly type: string;
  readonly src: number;
  readonly dst: number;
  readonly relationship: RelationshipName;
}

/** What one change set adds to the counts of nodes, edges and edges of one node; kept at its end, one row for each. */
export class GraphCounts {
  readonly #sql: Statements;
  readonly #fresh = new Set<number>();
  readonly #removed = new Set<number>();
  /** By end, as `type direction`: there are few ends, and up to as many nodes as a change set has. */
  readonly #degrees = new Map<string, Map<number, number>>();
  readonly #totals = { node: new Map<string, number>(), edge: new Map<string, number>() };
  /** The ends, as `type direction`, at which some kind may have one edge only. */
  readonly #single: ReadonlySet<string>;

  constructor(model: Model, sql: Statements) {
    this.#sql = sql;
    const all = Object.keys(model.kinds).flatMap((kind) => traversalsOf(model, kind));
    const single = all.filter(({ field }) => field.cardinality === 'one');
    this.#single = new Set(single.map(({ type, direction }) => `${type} ${direction}`));
  }

  /** Counts a node that was not there before: it has no degrees yet. */
  addNode(kind: string, seq: number): void {
    add(this.#totals.node, kind, 1);
    this.#fresh.add(seq);
  }

  /** Its number may be given again, so nothing may be left under it. */
  removeNode(kind: string, seq: number): void {
    add(this.#totals.node, kind, -1);
    this.#removed.add(seq);
  }

  countEdge({ type, src, dst, relationship }: CountedEdge, by: 1 | -1): void {
    add(this.#totals.edge, relationship, by);
    this.#degree(src, `${type} forward`, by);
    this.#degree(dst, `${type} backward`, by);
  }

  #degree(node: number, end: string, by: number): void {
    let degrees = this.#degrees.get(end);
    if (!degrees) this.#degrees.set(end, (degrees = new Map()));
    add(degrees, node, by);
  }

  /** Refuses a node with two edges where its kind may have one. */
  keep(model: Model): void {
    const total =
      'INSERT INTO total (what, name, total) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET total = total + excluded.total';
    for (const [what, totals] of Object.entries(this.#totals))
      for (const [name, by] of totals) this.#sql.run(total, [what, name, by]);
    for (const node of this.#removed) this.#sql.run('DELETE FROM degree WHERE node = ?', [node]);
    for (const [end, degrees] of this.#degrees) {
      for (const [node, by] of degrees) {
        if (this.#removed.has(node)) continue;
        this.#keepDegree(node, end, by);
        if (by > 0 && this.#single.has(end)) this.#refuseSecond(model, node, end);
      }
    }
  }

  #keepDegree(node: number, end: string, by: number): void {
    const insert = 'INSERT INTO degree (node, type, direction, degree) VALUES (?, ?, ?, ?)';
    const text = this.#fresh.has(node)
      ? insert
      : `${insert} ON CONFLICT DO UPDATE SET degree = degree + excluded.degree`;
    this.#sql.run(text, [node, ...end.split(' '), by]);
  }

  #refuseSecond(model: Model, seq: number, end: string): void {
    const [type, direction] = end.split(' ') as [string, Direction];
    const text =
      'SELECT id, kind, degree FROM degree CROSS JOIN node ON seq = node WHERE node = ? AND type = ? AND direction = ?';
    const node = this.#sql.get<{ id: string; kind: string; degree: number }>(text, [seq, type, direction]);
    if (!node || node.degree < 2) return;
    const along = traversalsOf(model, node.kind).find((each) => each.type === type && each.direction === direction);
    if (along?.field.cardinality === 'one') throw secondEnd(node.id, along.field.field);
  }
}

function add<Name>(counts: Map<Name, number>, name: Name, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
