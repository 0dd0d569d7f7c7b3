import type { AttributeRecord } from '../domain/attribute-schema.ts';
import { DomainError } from '../domain/errors.ts';
import { kindOfId } from '../domain/ids.ts';
import type { Model } from '../domain/model.ts';
import type { StoredRecord } from '../store/record.ts';
import { compareSources } from './compare-sources.ts';
import { heldEntry, isHeld, sourceNames, wasMoved } from './holds.ts';
import type { Proposal } from './proposal.ts';
import type { ProposedChange } from './proposed-change.ts';
import { refuseRetracted, type SourceRow, type WhatIsThere } from './what-is-there.ts';

/** A source that a proposal adds or changes. */
interface ProposedSource {
  readonly id: string;
  readonly isNew: boolean;
  readonly attributes: AttributeRecord;
  /** Under which it is held. */
  readonly names: readonly string[];
}

export const sourcesIn = (model: Model, { nodes }: ProposedChange): ProposedSource[] =>
  nodes
    .filter(({ id }) => kindOfId(model, id) === 'EvidenceSource')
    .map(({ id, expectedVersion, attributes }) => ({
      id,
      isNew: expectedVersion === 0,
      attributes,
      names: sourceNames(attributes),
    }));

interface Looked {
  readonly draft: Proposal;
  readonly sources: readonly ProposedSource[];
  readonly there: WhatIsThere;
  readonly holds: ReadonlyMap<string, StoredRecord>;
}

/** The source that is there already for each that is to be added; `DUPLICATE` where it is what the proposal is about. */
export function knownSources({ draft, sources, there, holds }: Looked): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const named = new Map<string, string>();
  for (const { id, isNew, attributes, names } of sources) {
    const row = sameInGraph({ id, attributes }, there);
    const hold = names.map((name) => holds.get(name)).find((each) => isHeld(each) && heldEntry(each) !== id);
    if (row || hold) {
      if (!isNew || id === draft.subject) throw duplicate(row, hold);
      refuseRetracted(row);
    }
    const twin = names.map((name) => named.get(name)).find((each) => each !== undefined);
    const other = row?.id ?? (hold ? heldEntry(hold) : twin);
    if (other !== undefined) known.set(id, other);
    for (const name of names) named.set(name, other ?? id);
  }
  return known;
}

const sameInGraph = ({ id, attributes }: Pick<ProposedSource, 'id' | 'attributes'>, { sources }: WhatIsThere) =>
  sources.find((row) => row.id !== id && compareSources(attributes, row)?.match === 'SAME');

/** `DUPLICATE` where the graph has got a source in the meantime that a proposal adds. */
export function refuseDoubles(sources: readonly ProposedSource[], there: WhatIsThere): void {
  for (const source of sources) {
    const row = sameInGraph(source, there);
    if (row) throw duplicate(row, undefined);
  }
}

function duplicate(row: SourceRow | undefined, hold: StoredRecord | null | undefined): DomainError {
  // A name that came by a merge leads to an entry of the graph.
  const there = row?.id ?? (hold && wasMoved(hold) ? heldEntry(hold) : undefined);
  const existing = there ?? hold?.subject ?? '';
  const message =
    there === undefined
      ? `This source is proposed already: ${existing}.`
      : `This source is there already: ${existing}.`;
  return new DomainError('DUPLICATE', message, { existing });
}

/** The proposal with sources that are there already in place of those to be added. */
export function withKnownSources(proposal: Proposal, known: ReadonlyMap<string, string>): Proposal {
  if (known.size === 0) return proposal;
  const end = (id: string) => known.get(id) ?? id;
  const edges = proposal.edges.map((edge) => ({ ...edge, from: end(edge.from), to: end(edge.to) }));
  const distinct = new Map(edges.map((edge) => [`${edge.from} ${edge.relationship} ${edge.to}`, edge]));
  return { ...proposal, nodes: proposal.nodes.filter(({ id }) => !known.has(id)), edges: [...distinct.values()] };
}
