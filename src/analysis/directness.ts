import type { RelationshipName } from '../domain/relationships.ts';
import type { EvidenceGraph } from './evidence-graph.ts';
import { isWithin } from './taxonomy.ts';
import type { EvidenceItem } from './weigh-links.ts';

/** The place and the people that evidence is wanted for; none means any. */
export interface Target {
  readonly jurisdictions: readonly string[];
  readonly populations: readonly string[];
}

export function targetOf(graph: EvidenceGraph, claim: string): Target {
  const facets = (relationship: RelationshipName) => graph.outgoing(claim, relationship).map(({ to }) => to);
  return { jurisdictions: facets('ABOUT_JURISDICTION'), populations: facets('ABOUT_POPULATION') };
}

type Fit = 'FITS' | 'ELSEWHERE' | 'UNKNOWN';

/**
 * Whether evidence is about the very place and people. A person's judgement goes first: PARTIAL and INDIRECT are not
 * direct. DIRECT is, unless the evidence itself names places or people that are others. Where nobody judged, the
 * evidence has to name what is wanted, or something within it.
 */
export function isDirect(graph: EvidenceGraph, item: EvidenceItem, target: Target): boolean {
  switch (item.link['directness']) {
    case 'PARTIAL':
    case 'INDIRECT':
      return false;
    case 'DIRECT':
      return fitsOf(graph, item, target).every((fit) => fit !== 'ELSEWHERE');
    default:
      return fitsOf(graph, item, target).every((fit) => fit === 'FITS');
  }
}

/** Whether it is known, not only unsaid, that evidence is not direct. */
export const isKnownIndirect = (graph: EvidenceGraph, item: EvidenceItem, target: Target): boolean =>
  ['PARTIAL', 'INDIRECT'].includes(String(item.link['directness'])) ||
  fitsOf(graph, item, target).includes('ELSEWHERE');

/** Whether the evidence names places, and all of them are elsewhere. */
export const isForeign = (graph: EvidenceGraph, item: EvidenceItem, jurisdictions: readonly string[]): boolean =>
  fit(graph, jurisdictions, facetsOf(graph, item, 'ABOUT_JURISDICTION')) === 'ELSEWHERE';

const fitsOf = (graph: EvidenceGraph, item: EvidenceItem, { jurisdictions, populations }: Target): Fit[] => [
  fit(graph, jurisdictions, facetsOf(graph, item, 'ABOUT_JURISDICTION')),
  fit(graph, populations, facetsOf(graph, item, 'ABOUT_POPULATION')),
];

/** What a finding is about; where it says nothing, what its study is about. */
function facetsOf(graph: EvidenceGraph, { used, study }: EvidenceItem, relationship: RelationshipName): string[] {
  const own = graph.outgoing(used.id, relationship).map(({ to }) => to);
  return own.length > 0 || study === null ? own : graph.outgoing(study.id, relationship).map(({ to }) => to);
}

function fit(graph: EvidenceGraph, wanted: readonly string[], named: readonly string[]): Fit {
  if (wanted.length === 0) return 'FITS';
  if (named.length === 0) return 'UNKNOWN';
  if (named.some((facet) => isWithin(graph, facet, wanted))) return 'FITS';
  // Evidence on something broader takes in what is wanted, and others too.
  return wanted.some((facet) => isWithin(graph, facet, named)) ? 'UNKNOWN' : 'ELSEWHERE';
}
