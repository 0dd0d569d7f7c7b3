import type { KindName } from './kinds.ts';
import { byKind, many, type DeclaredRelationship } from './relationship.ts';

/** What claims, findings, studies and recommendations are about. */
const about = <const Name extends string, const Facet extends KindName, const Field extends string>(
  name: Name,
  facet: Facet,
  field: Field,
) =>
  ({
    name,
    description: `Names the ${facet.toLowerCase()} that something is about.`,
    ends: { Claim: [facet], Finding: [facet], Study: [facet], Recommendation: [facet] },
    forward: many(field, `The ${field} it is about.`),
    backward: byKind({
      Claim: many('claims', 'Claims about it.'),
      Finding: many('findings', 'Findings about it.'),
      Study: many('studies', 'Studies about it.'),
      Recommendation: many('recommendations', 'Recommendations about it.'),
    }),
    attributes: {},
    order: 'listed',
  }) as const;

/** The rows of what things are about, and of how interventions and facets hang together among themselves. */
export const facetRelationships = [
  about('ABOUT_INTERVENTION', 'Intervention', 'interventions'),
  about('ABOUT_OUTCOME', 'Outcome', 'outcomes'),
  about('ABOUT_POPULATION', 'Population', 'populations'),
  about('ABOUT_JURISDICTION', 'Jurisdiction', 'jurisdictions'),
  about('ABOUT_TOPIC', 'Topic', 'topics'),
  about('ABOUT_SETTING', 'Setting', 'settings'),
  {
    name: 'COMPARED_WITH',
    description: 'What an intervention is compared with: another one, usual care, nothing.',
    ends: {
      Claim: ['Intervention'],
      Finding: ['Intervention'],
      Study: ['Intervention'],
      Recommendation: ['Intervention'],
    },
    forward: many('comparators', 'What it compares with; none: not reported.'),
    backward: byKind({
      Claim: many('comparedInClaims', 'Claims that compare with it.'),
      Finding: many('comparedInFindings', 'Findings that compare with it.'),
      Study: many('comparedInStudies', 'Studies that compare with it.'),
      Recommendation: many('comparedInRecommendations', 'Recommendations that compare with it.'),
    }),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'OPERATES_IN',
    description: 'Where an intervention operates.',
    ends: { Intervention: ['Jurisdiction'] },
    forward: many('operatesIn', 'Where it operates.'),
    backward: many('interventions', 'Interventions that operate there.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'DELIVERED_IN',
    description: 'The setting that an intervention is delivered in.',
    ends: { Intervention: ['Setting'] },
    forward: many('settings', 'Where it is delivered; several where it spans them.'),
    backward: many('interventions', 'Interventions that are delivered there.'),
    attributes: {},
    order: 'listed',
  },
  {
    name: 'PART_OF',
    description: 'The larger intervention that this is part of.',
    ends: { Intervention: ['Intervention'] },
    forward: many('partOf', 'What it is part of.'),
    backward: many('parts', 'Its parts.'),
    attributes: {},
    order: 'listed',
    acyclic: 'part',
  },
  {
    name: 'INSTANCE_OF',
    description: 'The class of interventions that this is an instance of.',
    ends: { Intervention: ['Intervention'] },
    forward: many('instanceOf', 'What it is an instance of.'),
    backward: many('instances', 'Its instances.'),
    attributes: {},
    order: 'listed',
    acyclic: 'class',
  },
  {
    name: 'SUCCEEDS',
    description: 'The intervention that this one replaced.',
    ends: { Intervention: ['Intervention'] },
    forward: many('succeeds', 'What it replaced.'),
    backward: many('succeededBy', 'What replaced it.'),
    attributes: {},
    order: 'listed',
    acyclic: 'succession',
  },
  {
    name: 'BROADER',
    description: 'The broader facet (skos:broader).',
    ends: {
      Outcome: ['Outcome'],
      Population: ['Population'],
      Jurisdiction: ['Jurisdiction'],
      Topic: ['Topic'],
      Setting: ['Setting'],
    },
    forward: many('broader', 'What it falls under.'),
    backward: many('narrower', 'What falls under it.'),
    attributes: {},
    order: 'listed',
    acyclic: 'facet',
  },
] as const satisfies readonly DeclaredRelationship[];
