import type { NodeSelection, RelationRead, Selection } from '../../store/read-plan.ts';

/** One selection that holds all: a connection's nodes may be asked for through `edges` and `nodes` at once. */
export function mergeSelections(selections: readonly Selection[]): Selection {
  return mergeRecords(selections, mergeNodeSelections);
}

function mergeNodeSelections(one: NodeSelection, other: NodeSelection): NodeSelection {
  return {
    attributes: [...new Set([...one.attributes, ...other.attributes])],
    relations: mergeRecords([one.relations, other.relations], mergeRelations),
  };
}

/** Reads under one key come from one place in the document, so field, page and filter are the same. */
function mergeRelations(one: RelationRead, other: RelationRead): RelationRead {
  return {
    ...one,
    rows: one.rows || other.rows,
    count: one.count || other.count,
    edgeAttributes: [...new Set([...one.edgeAttributes, ...other.edgeAttributes])],
    select: mergeSelections([one.select, other.select]),
  };
}

function mergeRecords<Item>(
  records: readonly Readonly<Record<string, Item>>[],
  merge: (one: Item, other: Item) => Item,
): Readonly<Record<string, Item>> {
  const [only] = records;
  if (records.length === 1 && only) return only;
  const merged: Record<string, Item> = {};
  for (const [key, item] of records.flatMap((record) => Object.entries(record))) {
    const present = merged[key];
    merged[key] = present === undefined ? item : merge(present, item);
  }
  return merged;
}
