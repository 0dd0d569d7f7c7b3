import { holdsOf, isHeld } from '../../curation/reservations/holds.ts';
import type { StoredRecord } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';

interface WantedName {
  readonly name: string;
  readonly entry: string;
}

/** Those of the names that nobody holds, each with the record of whoever gave it up. */
export async function findFreeNames(
  store: Store,
  wanted: readonly WantedName[],
): Promise<(WantedName & { readonly present: StoredRecord | null })[]> {
  const holds = await holdsOf(
    store,
    wanted.map(({ name }) => name),
  );
  return wanted.flatMap((each) => {
    const present = holds.get(each.name) ?? null;
    return isHeld(present) ? [] : [{ ...each, present }];
  });
}
