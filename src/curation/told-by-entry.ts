import { DomainError } from '../domain/errors.ts';
import { nodeIdOf } from '../domain/ids.ts';
import type { NodeRow, NodeSelection, PageAnswer, RelationRead, Selection } from '../store/read-plan.ts';
import type { Store } from '../store/store.ts';
import { readSurviving } from './merging/surviving.ts';

/** What a source or study says and is about, and the claims that it is evidence for or against already. */
export interface ToldByEntry {
  readonly text: string;
  /** Ids of what its studies and findings are about. */
  readonly facets: readonly string[];
  /** Ids of claims. */
  readonly linked: readonly string[];
}

/** Findings, studies and arguments that are looked at: enough to tell what a study is about. */
const mostOfField = 50;

const along = (field: string, select: Selection, first = mostOfField): RelationRead => ({
  field,
  page: { first, after: null },
  rows: true,
  count: false,
  edgeAttributes: [],
  select,
});

const links = along('usedBy', { EvidenceLink: { attributes: [], relations: { claim: along('claim', {}, 1) } } });
const findings = along('findings', { Finding: { attributes: ['text'], relations: { usedBy: links } } });
const studies = along('studies', { Study: { attributes: ['name'], relations: {} } });

const saying: Readonly<Record<'EvidenceSource' | 'Study', NodeSelection>> = {
  EvidenceSource: { attributes: ['title'], relations: { findings, studies, usedBy: links } },
  Study: { attributes: ['name'], relations: { findings } },
};

const facetFields = ['interventions', 'outcomes', 'populations', 'jurisdictions'] as const;
const about: NodeSelection = {
  attributes: [],
  relations: Object.fromEntries(facetFields.map((field) => [field, along(field, {}, 10)])),
};

/** Two small statements, which a database that has just started plans in time. `NOT_FOUND` where it is not there. */
export async function toldByEntry(store: Store, kind: keyof typeof saying, given: string): Promise<ToldByEntry> {
  const id = nodeIdOf(store.model, given, kind === 'Study' ? 'study' : 'source', kind);
  const row = await rowOf(store, id, { [kind]: saying[kind] });
  const parts = [row, ...rowsIn(row, 'studies'), ...rowsIn(row, 'findings')];
  const words = parts.flatMap((part) => ['title', 'name', 'text'].flatMap((name) => part[name] ?? []));
  const used = parts.flatMap((part) => rowsIn(part, 'usedBy')).flatMap((link) => rowsIn(link, 'claim'));
  const facets = await facetsOf(
    store,
    parts.filter(({ __typename }) => __typename !== 'EvidenceSource').map((part) => part.id),
  );
  return { text: words.join('\n'), facets, linked: used.map((claim) => claim.id) };
}

async function rowOf(store: Store, id: string, select: Selection): Promise<NodeRow> {
  const answer = await readSurviving(store, { roots: { entry: { by: 'ids', ids: [id], select } } });
  const [row] = answer['entry'] as readonly (NodeRow | null)[];
  if (row) return row;
  throw new DomainError('NOT_FOUND', `Nothing has the id "${id}".`);
}

async function facetsOf(store: Store, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const select = { Finding: about, Study: about };
  const answer = await store.read({ roots: { about: { by: 'ids', ids, select } } });
  const rows = (answer['about'] as readonly (NodeRow | null)[]).filter((row) => row !== null);
  const facets = rows.flatMap((row) => facetFields.flatMap((field) => rowsIn(row, field)));
  return [...new Set(facets.map((facet) => facet.id))];
}

const rowsIn = (row: NodeRow, field: string): NodeRow[] =>
  ((row[field] as PageAnswer | undefined)?.rows ?? []).map(({ node }) => node);
