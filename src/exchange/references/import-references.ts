import { v7 as uuidv7 } from 'uuid';
import { mostLookedUp, mostReferences } from '../../curation/sources/find-known-source.ts';
import { reservationRecord, isTitleName } from '../../curation/reservations/reservations.ts';
import { wasQuicker } from '../../curation/requests/once.ts';
import {
  addedSources,
  lookUpReferences,
  sortReferences,
  type AddedSources,
  type MatchesByRow,
  type ReferenceRow,
  type RowReport,
} from '../../curation/imports/sort-references.ts';
import type { Store } from '../../store/store.ts';
import { fillGaps, type FilledGaps, type Gap } from './fill-gaps.ts';
import { relatedSources } from './related-sources.ts';

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

/** What became of a row, what it added to a source that was there, and the sources that a notice is about. */
export type ImportedReference = RowReport & {
  readonly filled?: Readonly<Record<string, string>>;
  readonly about?: readonly string[];
};

/**
 * Adds the sources that the store does not know yet, in change sets of at most 25, and reports row by row. What a run
 * that broke off has written is known to the next one, so it can simply be repeated. Rows of one document become one
 * source: the first row's, which is `KNOWN` to the others.
 */
export async function importReferences(
  store: Store,
  rows: readonly ReferenceRow[],
  options: ImportOptions,
): Promise<ImportedReference[]> {
  const reports: ImportedReference[] = [];
  const added = addedSources();
  let known: MatchesByRow | undefined;
  for (let start = 0; start < rows.length; start += mostReferences) {
    if (start % mostLookedUp === 0) known = lookUpReferences(store, rows.slice(start, start + mostLookedUp));
    const batch = rows.slice(start, start + mostReferences);
    reports.push(...(await importBatch(store, batch, { ...options, added, known })));
    options.progress?.(Math.min(start + mostReferences, rows.length));
  }
  return reports;
}

/** How often a batch is tried again after somebody else added one of its sources: then that one is known. */
const mostAttempts = 4;

async function importBatch(
  store: Store,
  batch: readonly ReferenceRow[],
  {
    added,
    known,
    ...options
  }: ImportOptions & { readonly added: AddedSources; readonly known: MatchesByRow | undefined },
): Promise<readonly ImportedReference[]> {
  for (let attempt = 1; ; attempt += 1) {
    const { reports, fresh } = await sortReferences(store, batch, {
      added,
      newId: () => uuidv7(),
      // What another one added in the meantime is in the graph by now.
      matches: attempt === 1 ? known : undefined,
    });
    const gaps = reports.flatMap((report, at) => gapOf(report, batch[at]));
    const filling = await fillGaps(store, gaps, { fresh, by: options.by, at: options.at });
    const related = await relatedSources(store, batch, added);
    try {
      if (!options.dryRun && fresh.length + filling.nodes.length > 0) await write(store, filling, options);
      return reports.map((report, at) => {
        const filled = filling.filled.get(report.line);
        const about = related.get(batch[at]);
        return { ...report, ...(filled && { filled }), ...(about && { about }) };
      });
    } catch (error) {
      if (!wasQuicker(error) || attempt === mostAttempts) throw error;
      for (const source of fresh) added.drop(source);
    }
  }
}

/** A source that is the same for certain, not by way of a proposal or of another one that was merged, may gain identifiers. */
function gapOf(report: RowReport, row: ReferenceRow | undefined): Gap[] {
  if (report.outcome !== 'KNOWN' || !/^same [^;]*$/u.test(report.reason) || !row || 'problems' in row) return [];
  const text = (name: string) => (typeof row.attributes[name] === 'string' ? row.attributes[name] : undefined);
  return [{ line: report.line, source: report.id, doi: text('doi'), pmid: text('pmid') }];
}

/** The identifiers are reserved in the same transaction, so that two who add one document at once make one source of it. */
async function write(store: Store, { fresh, ...filling }: FilledGaps, { by, at, from }: ImportOptions): Promise<void> {
  const added = fresh.map(({ id, attributes }) => ({
    id,
    attributes,
    expectedVersion: 0,
    status: 'ACCEPTED' as const,
    reviewPackage: null,
  }));
  const records = fresh.flatMap(({ id, names }) =>
    names
      .filter(({ name }) => !isTitleName(name))
      .map(({ name, present }) => reservationRecord({ name, entry: id, proposal: null, by, at }, present)),
  );
  const why = `Imported references from ${from}.`;
  const nodes = [...added, ...filling.nodes];
  await store.write({
    by,
    role: 'ADMIN',
    why,
    at,
    nodes,
    edges: [],
    removedEdges: [],
    removedNodes: [],
    records: [...records, ...filling.records],
  });
}
