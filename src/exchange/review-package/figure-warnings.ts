import { ratioOfMeasure, type Measure } from '../../domain/figures/measure-problems.ts';
import { metricRules } from '../../domain/figures/metric-rules.ts';
import {
  isOffCentre,
  meaningOf,
  sideOfInterval,
  sideOfValue,
  type MeasuredEffect,
} from '../../domain/figures/side-of-effect.ts';
import type { AttributesOf } from '../../domain/kinds.ts';
import type { RelationshipName } from '../../domain/relationships.ts';
import type { EdgeWrite } from '../../store/change-set.ts';
import type { PackageNode } from './package-node.ts';

/** Something that a person should look at again; the path is within the record. */
export interface RecordWarning {
  readonly id: string;
  readonly path: readonly string[];
  readonly message: string;
}

interface Records {
  readonly nodes: readonly PackageNode[];
  readonly edges: readonly EdgeWrite[];
}

type Finding = AttributesOf<'Finding'>;

/** Figures, directions and stances of a sound package that do not go together. Each warning names both. */
export function figureWarnings(records: Records): RecordWarning[] {
  const graph = new RecordGraph(records);
  return [
    ...graph.ofKind('Finding').flatMap(({ id, attributes }) => warningsOfFinding(graph, id, attributes as Finding)),
    ...graph.ofKind('EvidenceLink').flatMap(({ id }) => warningsOfLink(graph, id)),
    ...judgedTwice(graph),
  ];
}

class RecordGraph {
  readonly #nodes: ReadonlyMap<string, PackageNode>;
  readonly #ends = new Map<string, string[]>();

  constructor({ nodes, edges }: Records) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    for (const { relationship, from, to } of edges) {
      this.#add(`${relationship} from ${from}`, to);
      this.#add(`${relationship} to ${to}`, from);
    }
  }

  ofKind(kind: string): PackageNode[] {
    return [...this.#nodes.values()].filter((node) => node.kind === kind);
  }

  node = (id: string | undefined) => (id === undefined ? undefined : this.#nodes.get(id));

  ends(id: string, relationship: RelationshipName): readonly string[] {
    return this.#ends.get(`${relationship} from ${id}`) ?? [];
  }

  starts(id: string, relationship: RelationshipName): readonly string[] {
    return this.#ends.get(`${relationship} to ${id}`) ?? [];
  }

  #add(key: string, end: string): void {
    const known = this.#ends.get(key);
    if (known) known.push(end);
    else this.#ends.set(key, [end]);
  }
}

interface PlacedEffect {
  readonly effect: MeasuredEffect;
  readonly path: readonly string[];
}

/** The estimate, and figures that are called a ratio. */
function effectsOf({ estimate, measures }: Finding): PlacedEffect[] {
  const figures = (measures as readonly Measure[]).flatMap((figure, index) => {
    const metric = figure.qualifier === 'RANGE' ? undefined : ratioOfMeasure(figure);
    return metric === undefined ? [] : [{ effect: { ...figure, metric }, path: ['measures', String(index)] }];
  });
  return [...(estimate === null ? [] : [{ effect: estimate, path: ['estimate'] }]), ...figures];
}

/** Which way the outcomes of an entry are better, where they agree. */
function betterWhenOf(graph: RecordGraph, ids: readonly string[]): string | null {
  const outcomes = new Set(ids.flatMap((id) => graph.ends(id, 'ABOUT_OUTCOME')));
  const ways = new Set([...outcomes].map((id) => graph.node(id)?.attributes['betterWhen'] ?? null));
  const [way] = ways;
  return ways.size === 1 && typeof way === 'string' ? way : null;
}

function warningsOfFinding(graph: RecordGraph, id: string, finding: Finding): RecordWarning[] {
  const better = betterWhenOf(graph, [id]);
  return effectsOf(finding).flatMap(({ effect, path }) => {
    const direction = againstDirection(effect, finding.effectDirection, better);
    return [
      ...(isOffCentre(effect)
        ? [{ id, path, message: `${inWords(effect)}: the value is not near the middle of its interval` }]
        : []),
      ...(direction === undefined ? [] : [{ id, path: ['effectDirection'], message: direction }]),
    ];
  });
}

