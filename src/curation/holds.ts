import { createHash } from 'node:crypto';
import type { AttributeRecord } from '../domain/attribute-schema.ts';
import { searchWords } from '../domain/search-text.ts';
import type { RecordWrite, StoredRecord } from '../store/record.ts';

/*
 * What only one proposal may hold at a time: a source by its identifiers, and an argument by claim, source and author. A
 * hold is a record of that name, so both engines refuse the second however many ask at once.
 */

export const holdType = 'hold';

/** Names under which a source is held: one for each identifier, else title and year. */
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

/** Many documents may bear one title, so who finds it held has to compare all else. */
export const isTitleName = (name: string) => name.startsWith('title:');

/** The name under which an argument is held; `source` is a source's id, or the first of its names. */
export const argumentName = (claim: string, source: string, by: string) => `argument:${digest([claim, source, by])}`;

export const isHeld = (hold: StoredRecord | null | undefined): hold is StoredRecord => hold?.status === 'HELD';

/** The entry that is held. */
export const heldEntry = ({ data }: StoredRecord) => data['entry'] as string;

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url');

interface Holding {
  readonly name: string;
  /** Null for what is in the graph without one. */
  readonly proposal: string | null;
  readonly by: string;
  readonly at: string;
  /** The entry that is held under the name. */
  readonly entry: string;
}

/** Takes a name that is free, or was given up. */
export function heldRecord({ name, proposal, by, at, entry }: Holding, present: StoredRecord | null): RecordWrite {
  const expectedVersion = present?.status === 'FREE' ? present.version : 0;
  return {
    type: holdType,
    id: name,
    expectedVersion,
    status: 'HELD',
    owner: by,
    at,
    subject: proposal,
    data: { entry },
  };
}

/** Gives a name up, as its proposal came to nothing. */
export const freedRecord = ({ version, ...hold }: StoredRecord): RecordWrite => ({
  ...hold,
  expectedVersion: version,
  status: 'FREE',
});
