import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { EditorialSign } from '../../domain/editorial-sign.ts';
import { searchWords } from '../../domain/search-text.ts';
import type { Store } from '../../store/store.ts';
import { compareSources, foldedTitle } from '../sources/compare-sources.ts';
import { findReservedSources, type FreeName } from './find-reserved-sources.ts';
import { findKnownSource } from '../sources/find-known-source.ts';
import type { SourceReference } from '../sources/source-reference.ts';

/** Something odd in one field of a record, which was left out or read otherwise than it stands. */
export interface RowWarning {
  readonly field: string;
  readonly message: string;
}

/** One record of a list of references: the complete attributes of an `EvidenceSource`, or what is wrong with it. */
export type ReferenceRow = { readonly line: number } & (WholeRow | { readonly problems: readonly string[] });

interface WholeRow {
  readonly attributes: AttributeRecord;
  readonly warnings?: readonly RowWarning[];
  /** Where it says that it was retracted, or is a notice about another document. */
  readonly sign?: EditorialSign;
}

/** What became of one row. */
export type RowReport = { readonly line: number } & (
  | { readonly outcome: 'ADDED'; readonly id: string; readonly near: readonly NearSource[] }
  | { readonly outcome: 'KNOWN'; readonly id: string; readonly reason: string }
  | { readonly outcome: 'BROKEN'; readonly problems: readonly string[] }
);

/** A source that may be the same document; a person decides. */
export interface NearSource {
  readonly id: string;
  readonly reason: string;
}

/** A source that nobody has yet, and the names under which it may be reserved. */
export interface FreshSource {
  readonly id: string;
  readonly attributes: AttributeRecord;
  readonly names: readonly FreeName[];
}

type Whole = { readonly line: number } & WholeRow;

interface Sorting {
  /** What this run added so far; it gains what is fresh. */
  readonly added: AddedSources;
  readonly newId: () => string;
  /** What was looked up for these rows before; left out, they are looked up now. */
  readonly matches?: MatchesByRow | undefined;
}

/**
 * Tells of each row whether it is new, known to the graph, to a proposal or to a row before it, or broken. At most as many
 * rows as `findKnownSource` takes.
 */
export async function sortReferences(
  store: Store,
  rows: readonly ReferenceRow[],
  { added, newId, matches = lookUpReferences(store, rows) }: Sorting,
): Promise<{ readonly reports: readonly RowReport[]; readonly fresh: readonly FreshSource[] }> {
  const matchesByRow = await matches;
  const fresh: FreshSource[] = [];
  const reports = rows.map((row): RowReport => {
    const { line } = row;
    if ('problems' in row) return { line, outcome: 'BROKEN', problems: row.problems };
    const { like: elsewhere, free } = matchesByRow.get(row) ?? { like: [], free: [] };
    const like = [...added.like(row.attributes), ...elsewhere];
    const same = like.find(({ match }) => match === 'SAME');
    if (same) return { line, outcome: 'KNOWN', id: same.id, reason: same.reason };
    const id = `source:${newId()}`;
    fresh.push({ id, attributes: row.attributes, names: added.add(id, row.attributes, free) });
    return { line, outcome: 'ADDED', id, near: distinct(like) };
  });
  return { reports, fresh };
}

/** What the graph and proposals have of each row: rows of one look-up cost little more than one of them. */
export async function lookUpReferences(store: Store, rows: readonly ReferenceRow[]): MatchesByRow {
  const whole = rows.filter((row): row is Whole => 'attributes' in row);
  const references = whole.map(({ attributes }) => attributes);
  if (whole.length === 0) return new Map<ReferenceRow, RowMatches>();
  // One after the other: many who import at once would take every connection of a pool.
  const stored = await findKnownSource(store, references);
  const reserved = await findReservedSources(store, references);
  return new Map<ReferenceRow, RowMatches>(
    whole.map((row, index) => {
      const { like = [], free = [] } = reserved[index] ?? {};
      return [row, { like: [...(stored[index] ?? []), ...like], free }];
    }),
  );
}

/** By row, what is like it elsewhere. */
export type MatchesByRow = Promise<ReadonlyMap<ReferenceRow, RowMatches>>;

interface RowMatches {
  readonly like: readonly SourceMatch[];
  readonly free: readonly FreeName[];
}

type SourceMatch = NearSource & { readonly match: 'SAME' | 'NEAR' };

const distinct = (like: readonly NearSource[]): NearSource[] => [
  ...new Map(like.map(({ id, reason }) => [id, { id, reason }])).values(),
];

export type AddedSources = ReturnType<typeof addedSources>;

/**
 * What a run added, found again by each identifier and by title: a dry run writes nothing to find it in. A key leads to
 * the first few of its sources only, or a file of one title over and over would be compared with itself.
 */
export function addedSources() {
  const byKey = new Map<string, Map<string, SourceReference>>();
  const taken = new Set<string>();
  return {
    /** Gives the names that are free still: rows of one title are not always one document. */
    add(id: string, reference: SourceReference, free: readonly FreeName[]): FreeName[] {
      for (const key of keysOf(reference)) {
        const sources = byKey.get(key) ?? new Map<string, SourceReference>();
        if (sources.size < mostOfKey) byKey.set(key, sources.set(id, reference));
      }
      const own = free.filter(({ name }) => !taken.has(name));
      for (const { name } of own) taken.add(name);
      return own;
    },
    /** Takes back what could not be written. */
    drop({ id, attributes, names }: FreshSource): void {
      for (const key of keysOf(attributes)) byKey.get(key)?.delete(id);
      for (const { name } of names) taken.delete(name);
    },
    like(reference: SourceReference): SourceMatch[] {
      const candidates = new Map(keysOf(reference).flatMap((key) => [...(byKey.get(key) ?? [])]));
      return [...candidates].flatMap(([id, source]) => {
        const likeness = compareSources(reference, source);
        return likeness ? [{ id, ...likeness }] : [];
      });
    },
  };
}

const mostOfKey = 20;

function keysOf(reference: SourceReference): string[] {
  const { doi, pmid, isbn, issued, authors } = reference;
  const title = foldedTitle(reference);
  const whole = title && [title, issued?.slice(0, 4), searchWords(authors?.[0] ?? '').join(' ')].join(' | ');
  return Object.entries({ doi, pmid, isbn, title, whole }).flatMap(([name, value]) =>
    value ? [`${name} ${value}`] : [],
  );
}
