import { reservationsOf, isReserved } from '../../curation/reservations/reservations.ts';
import type { StoredRecord } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';

interface WantedName {
  readonly name: string;
  readonly entry: string;
}

/** Those of the names that are not reserved, each with the record of whoever released it. */
export async function findFreeNames(
  store: Store,
  wanted: readonly WantedName[],
): Promise<(WantedName & { readonly present: StoredRecord | null })[]> {
  const reservations = await reservationsOf(
    store,
    wanted.map(({ name }) => name),
  );
  return wanted.flatMap((each) => {
    const present = reservations.get(each.name) ?? null;
    return isReserved(present) ? [] : [{ ...each, present }];
  });
}
