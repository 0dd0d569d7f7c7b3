import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { StoredRecord } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { compareSources, type Likeness } from '../sources/compare-sources.ts';
import { heldEntry, holdsOf, isHeld, isTitleName, sourceNames, wasMoved } from '../reservations/holds.ts';
import { proposalOf, proposalType, type Proposal } from '../proposals/proposal.ts';
import type { SourceReference } from '../sources/source-reference.ts';

/** A source that the graph does not show under what a reference says: it is proposed, or was merged into another. */
export interface HeldSource extends Likeness {
  readonly id: string;
}

/** A name that may be taken, and the record of whoever gave it up. */
export interface FreeName {
  readonly name: string;
  readonly present: StoredRecord | null;
}

export interface HeldSources {
  readonly like: readonly HeldSource[];
  /** Names of the reference that nobody holds. */
  readonly free: readonly FreeName[];
}

/** For each reference what is held under its names. Two statements at most, however many references there are. */
export async function findHeldSources(store: Store, references: readonly AttributeRecord[]): Promise<HeldSources[]> {
  const names = references.map(sourceNames);
  const holds = await holdsOf(store, names.flat());
  const proposals = await proposalsOf(store, [...holds.values()].filter(isHeld));
  return references.map((reference, index) => {
    const own = (names[index] ?? []).map((name) => ({ name, present: holds.get(name) ?? null }));
    const held = own.flatMap(({ present }) => (isHeld(present) ? [present] : []));
    return {
      like: held.flatMap((hold) => likenessTo(reference, hold, proposals.get(hold.subject ?? ''))),
      free: own.filter(({ present }) => !isHeld(present)),
    };
  });
}

async function proposalsOf(store: Store, holds: readonly StoredRecord[]): Promise<ReadonlyMap<string, Proposal>> {
  const ids = [...new Set(holds.flatMap(({ subject }) => subject ?? []))];
  const records = ids.length === 0 ? [] : await store.recordsById(proposalType, ids);
  return new Map(records.map((record) => [record.id, proposalOf(record)]));
}

function likenessTo(reference: SourceReference, hold: StoredRecord, proposal: Proposal | undefined): HeldSource[] {
  const id = heldEntry(hold);
  if (wasMoved(hold)) {
    const match = isTitleName(hold.id) ? 'NEAR' : 'SAME';
    return [{ id, match, reason: `the same as ${String(hold.data['was'])}, which was merged into it` }];
  }
  const proposed = proposal?.status === 'ACCEPTED' ? undefined : proposal?.nodes.find((node) => node.id === id);
  // What is in the graph is found there by its title; an identifier may be held since the graph was asked.
  if (!proposed) return isTitleName(hold.id) ? [] : [{ id, match: 'SAME', reason: 'same identifier' }];
  const likeness = compareSources(reference, proposed.attributes);
  return likeness ? [{ ...likeness, id, reason: `${likeness.reason}; it is proposed and waits for review` }] : [];
}
