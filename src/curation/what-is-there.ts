import type { AttributeRecord } from '../domain/attribute-schema.ts';
import { DomainError, validationFailed } from '../domain/errors.ts';
import type { Model } from '../domain/model.ts';
import type { Filter, ListRead, NodeRow, PageAnswer, RootRead, Selection } from '../store/read-plan.ts';
import type { Store } from '../store/store.ts';
import type { Given } from './draft-change.ts';

export interface WhatIsThere {
  /** Entries of the graph, by id. */
  readonly found: ReadonlyMap<string, NodeRow>;
  /** A source that has an identifier of the one asked about. */
  readonly source: NodeRow | undefined;
}

/** What a proposal rests on, in one statement. `source` has the attributes of a source that is to be added. */
export async function whatIsThere(
  store: Store,
  ids: readonly string[],
  source?: AttributeRecord,
): Promise<WhatIsThere> {
  const select = headersOf(store.model);
  const same = source && sameSource(source, select);
  const entries: RootRead = { by: 'ids', ids: [...new Set(ids)], select };
  const answer = await store.read({ roots: { entries, ...(same && { same }) } });
  const rows = (answer['entries'] as readonly (NodeRow | null)[]).filter((row) => row !== null);
  const [known] = (answer['same'] as PageAnswer | undefined)?.rows ?? [];
  return { found: new Map(rows.map((row) => [row.id, row])), source: known?.node };
}

/** `NOT_FOUND` with every field that names what is not in the graph. */
export function refuseAbsent(given: readonly Given[], { found }: WhatIsThere): void {
  const absent = given.filter(({ id }) => !found.has(id));
  if (absent.length === 0) return;
  const problems = absent.map(({ path, id }) => ({ path, message: `nothing has the id "${id}"` }));
  throw new DomainError('NOT_FOUND', validationFailed(problems).message, { problems });
}

export function refuseRetracted(source: NodeRow | undefined): void {
  if (source?.['standing'] !== 'RETRACTED') return;
  const message = `${source.id} is retracted: nothing may be linked to it.`;
  throw new DomainError('RETRACTED', message, { existing: source.id });
}

const headersOf = ({ kinds }: Model): Selection =>
  Object.fromEntries(
    Object.entries(kinds).map(([kind, { attributes }]) => {
      const standing = 'standing' in attributes ? ['standing'] : [];
      return [kind, { attributes: ['label', 'status', 'version', 'reviewPackage', ...standing], relations: {} }];
    }),
  );

function sameSource({ doi, pmid, isbn }: AttributeRecord, select: Selection): ListRead | undefined {
  const any = Object.entries({ doi, pmid, isbn }).flatMap(([attribute, value]): Filter[] =>
    typeof value === 'string' ? [{ attribute, in: [value] }] : [],
  );
  if (any.length === 0) return undefined;
  const page = { first: 1, after: null };
  const list = { by: 'list', kind: 'EvidenceSource', order: 'label', descending: false } as const;
  return { ...list, filter: { any }, page, rows: true, count: false, select };
}
