import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { StoredRecord } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { compareSources, type Likeness } from '../sources/compare-sources.ts';
import {
  reservedEntry,
  reservationsOf,
  isReserved,
  isTitleName,
  sourceNames,
  wasMoved,
} from '../reservations/reservations.ts';
import { proposalOf, proposalType, type Proposal } from '../proposals/proposal.ts';
import type { SourceReference } from '../sources/source-reference.ts';

/** A source that the graph does not show under what a reference says: it is proposed, or was merged into another. */
export interface ReservedSource extends Likeness {
  readonly id: string;
}

/** A name that may be taken, and the record of whoever gave it up. */
export interface FreeName {
  readonly name: string;
  readonly present: StoredRecord | null;
}

export interface ReservedSources {
  readonly like: readonly ReservedSource[];
  /** Names of the reference that nobody has reserved. */
  readonly free: readonly FreeName[];
}

/**
 * For each reference the sources that are reserved under its names. Two statements at most, however many references there
 * are.
 */
export async function findReservedSources(
  store: Store,
  references: readonly AttributeRecord[],
): Promise<ReservedSources[]> {
  const names = references.map(sourceNames);
  const reservations = await reservationsOf(store, names.flat());
  const proposals = await proposalsOf(store, [...reservations.values()].filter(isReserved));
  return references.map((reference, index) => {
    const own = (names[index] ?? []).map((name) => ({ name, present: reservations.get(name) ?? null }));
    const reserved = own.flatMap(({ present }) => (isReserved(present) ? [present] : []));
    return {
      like: reserved.flatMap((reservation) =>
        likenessTo(reference, reservation, proposals.get(reservation.subject ?? '')),
      ),
      free: own.filter(({ present }) => !isReserved(present)),
    };
  });
}

async function proposalsOf(
  store: Store,
  reservations: readonly StoredRecord[],
): Promise<ReadonlyMap<string, Proposal>> {
  const ids = [...new Set(reservations.flatMap(({ subject }) => subject ?? []))];
  const records = ids.length === 0 ? [] : await store.recordsById(proposalType, ids);
  return new Map(records.map((record) => [record.id, proposalOf(record)]));
}

function likenessTo(
  reference: SourceReference,
  reservation: StoredRecord,
  proposal: Proposal | undefined,
): ReservedSource[] {
  const id = reservedEntry(reservation);
  if (wasMoved(reservation)) {
    const match = isTitleName(reservation.id) ? 'NEAR' : 'SAME';
    return [{ id, match, reason: `the same as ${String(reservation.data['was'])}, which was merged into it` }];
  }
  const proposed = proposal?.status === 'ACCEPTED' ? undefined : proposal?.nodes.find((node) => node.id === id);
  // A source of the graph is found there by its title; an identifier may have been reserved since the graph was read.
  if (!proposed) return isTitleName(reservation.id) ? [] : [{ id, match: 'SAME', reason: 'same identifier' }];
  const likeness = compareSources(reference, proposed.attributes);
  return likeness ? [{ ...likeness, id, reason: `${likeness.reason}; it is proposed and waits for review` }] : [];
}
