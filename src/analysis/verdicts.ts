import type { IndicationStatus } from '../domain/kinds/indication-status.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { isAccepted, type EvidenceGraph, type KindRow } from './evidence-graph.ts';
import type { Agreement } from './vocabulary.ts';

/** A verdict that somebody gave, compared with what is computed. It is never changed by that. */
export interface ComparedVerdict {
  readonly assessment: NodeRow;
  readonly scheme: NodeRow | null;
  readonly level: KindRow<'RatingLevel'> | null;
  readonly agrees: Agreement;
  readonly reason: string;
}

/** Accepted verdicts on a claim, in order of ids, each compared by the crosswalk of its level. */
export function verdictsOn(graph: EvidenceGraph, claim: NodeRow, computed: IndicationStatus): ComparedVerdict[] {
  return graph
    .starts(claim.id, 'RATES')
    .filter(isAccepted)
    .map((assessment) => {
      const [level = null] = graph.ends(assessment.id, 'AT_LEVEL');
      const [scheme = null] = level ? graph.ends(level.id, 'LEVEL_OF') : [];
      return { assessment, scheme, level, ...compare(level, computed) };
    });
}

/** The computed statuses that a level agrees with, by its crosswalk. */
export const crosswalkOf = (level: KindRow<'RatingLevel'> | null): readonly string[] => level?.agreesWith ?? [];

function compare(
  level: KindRow<'RatingLevel'> | null,
  computed: IndicationStatus,
): { agrees: Agreement; reason: string } {
  const named = crosswalkOf(level);
  const incomparable = (reason: string) => ({ agrees: 'NOT_COMPARABLE' as const, reason });
  if (level === null) return incomparable('The verdict names no level.');
  if (named.length === 0) return incomparable('The level has no crosswalk to computed statuses.');
  if (named.includes(computed)) return { agrees: 'YES', reason: `The level agrees with ${computed}.` };
  if (computed === 'NOT_ASSESSABLE') return incomparable('Nothing linked here can be assessed; the verdict saw more.');
  if (computed === 'NOT_EVALUATED' && level.coverage === 'EVALUATED')
    return incomparable('The verdict saw evaluations that are not linked here.');
  return { agrees: 'NO', reason: `The level agrees with ${named.join(', ')}; computed is ${computed}.` };
}
