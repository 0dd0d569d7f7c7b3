import { kindOfId } from '../../domain/ids.ts';
import { traversalsOf, type Model } from '../../domain/model.ts';
import type { EdgeName, EdgeWrite } from '../../store/change-set.ts';
import { edgeName, nameText } from '../drafts/edge-name.ts';
import type { WholeEntry } from './whole-entry.ts';

export interface MovedEdges {
  /** What the survivor gains. */
  readonly added: readonly EdgeWrite[];
  /** Connections to the duplicate; those from it go with it. */
  readonly removed: readonly EdgeName[];
  /** Connections that the survivor has already, that would lead from it to itself, or to which it may have one only. */
  readonly leftOut: readonly EdgeName[];
}

/** The connections of a duplicate as those of the survivor, which keeps its own. */
export function movedEdges(model: Model, duplicate: WholeEntry, survivor: WholeEntry): MovedEdges {
  const present = new Set(survivor.edges.map(nameText));
  const end = (id: string) => (id === duplicate.id ? survivor.id : id);
  const isFull = fullEnds(model, survivor);
  const added: EdgeWrite[] = [];
  const leftOut: EdgeName[] = [];
  for (const edge of duplicate.edges) {
    const moved = { ...edge, from: end(edge.from), to: end(edge.to) };
    if (moved.from === moved.to || present.has(nameText(moved)) || isFull(moved)) leftOut.push(edgeName(edge));
    else added.push(moved);
  }
  const removed = duplicate.edges.filter(({ to }) => to === duplicate.id).map(edgeName);
  return { added, removed, leftOut };
}

/** Where the survivor may have one connection only and has it. */
function fullEnds(model: Model, { id, edges }: WholeEntry): (edge: EdgeName) => boolean {
  const directionOf = ({ from }: EdgeName) => (from === id ? 'forward' : 'backward');
  const had = new Set(edges.map((edge) => `${edge.relationship} ${directionOf(edge)}`));
  const single = new Set(
    traversalsOf(model, kindOfId(model, id) ?? '')
      .filter(({ field }) => field.cardinality === 'one')
      .map(({ relationship, direction }) => `${relationship.name} ${direction}`),
  );
  return (edge) => {
    const place = `${edge.relationship} ${directionOf(edge)}`;
    return single.has(place) && had.has(place);
  };
}