const inWords = ({ metric, value, lower, upper }: MeasuredEffect) =>
  `${metricRules[metric].name}${value === null ? '' : ` ${value}`}${lower === null ? '' : ` [${lower}, ${upper ?? ''}]`}`;

function againstDirection(effect: MeasuredEffect, direction: string | null, better: string | null): string | undefined {
  const shown = sideOfInterval(effect);
  if (direction === 'NO_DIFFERENCE' && shown !== null)
    return `effectDirection is NO_DIFFERENCE, and ${inWords(effect)} shows ${shown === 'INCREASE' ? 'an increase' : 'a decrease'}`;
  const side = sideOfValue(effect);
  const meaning = side === null ? null : meaningOf(side, better);
  const said = meaningOfDirection(direction);
  if (meaning === null || said === null || meaning === said) return undefined;
  return `effectDirection is ${direction ?? ''}, and ${inWords(effect)} lies on the other side, where the outcome is better when ${better ?? ''}`;
}

const meaningOfDirection = (direction: unknown) => {
  if (direction === 'FAVOURS_INTERVENTION') return 'BENEFIT';
  return direction === 'FAVOURS_COMPARATOR' ? 'HARM' : null;
};

/** What a claim asserts; where it does not say, its type tells. */
function assertedBy(claim: PackageNode): string | undefined {
  const { asserts, type } = claim.attributes;
  if (typeof asserts === 'string') return asserts;
  if (type === 'EFFECTIVENESS') return 'BENEFIT';
  return type === 'HARM' ? 'HARM' : undefined;
}

const opposite: Readonly<Record<string, string>> = {
  BENEFIT: 'HARM',
  HARM: 'BENEFIT',
  INCREASE: 'DECREASE',
  DECREASE: 'INCREASE',
};

function warningsOfLink(graph: RecordGraph, id: string): RecordWarning[] {
  const stance = graph.node(id)?.attributes['stance'];
  const [claimId = ''] = graph.starts(id, 'HAS_EVIDENCE');
  const claim = graph.node(claimId);
  const asserted = claim && assertedBy(claim);
  if (asserted === undefined || (stance !== 'SUPPORTS' && stance !== 'DISPUTES')) return [];
  const against = stance === 'SUPPORTS' ? opposite[asserted] : asserted;
  return graph.ends(id, 'USES').flatMap((used) => {
    const finding = graph.node(used);
    if (finding?.kind !== 'Finding' || against === undefined) return [];
    const shown = effectsShown(graph, finding, claimId).find(({ says }) => says === against);
    if (!shown) return [];
    return [
      {
        id,
        path: ['stance'],
        message: `stance is ${stance}, and ${used} (${shown.words}) shows the ${stance === 'SUPPORTS' ? 'opposite of' : 'very'} ${asserted} that ${claimId} asserts`,
      },
    ];
  });
}

/** What a finding shows: of its figures where they are shown by an interval, else of its direction. */
function effectsShown(graph: RecordGraph, { id, attributes }: PackageNode, claim: string) {
  const finding = attributes as Finding;
  const better = betterWhenOf(graph, [id]) ?? betterWhenOf(graph, [claim]);
  const shown = effectsOf(finding).flatMap(({ effect }) => {
    const side = sideOfInterval(effect);
    if (side === null) return [];
    const says = [side, meaningOf(side, better)].filter((each) => each !== null);
    return says.map((each) => ({ says: each as string, words: inWords(effect) }));
  });
  const direction = meaningOfDirection(finding.effectDirection);
  if (shown.length > 0 || direction === null) return shown;
  return [{ says: direction, words: finding.effectDirection ?? '' }];
}

function judgedTwice(graph: RecordGraph): RecordWarning[] {
  const seen = new Map<string, string>();
  return graph.ofKind('RiskOfBiasJudgement').flatMap(({ id, attributes: { tool, by, on } }) => {
    const [judged = ''] = graph.starts(id, 'JUDGED_BY');
    const key = JSON.stringify([judged, tool, by, on]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, id);
    return first === undefined
      ? []
      : [
          {
            id,
            path: ['tool'],
            message: `${first} judges ${judged} with ${String(tool)} too, by the same and on the same day`,
          },
        ];
  });
}
