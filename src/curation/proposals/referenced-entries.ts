import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { DomainError, validationFailed } from '../../domain/errors.ts';
import { memberOf, type Model } from '../../domain/model.ts';
import { searchWords } from '../../domain/search-text.ts';
import { nodesOfPage, relationIn } from '../../store/answered-nodes.ts';
import type { SeenNode } from '../../store/change-set.ts';
import type { Filter, NodeRow, RelationRead, Selection } from '../../store/read-plan.ts';
import { AliasStore } from '../../store/aliases/alias-store.ts';
import type { Store } from '../../store/store.ts';
import { readTyped, select, type RowOf } from '../../store/typed-read.ts';
import { versionConflict } from '../../store/refusals.ts';
import type { InputId } from '../drafts/draft-change.ts';
import type { ProposedChange } from '../drafts/proposed-change.ts';

/** A source with the attributes that sources are compared by. */
export type SourceRow = RowOf<typeof sourceSelection>;

export interface ReferencedEntries {
  /** Entries of the graph, by id. */
  readonly found: ReadonlyMap<string, NodeRow>;
  /** The entry that stands for an id: another one, where the entry of that id was merged away. */
  readonly standingFor: (id: string) => string;
  /** Sources that may be the same documents as those that the proposal adds or changes. */
  readonly sources: readonly SourceRow[];
}

/**
 * Reads what a proposal rests on, in one statement; an entry that was merged away is found as the one that stands for it.
 * `sources` are the attributes of sources that are to be added or changed.
 */
export async function readReferencedEntries(
  store: Store,
  ids: readonly string[],
  sources: readonly AttributeRecord[] = [],
): Promise<ReferencedEntries> {
  const entries = { by: 'ids' as const, ids: [...new Set(ids)], select: headersOf(store.model) };
  const aliases = new AliasStore(store);
  const answer = await readTyped(aliases, { entries, ...likeThose(sources) });
  const rows = answer.entries.filter((row) => row !== null);
  const alike = [answer.identified, answer.titled].flatMap((page) => nodesOfPage(page));
  const standingFor = (id: string) => aliases.standingFor(id);
  return { found: new Map(rows.map((row) => [row.id, row])), standingFor, sources: alike };
}

/** `NOT_FOUND` with every field that names what is not in the graph. */
export function assertPresent(inputIds: readonly InputId[], { found, standingFor }: ReferencedEntries): void {
  const absent = inputIds.filter(({ id }) => !found.has(standingFor(id)));
  if (absent.length === 0) return;
  const problems = absent.map(({ path, id }) => ({ path, message: `nothing has the id "${id}"` }));
  throw new DomainError('NOT_FOUND', validationFailed(problems).message, { problems });
}

/** `VERSION_CONFLICT` where an entry is no longer as it was when its change was proposed. */
export function assertUnchanged({ nodes }: ProposedChange, { found }: ReferencedEntries): void {
  for (const { id, expectedVersion } of nodes.filter((node) => node.expectedVersion > 0)) {
    const present = Number(found.get(id)?.['version'] ?? 0);
    if (present !== expectedVersion) throw versionConflict(id, expectedVersion, present);
  }
}

export function assertNotRetracted(row: NodeRow | SourceRow | undefined): void {
  const fallen = row && retractedSource(row);
  if (fallen === undefined) return;
  const message =
    fallen === row?.id
      ? `${fallen} is retracted: nothing may be linked to it.`
      : `${row?.id} stands only in what was retracted, such as ${fallen}: nothing may be linked to it.`;
  throw new DomainError('RETRACTED', message, { existing: fallen });
}

/** The retracted source that an entry is, or that it stands in and in no other; undefined where there is none. */
export function retractedSource(row: NodeRow | SourceRow): string | undefined {
  const sources = 'reportedIn' in row ? nodesOfPage(relationIn(row, 'reportedIn')) : [row];
  return sources.every(({ standing }) => standing === 'RETRACTED') ? sources[0]?.id : undefined;
}

/** The state in which an entry was seen, on which accepting rests: its own, and the standing of the sources that report it. */
export function seenOf(row: NodeRow | undefined): SeenNode[] {
  if (!row) return [];
  const { status, standing } = row;
  const own = { id: row.id, seen: { status, ...(standing !== undefined && { standing }) } };
  const sources = 'reportedIn' in row ? nodesOfPage(relationIn(row, 'reportedIn')) : [];
  return [own, ...sources.map(({ id, standing: seen }) => ({ id, seen: { standing: seen } }))];
}

const mostSources = 100;
const page = { first: mostSources, after: null };

const sourceSelection = select({
  EvidenceSource: {
    attributes: ['label', 'status', 'standing', 'title', 'issued', 'authors', 'doi', 'pmid', 'isbn'],
    relations: {},
  },
});

const reportedIn: RelationRead = {
  field: 'reportedIn',
  page,
  rows: true,
  count: false,
  edgeAttributes: [],
  select: { EvidenceSource: { attributes: ['standing'], relations: {} } },
};

function headersOf(model: Model): Selection {
  const header = ['label', 'status', 'version', 'reviewPackage'];
  return Object.fromEntries(
    Object.entries(model.kinds).map(([kind, { attributes }]) => [
      kind,
      {
        attributes: 'standing' in attributes ? [...header, 'standing'] : header,
        relations: memberOf(model, kind, 'reportedIn') ? { reportedIn } : {},
      },
    ]),
  );
}

/** Words of a title that are looked for. */
const mostWords = 30;

/** Sources that share an identifier; of those that have none, the words of the title. */
function likeThose(sources: readonly AttributeRecord[]) {
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

const listOf = (filter: Filter) => ({
  by: 'list' as const,
  kind: 'EvidenceSource',
  order: 'label',
  descending: false,
  filter,
  page,
  rows: true,
  count: false,
  select: sourceSelection,
});
