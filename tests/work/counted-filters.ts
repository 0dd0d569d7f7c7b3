import type { Filter, ReadPlan } from '../../src/store/read-plan.ts';
import { relation, wanting } from '../contract/read-helpers.ts';

const along = (field: string, some: Filter): Filter => ({ field, some });
const none = (field: string, some: Filter): Filter => ({ not: along(field, some) });
const id = (...ids: readonly string[]): Filter => ({ attribute: 'id', in: ids });
const everything: Filter = { all: [] };
const facets = ['topics', 'jurisdictions', 'outcomes'] as const;

/** Of all facets of a claim: one that no claim is about, over and over. */
const tower = (levels: number): Filter =>
  levels === 0 ? id('claim:none') : { all: facets.map((facet) => none(facet, along('claims', tower(levels - 1)))) };

/** Filters over hubs, each by the kind of the list that it is for. */
export const hubFilters: readonly (readonly [name: string, kind: string, filter: Filter])[] = [
  ['a topic that is not there', 'Finding', along('topics', id('topic:none'))],
  [
    'findings of the same topic as one that is not there',
    'Finding',
    along('topics', along('findings', id('finding:none'))),
  ],
  ['findings of the same topic as one', 'Finding', along('topics', along('findings', id('finding:f1')))],
  ['findings of the same topic as any', 'Finding', along('topics', along('findings', everything))],
  ['claims of the same place', 'Claim', along('jurisdictions', along('claims', id('claim:none')))],
  [
    'sources without findings that are reported where none holds a word',
    'EvidenceSource',
    none('findings', along('reportedIn', none('findings', { words: [['zzzz']] }))),
  ],
  [
    'findings of the topic of claims of a place',
    'Finding',
    along('topics', along('claims', along('jurisdictions', everything))),
  ],
  ['facets by claims, over and over', 'Claim', tower(2)],
  [
    'alternatives along one relationship',
    'Finding',
    { any: Array.from({ length: 40 }, (_, index) => along('topics', along('findings', id(`finding:n${index}`)))) },
  ],
];

/** A page and a count of a list, or of the findings of a hub. */
export const listed = (kind: string, filter: Filter): ReadPlan => ({
  roots: {
    list: {
      by: 'list',
      kind,
      filter,
      order: 'label',
      descending: false,
      page: { first: 20, after: null },
      rows: true,
      count: true,
      select: wanting(kind, ['label']),
    },
  },
});

/** The same filter on the page of each of some nodes. */
export const pagedBelow = (filter: Filter): ReadPlan => ({
  roots: {
    some: {
      by: 'ids',
      ids: ['source:s0', 'source:s1', 'source:s2'],
      select: wanting('EvidenceSource', [], {
        found: relation('findings', wanting('Finding', ['label']), { filter, count: true }),
      }),
    },
  },
});
