import { v7 as uuidv7 } from 'uuid';
import { compareSources, foldedTitle, type SourceReference } from '../../curation/compare-sources.ts';
import { findKnownSource, mostReferences } from '../../curation/find-known-source.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { searchWords } from '../../domain/search-text.ts';
import type { Store } from '../../store/store.ts';
import type { ReferenceRow } from './read-references.ts';

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

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Where the rows come from, for the history. */
  readonly from: string;
  /** Told after each change set. */
  readonly progress?: (rowsDone: number) => void;
}

type Whole = { readonly line: number; readonly attributes: AttributeRecord };

/**
 * Adds the sources that the store does not know yet, in change sets of at most 25, and reports row by row. What a run
 * that broke off has written is known to the next one, so it can simply be repeated. Rows of one document become one
 * source: the first row's, which is `KNOWN` to the others.
 */
export async function importReferences(
  store: Store,
  rows: readonly ReferenceRow[],
  options: ImportOptions,
): Promise<RowReport[]> {
  const reports: RowReport[] = [];
  const added = addedSources();
  for (let start = 0; start < rows.length; start += mostReferences) {
    const batch = rows.slice(start, start + mostReferences);
    const fresh: { readonly id: string; readonly attributes: AttributeRecord }[] = [];
    reports.push(...(await reportsOf(store, batch, { added, fresh })));
    if (!options.dryRun && fresh.length > 0) await write(store, fresh, options);
    options.progress?.(Math.min(start + mostReferences, rows.length));
  }
  return reports;
}

interface Batch {
  readonly added: ReturnType<typeof addedSources>;
  /** Takes what is to be written. */
  readonly fresh: { readonly id: string; readonly attributes: AttributeRecord }[];
}

async function reportsOf(store: Store, batch: readonly ReferenceRow[], { added, fresh }: Batch): Promise<RowReport[]> {
  const whole = batch.filter((row): row is Whole => 'attributes' in row);
  const stored = whole.length === 0 ? [] : await findKnownSource(store, whole.map(referenceOf));
  const known = new Map(whole.map((row, index) => [row.line, stored[index] ?? []]));
  return batch.map((row) => {
    const { line } = row;
    if ('problems' in row) return { line, outcome: 'BROKEN', problems: row.problems };
    const like = [...added.like(referenceOf(row)), ...(known.get(line) ?? [])];
    const same = like.find(({ match }) => match === 'SAME');
    if (same) return { line, outcome: 'KNOWN', id: same.id, reason: same.reason };
    const id = `source:${uuidv7()}`;
    added.add(id, referenceOf(row));
    fresh.push({ id, attributes: row.attributes });
    return { line, outcome: 'ADDED', id, near: distinct(like) };
  });
}

const referenceOf = ({ attributes }: Whole): SourceReference => attributes;

const distinct = (like: readonly NearSource[]): NearSource[] => [
  ...new Map(like.map(({ id, reason }) => [id, { id, reason }])).values(),
];

/**
 * What this run added, found again by each identifier and by title: a dry run writes nothing to find it in. A key leads
 * to the first few of its sources only, or a file of one title over and over would be compared with itself.
 */
function addedSources() {
  const byKey = new Map<string, Map<string, SourceReference>>();
  return {
    add(id: string, reference: SourceReference): void {
      for (const key of keysOf(reference)) {
        const sources = byKey.get(key) ?? new Map<string, SourceReference>();
        if (sources.size < mostOfKey) byKey.set(key, sources.set(id, reference));
      }
    },
    like(reference: SourceReference) {
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

async function write(
  store: Store,
  fresh: readonly { readonly id: string; readonly attributes: AttributeRecord }[],
  { by, at, from }: ImportOptions,
): Promise<void> {
  const nodes = fresh.map((source) => ({
    ...source,
    expectedVersion: 0,
    status: 'ACCEPTED' as const,
    reviewPackage: null,
  }));
  const why = `Imported references from ${from}.`;
  await store.write({ by, role: 'ADMIN', why, at, nodes, edges: [], removedEdges: [], removedNodes: [] });
}
