import { findFreeNames } from './free-names.ts';
import { sourceNames, reservationRecord } from '../../curation/reservations/reservations.ts';
import type { FreshSource } from '../../curation/imports/sort-references.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { NodeWrite } from '../../store/change-set.ts';
import type { RecordWrite } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { attributeNames, readTyped, select } from '../../store/typed-read.ts';

/** What a record adds to a source that it is certainly of. */
export interface Gap {
  readonly line: number;
  readonly source: string;
  readonly doi: string | undefined;
  readonly pmid: string | undefined;
}

export interface FilledGaps {
  readonly nodes: readonly NodeWrite[];
  readonly records: readonly RecordWrite[];
  /** By line, the identifiers that were added. */
  readonly filled: ReadonlyMap<number, Readonly<Record<string, string>>>;
  readonly fresh: readonly FreshSource[];
}

interface Filling {
  readonly fresh: readonly FreshSource[];
  readonly by: string;
  readonly at: string;
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Adds identifiers to sources that lack them: to those of this batch before they are written, to others by a new version. */
export async function fillGaps(store: Store, gaps: readonly Gap[], { fresh, by, at }: Filling): Promise<FilledGaps> {
  const filled = new Map<number, Readonly<Record<string, string>>>();
  if (gaps.length === 0) return { nodes: [], records: [], filled, fresh };
  const rows = await storedRows(
    store,
    [...new Set(gaps.map(({ source }) => source))].filter((id) => fresh.every((each) => each.id !== id)),
  );
  const whole = new Map<string, AttributeRecord>([
    ...fresh.map(({ id, attributes }) => [id, attributes] as const),
    ...rows.map((row) => [row.id, row] as const),
  ]);
  for (const gap of gaps) {
    const source = whole.get(gap.source);
    const added = source ? missingOf(source, gap) : {};
    if (!source || Object.keys(added).length === 0) continue;
    filled.set(gap.line, added);
    whole.set(gap.source, { ...source, ...added });
  }
  const names = attributeNames(store.model, 'EvidenceSource');
  const changed = rows.filter((row) => whole.get(row.id) !== row);
  const altered = fresh.map((each) => ({ ...each, attributes: whole.get(each.id) ?? each.attributes }));
  const ofFresh = fresh.flatMap(({ id, attributes }, at) =>
    newNames({ ...attributes, id }, altered[at]?.attributes ?? attributes),
  );
  const reservations = await findFreeNames(store, [
    ...changed.flatMap((row) => newNames(row, whole.get(row.id) ?? row)),
    ...ofFresh,
  ]);
  const nodes = changed.map((row): NodeWrite => {
    const attributes = Object.fromEntries(names.map((name) => [name, whole.get(row.id)?.[name]]));
    return {
      id: row.id,
      expectedVersion: row['version'] as number,
      attributes,
      status: 'ACCEPTED',
      reviewPackage: (row['reviewPackage'] as string | null | undefined) ?? null,
    };
  });
  return {
    nodes,
    records: reservations.map(({ name, entry, present }) =>
      reservationRecord({ name, entry, proposal: null, by, at }, present),
    ),
    filled,
    fresh: altered,
  };
}

function missingOf(source: AttributeRecord, { doi, pmid }: Gap): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries({ doi, pmid }).flatMap(([name, value]) =>
      value !== undefined && (source[name] === null || source[name] === undefined) ? [[name, value]] : [],
    ),
  );
}

function newNames(before: AttributeRecord & { readonly id: string }, after: AttributeRecord) {
  const namesBefore = sourceNames(before);
  return sourceNames(after)
    .filter((name) => !namesBefore.includes(name))
    .map((name) => ({ name, entry: before.id }));
}

async function storedRows(store: Store, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const names = attributeNames(store.model, 'EvidenceSource');
  const selected = select({
    EvidenceSource: { attributes: ['status', 'version', 'reviewPackage', ...names], relations: {} },
  });
  const { sources } = await readTyped(store, { sources: { by: 'ids', ids, select: selected } });
  return (sources as readonly (Row | undefined)[]).filter((row): row is Row => row?.['status'] === 'ACCEPTED');
}
