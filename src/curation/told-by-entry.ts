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

const findings = along('findings', { Finding: { attributes: ['text'], relations: {} } });
const studies = along('studies', { Study: { attributes: ['name'], relations: {} } });
const saying: Readonly<Record<'EvidenceSource' | 'Study', NodeSelection>> = {
  EvidenceSource: { attributes: ['title'], relations: { findings, studies } },
  Study: { attributes: ['name'], relations: { findings } },
};

const facetFields = ['interventions', 'outcomes', 'populations', 'jurisdictions'] as const;
const about = Object.fromEntries(facetFields.map((field) => [field, along(field, {}, 10)]));
const usedBy = along('usedBy', {});
/** What is read of a source or study and of all that it reports. */
const around: Selection = {
  EvidenceSource: { attributes: [], relations: { usedBy } },
  Study: { attributes: [], relations: about },
  Finding: { attributes: [], relations: { ...about, usedBy } },
};
const argued: Selection = { EvidenceLink: { attributes: [], relations: { claim: along('claim', {}, 1) } } };

/** Three statements, each small: a database that has just started plans them in time. `NOT_FOUND` where it is not there. */
export async function toldByEntry(store: Store, kind: keyof typeof saying, given: string): Promise<ToldByEntry> {
  const id = nodeIdOf(store.model, given, kind === 'Study' ? 'study' : 'source', kind);
  const [row] = await rowsOf(store, [id], { [kind]: saying[kind] });
  if (!row) throw new DomainError('NOT_FOUND', `Nothing has the id "${id}".`);
  const parts = [row, ...rowsIn(row, 'studies'), ...rowsIn(row, 'findings')];
  const reported = await rowsOf(
    store,
    parts.map((part) => part.id),
    around,
  );
  const links = reported.flatMap((part) => rowsIn(part, 'usedBy'));
  const used = await rowsOf(
    store,
    links.map((link) => link.id),
    argued,
  );
  const facets = reported.flatMap((part) => facetFields.flatMap((field) => rowsIn(part, field)));
  return {
    text: parts.flatMap((part) => ['title', 'name', 'text'].flatMap((name) => part[name] ?? [])).join('\n'),
    facets: [...new Set(facets.map((facet) => facet.id))],
    linked: used.flatMap((link) => rowsIn(link, 'claim')).map((claim) => claim.id),
  };
}

async function rowsOf(store: Store, ids: readonly string[], select: Selection): Promise<NodeRow[]> {
  if (ids.length === 0) return [];
  const answer = await readSurviving(store, { roots: { rows: { by: 'ids', ids: [...new Set(ids)], select } } });
  return (answer['rows'] as readonly (NodeRow | null)[]).filter((row) => row !== null);
}

const rowsIn = (row: NodeRow, field: string): NodeRow[] =>
  ((row[field] as PageAnswer | undefined)?.rows ?? []).map(({ node }) => node);
