import type { NodeRow } from '../store/read-plan.ts';
import { isAccepted, stands, type EvidenceGraph } from './evidence-graph.ts';
import { yearOf } from './grounding-flags.ts';
import { hasStandingReport } from './study-votes.ts';
import { isWithin } from './taxonomy.ts';

/** Whether research that a recommendation asks for has been done since. */
export interface AnsweredSince {
  readonly recommendation: NodeRow;
  /** True while no study is known that came later; null where it does not ask for research. */
  readonly open: boolean | null;
  readonly reason: string;
  /** Studies on what it asks about, in order of ids. */
  readonly studies: readonly AddressingStudy[];
}

export interface AddressingStudy {
  readonly study: NodeRow;
  /** The year of its newest standing report, or null where none is known. */
  readonly year: number | null;
  /** Whether it came after the document of the recommendation; null where either year is not known. */
  readonly later: boolean | null;
}

const facets = ['ABOUT_INTERVENTION', 'ABOUT_OUTCOME', 'ABOUT_POPULATION'] as const;

/**
 * A study addresses a recommendation when it, or a result of it, is about one of the interventions named or something
 * narrower, and likewise for outcomes and populations where the recommendation names any. The recommendation is open
 * until such a study is known to be later; one whose year is not known is shown and does not close it.
 */
export function answeredSince(graph: EvidenceGraph, recommendation: NodeRow): AnsweredSince {
  const [document] = graph.ends(recommendation.id, 'MADE_IN');
  const made = yearOf(document);
  const facetIds = facets.map((facet) => graph.outgoing(recommendation.id, facet).map(({ to }) => to));
  const studies =
    (facetIds[0] ?? []).length === 0 ? [] : graph.ofKind('Study').filter((study) => addresses(graph, study, facetIds));
  const found = studies.map((study) => {
    const year = newestReport(graph, study);
    return { study, year, later: year === null || made === null ? null : year > made };
  });
  const open = recommendation['kind'] === 'RESEARCH' ? found.every(({ later }) => later !== true) : null;
  return { recommendation, open, reason: reasonFor(recommendation, facetIds, found), studies: found };
}

function addresses(graph: EvidenceGraph, study: NodeRow, facetIds: readonly (readonly string[])[]): boolean {
  if (!isAccepted(study) || !hasStandingReport(graph, study)) return false;
  const results = graph.starts(study.id, 'RESULT_OF').filter(isAccepted);
  return facets.every((facet, index) => {
    const wanted = facetIds[index] ?? [];
    const about = [study, ...results].flatMap(({ id }) => graph.outgoing(id, facet));
    return wanted.length === 0 || about.some(({ to }) => isWithin(graph, to, wanted));
  });
}

function newestReport(graph: EvidenceGraph, study: NodeRow): number | null {
  const years = graph
    .ends(study.id, 'REPORTED_IN')
    .filter(stands)
    .flatMap((source) => yearOf(source) ?? []);
  return years.length === 0 ? null : Math.max(...years);
}

function reasonFor(
  recommendation: NodeRow,
  facetIds: readonly (readonly string[])[],
  found: readonly AddressingStudy[],
): string {
  if (recommendation['kind'] !== 'RESEARCH') return 'It asks for action, not for research.';
  if ((facetIds[0] ?? []).length === 0) return 'It names no intervention, so no study can be matched to it.';
  if (found.length === 0) return 'No study on what it asks about is known.';
  const later = found.filter((each) => each.later === true).length;
  if (later > 0) return `${later} of ${found.length} studies on what it asks about came later than its document.`;
  return `${found.length} on what it asks about, none of them known to be later than its document.`;
}
