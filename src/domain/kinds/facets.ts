import { choice, choiceSet, list, object, text } from '../attribute.ts';
import { importanceProblems } from '../figures/importance-problems.ts';
import { kind } from '../kind.ts';
import { smallestImportant } from './figures.ts';

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

const betterWhen = choiceSet('BetterWhen', 'Which way an outcome is better.', {
  HIGHER: 'More of it is better: survival, employment.',
  LOWER: 'Less of it is better: deaths, reoffending.',
  NEITHER: 'Neither way is better by itself.',
});

export const facets = {
  Outcome: kind({
    description: 'What an intervention may change: drug use, reoffending, deaths.',
    prefix: 'outcome',
    singular: 'outcome',
    plural: 'outcomes',
    attributes: {
      ...facetAttributes,
      betterWhen: choice(betterWhen, 'Which way it is better; empty where nobody said.', { filter: true }),
      smallestImportant: object(smallestImportant, 'The smallest difference that matters.', {}),
    },
    label: ({ name }) => name,
    rules: importanceProblems,
  }),
  Population: facet({ description: 'Whom something is about.', prefix: 'population', plural: 'populations' }),
  Jurisdiction: facet({
    description: 'Where something applies; the notation is an ISO 3166-2 code.',
    prefix: 'jurisdiction',
    plural: 'jurisdictions',
  }),
  Setting: facet({
    description: 'Where something is delivered or studied: a prison, a hospital, primary care.',
    prefix: 'setting',
    plural: 'settings',
  }),
  Topic: facet({ description: 'A subject that documents are filed under.', prefix: 'topic', plural: 'topics' }),
} as const;
