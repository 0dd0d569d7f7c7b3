import { answeredSince } from '../../src/analysis/answered-since.ts';
import { chain } from '../../src/analysis/chain.ts';
import { contradictions } from '../../src/analysis/contradictions.ts';
import { EvidenceGraph, type SubGraph } from '../../src/analysis/evidence-graph.ts';
import { gapMap } from '../../src/analysis/gap-map.ts';
import type { GroundedClaim } from '../../src/analysis/grounded-node.ts';
import { grounding } from '../../src/analysis/grounding.ts';
import { impact, type EntryState } from '../../src/analysis/impact.ts';
import { indication } from '../../src/analysis/indication.ts';
import { robustness } from '../../src/analysis/robustness.ts';
import { supposing, type SupposedChange } from '../../src/analysis/what-if.ts';
import type { NodeRow } from '../../src/store/read-plan.ts';

/* Answers as short plain data, with ids for entries: what a case can be written down with. */

export interface Question {
  readonly supposing?: readonly SupposedChange[];
  readonly indication?: string;
  readonly outcome?: string | null;
  readonly jurisdiction?: string | null;
  readonly grounding?: string;
  readonly robustness?: string;
  readonly impact?: readonly string[];
  readonly change?: SupposedChange['change'];
  readonly chain?: string;
  readonly direction?: 'FORWARD' | 'BACKWARD';
  readonly maxDepth?: number;
  readonly maxPaths?: number;
  readonly stances?: readonly string[];
  readonly statuses?: readonly string[];
  readonly gapMap?: Readonly<Record<string, unknown>>;
  readonly contradictions?: true;
  readonly answeredSince?: string;
}

export function ask(given: SubGraph, question: Question): unknown {
  const subGraph = (question.supposing ?? []).reduce(supposing, given);
  const graph = new EvidenceGraph(subGraph);
  const found = (id: string): NodeRow => {
    const node = graph.node(id);
    if (!node) throw new Error(`${id} is not in the case`);
    return node;
  };
  if (question.indication !== undefined) return indicationIn(graph, found(question.indication), question);
  if (question.grounding !== undefined) return groundingIn(graph, found(question.grounding), question);
  if (question.robustness !== undefined) {
    const { smallest, tried } = robustness(graph, found(question.robustness));
    return { smallest: smallest && ids(smallest), tried };
  }
  if (question.impact) return impactIn(subGraph, question);
  if (question.chain !== undefined) return chainIn(subGraph, question, question.chain);
  if (question.gapMap) return gapMapIn(graph, question.gapMap, found);
  if (question.contradictions)
    return contradictions(graph).map(({ kind, claim, sides }) => [kind, claim.id, sides.map(({ entry }) => entry.id)]);
  const { open, studies } = answeredSince(graph, found(question.answeredSince ?? ''));
  return { open, studies: studies.map(({ study, later }) => [study.id, later]) };
}

const ids = (nodes: readonly NodeRow[]) => nodes.map(({ id }) => id);
const state = ({ status, certainty }: { status: string | null; certainty: string | null }) =>
  [status ?? 'NONE', certainty ?? ''].join(' ').trim();
const claimState = (each: GroundedClaim | null) => each && `${each.indication.claim.id} ${state(each.indication)}`;

function indicationIn(graph: EvidenceGraph, claim: NodeRow, { outcome = null, jurisdiction = null }: Question) {
  const { status, certainty, tier, lowerTierDisagrees, studies, tally, trace, verdicts } = indication(graph, claim, {
    outcome,
    jurisdiction,
  });
  return {
    status,
    certainty,
    tier,
    lowerTierDisagrees,
    studies,
    tally: tally.map((row) => `${row.tier ?? 'none'} ${row.stance} ${row.votes}`),
    rules: trace.map(({ rule }) => rule),
    verdicts: Object.fromEntries(verdicts.map(({ assessment, agrees }) => [assessment.id, agrees])),
  };
}

function groundingIn(graph: EvidenceGraph, node: NodeRow, { jurisdiction = null }: Question) {
  const found = grounding(graph, node, jurisdiction);
  return {
    flags: found.flags.map(({ flag }) => flag),
    weakest: claimState(found.weakest),
    strongest: claimState(found.strongest),
    deciding: found.deciding.map(({ indication: { claim } }) => claim.id),
    stated: found.statedLinks,
    curated: found.curatedLinks,
  };
}

function impactIn(subGraph: SubGraph, { impact: changed = [], change = 'RETRACTED' }: Question) {
  const found = impact(subGraph, { ids: changed, change });
  const flags = (each: EntryState) => each.flags.join(' ');
  const entries = found.affected.map((each) => [
    each.node.id,
    {
      class: each.class,
      before: state(each.before),
      after: state(each.after),
      raised: flags(each.after) === flags(each.before) ? undefined : each.after.flags,
      path: ids(each.path),
    },
  ]);
  const count = found.affected.length;
  return {
    changed: ids(found.changed),
    count,
    affected: Object.fromEntries(entries),
    tainted: ids(found.tainted),
  };
}

function chainIn(subGraph: SubGraph, question: Question, id: string) {
  const { direction = 'FORWARD', maxDepth = 20, maxPaths = 100, stances = [], statuses = ['ACCEPTED'] } = question;
  const found = chain(new EvidenceGraph(subGraph), { id, direction, maxDepth, maxPaths, stances, statuses });
  if (!found) return null;
  return {
    nodes: ids(found.nodes),
    edges: found.edges.map(({ from, to, relationship }) => `${from} ${relationship} ${to}`),
    paths: found.paths.map(({ nodes, endsAt }) => `${ids(nodes).join(' > ')}: ${endsAt}`),
    truncated: found.truncated,
  };
}

function gapMapIn(graph: EvidenceGraph, given: Readonly<Record<string, unknown>>, found: (id: string) => NodeRow) {
  const facets = (name: string) => (given[name] as string[]).map(found);
  const map = gapMap(graph, {
    rowAxis: 'INTERVENTION',
    columnAxis: 'OUTCOME',
    rollUp: true,
    jurisdictions: [],
    populations: [],
    claimTypes: [],
    ...given,
    rows: facets('rows'),
    columns: facets('columns'),
  });
  const cells = map.cells.map((cell) => [
    `${cell.row.id} ${cell.column.id}`,
    {
      states: cell.states,
      claims: cell.claims.map(({ claim }) => claim.id),
      newestYear: cell.newestYear,
      designs: Object.fromEntries(cell.designs.map(({ of, count }) => [String(of), count])),
      research: ids(cell.researchRecommendations),
    },
  ]);
  return { cells: Object.fromEntries(cells) as unknown, claims: map.claims, hiddenClaims: map.hiddenClaims };
}
