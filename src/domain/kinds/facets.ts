import { list, text } from '../attribute.ts';
import { kind } from '../kind.ts';

/** Facets follow SKOS: a preferred name, alternative labels, a notation, and `broader` in the relationship table. */
const facetAttributes = {
  name: text('Preferred name (skos:prefLabel).', { required: true, maxLength: 300, search: 'names', order: true }),
  altLabels: list(text('Another label for the same (skos:altLabel).', { maxLength: 300, search: 'names' })),
  notation: text('Code in its scheme (skos:notation), for example GB-SCT.', {
    maxLength: 100,
    search: 'names',
    filter: true,
  }),
  description: text('What belongs under it (skos:scopeNote).', { search: 'texts' }),
} as const;

const facet = (words: { description: string; prefix: string; plural: string }) =>
  kind({ ...words, singular: words.prefix, attributes: facetAttributes, label: ({ name }) => name });

export const facets = {
  Outcome: facet({
    description: 'What an intervention may change: drug use, reoffending, deaths.',
    prefix: 'outcome',
    plural: 'outcomes',
  }),
  Population: facet({ description: 'Whom something is about.', prefix: 'population', plural: 'populations' }),
  Jurisdiction: facet({
    description: 'Where something applies; the notation is an ISO 3166-2 code.',
    prefix: 'jurisdiction',
    plural: 'jurisdictions',
  }),
  Topic: facet({ description: 'A subject that documents are filed under.', prefix: 'topic', plural: 'topics' }),
} as const;
