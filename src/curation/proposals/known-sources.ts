import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { DomainError } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import type { StoredRecord } from '../../store/record.ts';
import { compareSources } from '../sources/compare-sources.ts';
import { reservedEntry, isReserved, sourceNames, wasMoved } from '../reservations/reservations.ts';
import type { Proposal } from './proposal.ts';
import type { ProposedChange } from '../drafts/proposed-change.ts';
import { assertNotRetracted, type SourceRow, type ReferencedEntries } from './referenced-entries.ts';

/** A source that a proposal adds or changes. */
interface ProposedSource {
  readonly id: string;
  readonly isNew: boolean;
  readonly attributes: AttributeRecord;
  /** The names under which it is reserved. */
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

interface Lookup {
  readonly draft: Proposal;
  readonly sources: readonly ProposedSource[];
  readonly referenced: ReferencedEntries;
  readonly reservations: ReadonlyMap<string, StoredRecord>;
}

/** The source that is there already for each that is to be added; `DUPLICATE` where it is what the proposal is about. */
export function knownSources({ draft, sources, referenced, reservations }: Lookup): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  const named = new Map<string, string>();
  for (const { id, isNew, attributes, names } of sources) {
    const row = sameInGraph({ id, attributes }, referenced);
    const reservation = names
      .map((name) => reservations.get(name))
      .find((each) => isReserved(each) && reservedEntry(each) !== id);
    if (row || reservation) {
      if (!isNew || id === draft.subject) throw duplicate(row, reservation);
      assertNotRetracted(row);
    }
    const twin = names.map((name) => named.get(name)).find((each) => each !== undefined);
    const other = row?.id ?? (reservation ? reservedEntry(reservation) : twin);
    if (other !== undefined) known.set(id, other);
    for (const name of names) named.set(name, other ?? id);
  }
  return known;
}

const sameInGraph = ({ id, attributes }: Pick<ProposedSource, 'id' | 'attributes'>, { sources }: ReferencedEntries) =>
  sources.find((row) => row.id !== id && compareSources(attributes, row)?.match === 'SAME');

/** `DUPLICATE` where the graph has got a source in the meantime that a proposal adds. */
export function assertNoDuplicates(sources: readonly ProposedSource[], referenced: ReferencedEntries): void {
  for (const source of sources) {
    const row = sameInGraph(source, referenced);
    if (row) throw duplicate(row, undefined);
  }
}

function duplicate(row: SourceRow | undefined, reservation: StoredRecord | null | undefined): DomainError {
  // A name that came by a merge leads to an entry of the graph.
  const referenced = row?.id ?? (reservation && wasMoved(reservation) ? reservedEntry(reservation) : undefined);
  const existing = referenced ?? reservation?.subject ?? '';
  const message =
    referenced === undefined
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
