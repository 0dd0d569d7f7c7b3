import { aliasesOf } from '../../store/aliases/alias-records.ts';
import { DomainError } from '../../domain/errors.ts';
import { inBatches } from '../../support/in-batches.ts';
import type { Store } from '../../store/store.ts';

const [batchSize, mostNamed] = [1_000, 20];

/** Refuses ids of what was merged away: loaded as they are, they would stand beside what stands for them already. */
export async function assertNotMerged(store: Store, ids: readonly string[]): Promise<void> {
  const merged: string[] = [];
  for (const batch of inBatches(ids, batchSize)) {
    const aliases = await aliasesOf(store, batch);
    merged.push(...[...aliases].map(([id, survivor]) => `${id} (now ${survivor})`));
  }
  if (merged.length === 0) return;
  throw new DomainError(
    'DUPLICATE',
    `The package names what was merged into others: ${merged.toSorted().slice(0, mostNamed).join(', ')}. ` +
      'Take these records out and name what stands for them, under expects where it is not the package’s own; or undo the merges.',
  );
}
