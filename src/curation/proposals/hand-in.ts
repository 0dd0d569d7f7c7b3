import { DomainError } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import { oneLine } from '../../domain/node.ts';
import type { StoredRecord } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { argumentsIn } from '../reservations/arguments-in.ts';
import { assertNoCircles } from './circles.ts';
import type { InputId } from '../drafts/draft-change.ts';
import { reservationRecord, reservationsOf, isReserved } from '../reservations/reservations.ts';
import { knownSources, sourcesIn, withKnownSources } from './known-sources.ts';
import { idsOutside, type Proposal, type Proposed } from './proposal.ts';
import { resolveAliases } from './resolve-aliases.ts';
import {
  assertPresent,
  assertUnchanged,
  assertNotRetracted,
  readReferencedEntries,
  type ReferencedEntries,
} from './referenced-entries.ts';

/** A draft that its author keeps; all that it names must be there. One round trip. It reserves nothing. */
export async function keepDraft(store: Store, draft: Proposal, inputIds: readonly InputId[]): Promise<Proposed> {
  const referenced = await readReferencedEntries(store, idsToRead(draft, inputIds));
  const proposal = resolveAliases(draft, referenced.standingFor);
  assertFit(proposal, referenced, inputIds);
  return { proposal: { ...proposal, summary: summaryOf(store.model, proposal, referenced) }, change: {} };
}

interface HandingIn {
  readonly at: string;
  /** The ids of the input with their fields; absent for a draft that was kept before, where messages name the ids instead. */
  readonly inputIds?: readonly InputId[];
}

/**
 * A proposal that is handed in. A source that the graph or another proposal has already is taken in place of a new one; what
 * its author argued before, and a source that is there, are refused and named. Two round trips.
 */
export async function handIn(store: Store, draft: Proposal, { at, inputIds }: HandingIn): Promise<Proposed> {
  const { proposal, wanted } = await withoutDoubles(store, draft, inputIds);
  const [own] = await Promise.all([ownArguments(store, proposal), assertNoCircles(store, proposal)]);
  const records = [...own, ...wanted].map(({ name, entry, present }) =>
    reservationRecord({ name, entry, proposal: draft.id, by: draft.by, at }, present),
  );
  return { proposal: { ...proposal, reservations: records.map(({ id }) => id) }, change: { records } };
}

/** A name that is to be reserved for an entry, and its record where somebody had it before. */
interface PendingReservation {
  readonly name: string;
  readonly entry: string;
  readonly present: StoredRecord | null;
}

/** The proposal with sources that are there already in place of new ones, and the names of those that stay. */
async function withoutDoubles(store: Store, proposed: Proposal, inputIds: readonly InputId[] | undefined) {
  const sources = sourcesIn(store.model, proposed);
  const [referenced, present] = await Promise.all([
    readReferencedEntries(
      store,
      idsToRead(proposed, inputIds),
      sources.map(({ attributes }) => attributes),
    ),
    reservationsOf(
      store,
      sources.flatMap(({ names }) => names),
    ),
  ]);
  const draft = resolveAliases(proposed, referenced.standingFor);
  assertFit(draft, referenced, inputIds);
  const known = knownSources({ draft, sources, referenced, reservations: present });
  const proposal = withKnownSources({ ...draft, summary: summaryOf(store.model, draft, referenced) }, known);
  const wanted = sources
    .filter(({ id }) => !known.has(id))
    .flatMap(({ id, names: own }) =>
      own.map((name): PendingReservation => ({ name, entry: id, present: present.get(name) ?? null })),
    )
    // A name that is reserved already is reserved for this very source, which the proposal changes.
    .filter((reservation) => !isReserved(reservation.present));
  return { proposal, wanted };
}

/** The arguments that the proposal adds, each under its name; `DUPLICATE` where its author made one of them before. */
async function ownArguments(store: Store, proposal: Proposal): Promise<PendingReservation[]> {
  const wanted = argumentsIn(store.model, proposal);
  const found = await reservationsOf(
    store,
    wanted.map(({ name }) => name),
  );
  const own = wanted.map(({ name, link }): PendingReservation => ({
    name,
    entry: link,
    present: found.get(name) ?? null,
  }));
  assertFirst(own);
  return own;
}

/**
 * An id of the input may be in no edge any more, as when one edge was removed and added again; it has to be there all the
 * same.
 */
function idsToRead(draft: Proposal, inputIds: readonly InputId[] = []): string[] {
  const { all, parted } = idsOutside(draft);
  return [...all, ...parted, ...inputIds.map(({ id }) => id)];
}

function assertFit(draft: Proposal, referenced: ReferencedEntries, inputIds?: readonly InputId[]): void {
  const { ends, all } = idsOutside(draft);
  assertPresent(inputIds ?? all.map((id) => ({ id, path: id })), referenced);
  for (const id of ends) assertNotRetracted(referenced.found.get(id));
  assertUnchanged(draft, referenced);
}

function assertFirst(reservations: readonly PendingReservation[]): void {
  const reserved = reservations.map(({ present }) => present).find(isReserved);
  if (!reserved) return;
  const existing = reserved.subject ?? reserved.id;
  throw new DomainError('DUPLICATE', `You made this argument for this claim before: see ${existing}.`, { existing });
}

/** One line to show: what its subject is called. */
function summaryOf(model: Model, { subject, nodes }: Proposal, { found }: ReferencedEntries): string {
  const own = nodes.find(({ id }) => id === subject);
  const label = own && model.kinds[kindOfId(model, subject) ?? '']?.label(own.attributes);
  return oneLine(label ?? String(found.get(subject)?.['label']));
}
