import { v7 as uuidv7 } from 'uuid';
import { mostReferences } from '../../curation/find-known-source.ts';
import { heldRecord, isTitleName } from '../../curation/holds.ts';
import { wasQuicker } from '../../curation/once.ts';
import {
  addedSources,
  sortReferences,
  type AddedSources,
  type FreshSource,
  type ReferenceRow,
  type RowReport,
} from '../../curation/sort-references.ts';
import type { Store } from '../../store/store.ts';

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
    reports.push(...(await importBatch(store, rows.slice(start, start + mostReferences), { ...options, added })));
    options.progress?.(Math.min(start + mostReferences, rows.length));
  }
  return reports;
}

/** How often a batch is tried again after somebody else added one of its sources: then that one is known. */
const mostAttempts = 4;

async function importBatch(
  store: Store,
  batch: readonly ReferenceRow[],
  { added, ...options }: ImportOptions & { readonly added: AddedSources },
): Promise<readonly RowReport[]> {
  for (let attempt = 1; ; attempt += 1) {
    const { reports, fresh } = await sortReferences(store, batch, { added, newId: () => uuidv7() });
    try {
      if (!options.dryRun && fresh.length > 0) await write(store, fresh, options);
      return reports;
    } catch (error) {
      if (!wasQuicker(error) || attempt === mostAttempts) throw error;
      for (const source of fresh) added.drop(source);
    }
  }
}

/** The identifiers are held in the same transaction, so that two who add one document at once make one source of it. */
async function write(store: Store, fresh: readonly FreshSource[], { by, at, from }: ImportOptions): Promise<void> {
  const nodes = fresh.map(({ id, attributes }) => ({
    id,
    attributes,
    expectedVersion: 0,
    status: 'ACCEPTED' as const,
    reviewPackage: null,
  }));
  const records = fresh.flatMap(({ id, names }) =>
    names
      .filter(({ name }) => !isTitleName(name))
      .map(({ name, present }) => heldRecord({ name, entry: id, proposal: null, by, at }, present)),
  );
  const why = `Imported references from ${from}.`;
  await store.write({ by, role: 'ADMIN', why, at, nodes, edges: [], removedEdges: [], removedNodes: [], records });
}
