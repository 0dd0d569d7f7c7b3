import { createHash } from 'node:crypto';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { searchWords } from '../../domain/search-text.ts';
import type { Store } from '../../store/store.ts';
import { dataOf, rewritten, type RecordWrite, type StoredRecord } from '../../store/record.ts';

/*
 * What only one proposal may have at a time: a source by its identifiers, and an argument by claim, what it uses and author.
 * A reservation is a side record whose id is that name: of many requests at once both engines refuse all but the first.
 */

export const reservationType = 'hold';

/** Names under which a source is reserved: one for each identifier, else title and year. */
export function sourceNames({ doi, pmid, isbn, title, issued }: AttributeRecord): string[] {
  const words = searchWords(String(title ?? ''));
  const names = [
    ...Object.entries({ doi, pmid }).flatMap(([name, value]) =>
      typeof value === 'string' ? [`${name}:${value.toLowerCase()}`] : [],
    ),
    // The chapters of a book bear the book's ISBN.
    ...(typeof isbn === 'string' ? [`isbn:${digest([isbn, words])}`] : []),
  ];
  if (names.length === 0 && words.length > 0) names.push(`title:${digest([words, String(issued ?? '').slice(0, 4)])}`);
  return names.map((name) => (/^[!-~]{1,200}$/u.test(name) ? name : `long:${digest(name)}`));
}

/** Many documents may bear one title, so whoever finds it reserved has to compare all else. */
export const isTitleName = (name: string) => name.startsWith('title:');

/** The name under which an argument is reserved. */
export const argumentName = (claim: string, uses: string, by: string) => `argument:${digest([claim, uses, by])}`;

/**
 * The reservations of these names, by name, released ones too; a name that was never reserved is left out. One statement, and
 * none for no names.
 */
export async function reservationsOf(
  store: Store,
  names: readonly string[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  const reservations = names.length === 0 ? [] : await store.recordsById(reservationType, [...new Set(names)]);
  return new Map(reservations.map((reservation) => [reservation.id, reservation]));
}

export const isReserved = (reservation: StoredRecord | null | undefined): reservation is StoredRecord =>
  reservation?.status === 'HELD';

/** Whether it is a reservation that moved: the entry that had the name was merged into this one. */
export const wasMoved = ({ data }: StoredRecord) => data['was'] !== undefined;

/** The entry that is reserved. */
export const reservedEntry = (reservation: StoredRecord) => dataOf<{ readonly entry: string }>(reservation).entry;

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

interface NewReservation {
  readonly name: string;
  /** Null for what is in the graph without one. */
  readonly proposal: string | null;
  readonly by: string;
  readonly at: string;
  /** The entry that is reserved under the name. */
  readonly entry: string;
}

/** Reserves a name that nobody has, or that was released. */
export function reservationRecord(
  { name, proposal, by, at, entry }: NewReservation,
  present: StoredRecord | null,
): RecordWrite {
  const expectedVersion = present?.status === 'FREE' ? present.version : 0;
  return {
    type: reservationType,
    id: name,
    expectedVersion,
    status: 'HELD',
    owner: by,
    at,
    subject: proposal,
    data: { entry },
  };
}

/** Releases names that are reserved for one of these entries, or for any. */
export async function released(
  store: Store,
  names: readonly string[],
  of?: ReadonlySet<string>,
): Promise<RecordWrite[]> {
  const reservations = await reservationsOf(store, names);
  return [...reservations.values()]
    .filter((reservation) => isReserved(reservation))
    .filter((reservation) => of?.has(reservedEntry(reservation)) ?? true)
    .map((reservation) => rewritten(reservation, { status: 'FREE' }));
}
