import type { IdsRead, ListRead, ReadPlan, RelationRead, SearchRead, Selection } from '../read-plan.ts';

/*
 * Parts of a plan by their keys. What was compiled for one plan is only run for plans of its own shape, so a part that is
 * not there, or is of another sort, is a fault of the program.
 */

/** The read by ids at a root. */
export function idsReadAt({ roots }: ReadPlan, root: string): IdsRead {
  const read = roots[root];
  if (read?.by !== 'ids') throw new TypeError(`The plan reads nothing by ids at ${root}.`);
  return read;
}

/** The read of a page at a root. */
export function pageReadAt({ roots }: ReadPlan, root: string): ListRead | SearchRead {
  const read = roots[root];
  if (!read || read.by === 'ids') throw new TypeError(`The plan reads no page at ${root}.`);
  return read;
}

/** The read of a relation of a kind. */
export function relationReadAt(select: Selection, kind: string, relation: string): RelationRead {
  const read = select[kind]?.relations[relation];
  if (!read) throw new TypeError(`The relation ${relation} of ${kind} is not in the plan.`);
  return read;
}

/** A read that is a search. */
export function searchReadOf(read: ListRead | SearchRead): SearchRead {
  if (read.by !== 'search') throw new TypeError('The plan lists here; it does not search.');
  return read;
}
