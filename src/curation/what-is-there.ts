import type { AttributeRecord } from '../domain/attribute-schema.ts';
import { DomainError, validationFailed } from '../domain/errors.ts';
import { kindOfId } from '../domain/ids.ts';
import { memberOf, type Model } from '../domain/model.ts';
import { searchWords } from '../domain/search-text.ts';
import type { Filter, ListRead, NodeRow, PageAnswer, RelationRead, RootRead, Selection } from '../store/read-plan.ts';
import type { Store } from '../store/store.ts';
import { versionConflict } from '../store/write-rules.ts';
import type { Given } from './draft-change.ts';
import type { ProposedChange } from './proposal.ts';

export interface WhatIsThere {
  /** Entries of the graph, by id. */
  readonly found: ReadonlyMap<string, NodeRow>;
  /** Sources that may be one of those asked about. */
  readonly sources: readonly NodeRow[];
}

/**
 * What a proposal rests on, in one round trip. `sources` have the attributes of sources that are to be added or changed. Only of
 * kinds that are named, and where findings and studies stand apart: a database plans a text the longer the more it says.
 */
export async function whatIsThere(
  store: Store,
  ids: readonly string[],
  sources: readonly AttributeRecord[] = [],
): Promise<WhatIsThere> {
  const distinct = [...new Set(ids)];
  const entries: RootRead = { by: 'ids', ids: distinct, select: headersOf(store.model, distinct) };
  const [answer, places] = await Promise.all([
    store.read({ roots: { entries, ...likeThose(sources) } }),
    placesOf(store, distinct),
  ]);
  const rows = (answer['entries'] as readonly (NodeRow | null)[]).filter((row) => row !== null);
  const alike = ['identified', 'titled'].flatMap((root) => nodesOf(answer[root]));
  return { found: new Map(rows.map((row) => [row.id, { ...row, ...places.get(row.id) }])), sources: alike };
}

/** For each finding and study among the ids, the sources that report it. */
async function placesOf(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, NodeRow>> {
  const kinds = Object.keys(store.model.kinds).filter((kind) => memberOf(store.model, kind, 'reportedIn'));
  const reported = ids.filter((id) => kinds.includes(kindOfId(store.model, id) ?? ''));
  if (reported.length === 0) return new Map();
  const select = Object.fromEntries(kinds.map((kind) => [kind, { attributes: [], relations: { reportedIn } }]));
  const answer = await store.read({ roots: { reported: { by: 'ids', ids: reported, select } } });
  const rows = (answer['reported'] as readonly (NodeRow | null)[]).filter((row) => row !== null);
  return new Map(rows.map((row) => [row.id, row]));
}

/** `NOT_FOUND` with every field that names what is not in the graph. */
export function refuseAbsent(given: readonly Given[], { found }: WhatIsThere): void {
  const absent = given.filter(({ id }) => !found.has(id));
  if (absent.length === 0) return;
  const problems = absent.map(({ path, id }) => ({ path, message: `nothing has the id "${id}"` }));
  throw new DomainError('NOT_FOUND', validationFailed(problems).message, { problems });
}

/** `VERSION_CONFLICT` where an entry is no longer as it was when its change was proposed. */
export function refuseChanged({ nodes }: ProposedChange, { found }: WhatIsThere): void {
  for (const { id, expectedVersion } of nodes.filter((node) => node.expectedVersion > 0)) {
    const present = Number(found.get(id)?.['version'] ?? 0);
    if (present !== expectedVersion) throw versionConflict(id, expectedVersion, present);
  }
}

export function refuseRetracted(row: NodeRow | undefined): void {
  const fallen = row && retractedSource(row);
  if (fallen === undefined) return;
  const message =
    fallen === row?.id
      ? `${fallen} is retracted: nothing may be linked to it.`
      : `${row?.id} stands only in what was retracted, such as ${fallen}: nothing may be linked to it.`;
  throw new DomainError('RETRACTED', message, { existing: fallen });
}

/** The retracted source that an entry is, or that it stands in and in no other; undefined where there is none. */
export function retractedSource(row: NodeRow): string | undefined {
  const sources = 'reportedIn' in row ? nodesOf(row['reportedIn']) : [row];
  return sources.every(({ standing }) => standing === 'RETRACTED') ? sources[0]?.id : undefined;
}

const nodesOf = (page: unknown): NodeRow[] => ((page as PageAnswer | undefined)?.rows ?? []).map(({ node }) => node);

const mostSources = 100;
const page = { first: mostSources, after: null };

const sourceAttributes = ['title', 'issued', 'authors', 'doi', 'pmid', 'isbn'];

const reportedIn: RelationRead = {
  field: 'reportedIn',
  page,
  rows: true,
  count: false,
  edgeAttributes: [],
  select: { EvidenceSource: { attributes: ['standing'], relations: {} } },
};

function headersOf(model: Model, ids: readonly string[]): Selection {
  const header = ['label', 'status', 'version', 'reviewPackage'];
  const asked = new Set(ids.map((id) => kindOfId(model, id)));
  const kinds = Object.entries(model.kinds).filter(([kind]) => asked.has(kind));
  return Object.fromEntries(
    kinds.map(([kind, { attributes }]) => [
      kind,
      { attributes: 'standing' in attributes ? [...header, 'standing'] : header, relations: {} },
    ]),
  );
}

/** Words of a title that are looked for. */
const mostWords = 30;

/** Sources that share an identifier; of those that have none, the words of the title. */
function likeThose(sources: readonly AttributeRecord[]): Readonly<Record<string, ListRead>> {
  const any = ['doi', 'pmid', 'isbn'].flatMap((attribute): Filter[] => {
    const values = sources.flatMap(({ [attribute]: value }) => (typeof value === 'string' ? [value] : []));
    return values.length > 0 ? [{ attribute, in: values }] : [];
  });
  const words = sources
    .filter(hasNoIdentifier)
    .map(({ title }) => searchWords(String(title ?? '')).slice(0, mostWords))
    .filter(({ length }) => length > 0);
  return {
    ...(any.length > 0 && { identified: listOf({ any }) }),
    ...(words.length > 0 && { titled: listOf({ words }) }),
  };
}

const hasNoIdentifier = ({ doi, pmid, isbn }: AttributeRecord) =>
  [doi, pmid, isbn].every((value) => typeof value !== 'string');

const listOf = (filter: Filter): ListRead => ({
  by: 'list',
  kind: 'EvidenceSource',
  order: 'label',
  descending: false,
  filter,
  page,
  rows: true,
  count: false,
  select: { EvidenceSource: { attributes: ['label', 'status', 'standing', ...sourceAttributes], relations: {} } },
});
