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

/** A draft that its author keeps, once all that it names is there. One round trip. It holds nothing. */
export async function keepDraft(store: Store, draft: Proposal, inputIds: readonly InputId[]): Promise<Proposed> {
  const referenced = await readReferencedEntries(store, idsToRead(draft, inputIds));
  const proposal = resolveAliases(draft, referenced.standingFor);
  assertFit(proposal, referenced, inputIds);
  return { proposal: { ...proposal, summary: summaryOf(store.model, proposal, referenced) }, change: {} };
}

interface HandingIn {
  readonly at: string;
  /** What was given, where somebody just gave it; else ids stand for their fields. */
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

/** A name that is to be held for an entry, and who had it before. */
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
    // A name that is held still is held for the source itself, which is changed.
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

/** What was given may have come to nothing: an edge that goes and comes back. That it is there is asked all the same. */
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
