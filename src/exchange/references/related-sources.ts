import { findKnownSource } from '../../curation/sources/find-known-source.ts';
import type { AddedSources, ReferenceRow } from '../../curation/imports/sort-references.ts';
import type { Store } from '../../store/store.ts';

/** For each row that is a notice about another document, the sources of the title that it names. */
export async function relatedSources(
  store: Store,
  rows: readonly ReferenceRow[],
  added: AddedSources,
): Promise<ReadonlyMap<ReferenceRow | undefined, readonly string[]>> {
  const notices = rows.filter((row) => titleOf(row) !== undefined);
  if (notices.length === 0) return new Map();
  const wanted = notices.map((row) => ({ title: titleOf(row) }));
  const known = await findKnownSource(store, wanted);
  return new Map(
    notices.map((row, at) => {
      const like = [...added.like(wanted[at] ?? {}), ...(known[at] ?? [])];
      return [row, [...new Set(like.map(({ id }) => id))]];
    }),
  );
}

function titleOf(row: ReferenceRow): string | undefined {
  return 'sign' in row && row.sign?.about === 'ANOTHER' && row.sign.title !== '' ? row.sign.title : undefined;
}
