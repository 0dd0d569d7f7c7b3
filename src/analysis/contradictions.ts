import { compareText } from '../domain/compare-text.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { byId, isAccepted, type EvidenceGraph, type KindRow } from './evidence-graph.ts';
import type { ContradictionKindName } from './vocabulary.ts';
import { crosswalkOf } from './verdicts.ts';

/** Two or more sides that stand against each other (or together) over a claim, each with its own reason. */
export interface Contradiction {
  readonly kind: ContradictionKindName;
  readonly claim: NodeRow;
  readonly sides: readonly Side[];
}

export interface Side {
  /** An evidence link, a claim or a verdict. */
  readonly entry: NodeRow;
  /** A stance, or the level of a verdict; what it says in a word or two. */
  readonly says: string;
  /** The reason given, or null where none is. */
  readonly reason: string | null;
}

/** All contradictions and agreements of the claims in the graph, by kind, then claim. Only what is accepted speaks. */
export function contradictions(graph: EvidenceGraph): Contradiction[] {
  const claims = graph.ofKind('Claim').filter(isAccepted);
  return [
    ...claims.flatMap((claim) => bothWays(graph, claim)),
    ...claims.flatMap((claim) => contradicting(graph, claim)),
    ...claims.flatMap((claim) => betweenSchemes(graph, claim)),
  ].toSorted((one, other) => compareText(one.kind, other.kind) || byId(one.claim, other.claim));
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);

function bothWays(graph: EvidenceGraph, claim: NodeRow): Contradiction[] {
  const links = graph.ends(claim.id, 'HAS_EVIDENCE').filter(isAccepted);
  const saying = (stance: string) => links.filter((link) => link['stance'] === stance);
  const [supporting, disputing, mixed] = [saying('SUPPORTS'), saying('DISPUTES'), saying('MIXED')];
  if (mixed.length === 0 && (supporting.length === 0 || disputing.length === 0)) return [];
  const sides = [...supporting, ...disputing, ...mixed].map((entry) => ({
    entry,
    says: String(entry['stance']),
    reason: text(entry['rationale']),
  }));
  return [{ kind: 'LINKS_BOTH_WAYS', claim, sides }];
}

function contradicting(graph: EvidenceGraph, claim: NodeRow): Contradiction[] {
  return graph.outgoing(claim.id, 'CONTRADICTS').flatMap(({ to, attributes }) => {
    const other = graph.node(to);
    if (!other || !isAccepted(other)) return [];
    const side = (entry: NodeRow, reason: unknown) => ({ entry, says: String(entry['label']), reason: text(reason) });
    return [{ kind: 'CLAIMS_CONTRADICT', claim, sides: [side(claim, attributes['rationale']), side(other, null)] }];
  });
}

interface Verdict {
  readonly assessment: NodeRow;
  readonly level: KindRow<'RatingLevel'>;
  readonly scheme: string;
}

function betweenSchemes(graph: EvidenceGraph, claim: NodeRow): Contradiction[] {
  const verdicts = graph
    .starts(claim.id, 'RATES')
    .filter(isAccepted)
    .flatMap((assessment): Verdict[] => {
      const [level] = graph.ends(assessment.id, 'AT_LEVEL');
      const [scheme] = level ? graph.ends(level.id, 'LEVEL_OF') : [];
      return level && scheme && crosswalkOf(level).length > 0 ? [{ assessment, level, scheme: scheme.id }] : [];
    });
  return verdicts.flatMap((one, index) =>
    verdicts
      .slice(index + 1)
      .filter((other) => other.scheme !== one.scheme)
      .map((other): Contradiction => {
        const agree = crosswalkOf(one.level).some((status) => crosswalkOf(other.level).includes(status));
        return {
          kind: agree ? 'SCHEMES_AGREE' : 'SCHEMES_DISAGREE',
          claim,
          sides: [one, other].map(({ assessment, level }) => ({
            entry: assessment,
            says: String(level['label']),
            reason: text(assessment['asStated']),
          })),
        };
      }),
  );
}
