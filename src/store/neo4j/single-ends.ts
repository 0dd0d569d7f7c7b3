import { traversalsOf, type Model } from '../../domain/model.ts';
import { secondEnd } from '../refusals.ts';
import { type PreparedEdge } from '../write-rules.ts';
import { pattern } from './compile-filter.ts';
import type { Run } from './connection.ts';
import { secondEnds } from './write-statements.ts';

interface Watched {
  readonly kind: string;
  readonly field: string;
  readonly arrow: string;
  /** Nodes that may have two edges. */
  readonly ids: Set<string>;
  /** New nodes with one edge: no other change can have given them a second. */
  readonly once: Set<string>;
}

/** Nodes at the `one` ends of written edges. Those in doubt are looked at when all edges are written and removed. */
export class SingleEnds {
  readonly #model: Model;
  readonly #isNew: (id: string) => boolean;
  readonly #watched = new Map<string, Watched>();

  constructor(model: Model, isNew: (id: string) => boolean) {
    this.#model = model;
    this.#isNew = isNew;
  }

  /** Edges of one type with one kind at each end. */
  watch(batch: readonly PreparedEdge[]): void {
    const [one] = batch;
    if (!one) return;
    this.#watchEnd(one.fromKind, { type: one.type, direction: 'forward', ids: batch.map(({ from }) => from) });
    this.#watchEnd(one.toKind, { type: one.type, direction: 'backward', ids: batch.map(({ to }) => to) });
  }

  #watchEnd(kind: string, end: { type: string; direction: string; ids: readonly string[] }): void {
    const traversals = traversalsOf(this.#model, kind);
    const traversal = traversals.find(({ direction, type }) => direction === end.direction && type === end.type);
    if (traversal?.field.cardinality !== 'one') return;
    const { field } = traversal.field;
    const key = `${kind} ${field}`;
    const watched = this.#watched.get(key) ?? {
      kind,
      field,
      arrow: pattern(traversal, 'n'),
      ids: new Set(),
      once: new Set(),
    };
    for (const id of end.ids) {
      if (this.#isNew(id) && !watched.once.has(id)) watched.once.add(id);
      else watched.ids.add(id);
    }
    this.#watched.set(key, watched);
  }

  /** `VALIDATION_FAILED` where one of them has a second edge. */
  async assertFirst(run: Run): Promise<void> {
    for (const { kind, field, arrow, ids } of this.#watched.values()) {
      if (ids.size === 0) continue;
      const [crowded] = await run(secondEnds(kind, arrow), { ids: [...ids] });
      if (crowded) throw secondEnd(String(crowded['id']), field);
    }
  }
}
