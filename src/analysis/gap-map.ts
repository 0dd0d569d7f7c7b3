import type { RelationshipName } from '../domain/relationships.ts';
import type { IndicationStatus } from '../domain/kinds/indication-status.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { isForeign } from './directness.ts';
import { byId, isAccepted, type EvidenceGraph } from './evidence-graph.ts';
import { yearOf } from './grounding-flags.ts';
import { indication, wholeClaim, type Indication } from './indication.ts';
import { isWithin, withNarrower } from './taxonomy.ts';
import type { CellState, GapMapAxisName } from './vocabulary.ts';
import { isEffectClaim, type Stance } from './weigh-links.ts';

/** What a gap map is made for. `rows` and `columns` are facets in the order wanted. */
export interface GapMapQuestion {
  readonly rowAxis: GapMapAxisName;
  readonly columnAxis: GapMapAxisName;
  readonly rows: readonly NodeRow[];
  readonly columns: readonly NodeRow[];
  /** Whether claims on narrower facets count in the broader ones too. */
  readonly rollUp: boolean;
  /** Only claims on one of these places or people, or under them; empty means any. */
  readonly jurisdictions: readonly string[];
  readonly populations: readonly string[];
  /** Only claims of these types; empty means those that say that something changes something. */
  readonly claimTypes: readonly string[];
}

export interface GapMap {
  readonly rows: readonly NodeRow[];
  readonly columns: readonly NodeRow[];
  /** Row by row, every column; empty cells are there too. */
  readonly cells: readonly GapMapCell[];
  /** Claims in any cell, each once. */
  readonly claims: number;
  /** Claims on a row and a column that the filter, or their place in review, left out. */
  readonly hiddenClaims: number;
}

export interface GapMapCell {
  readonly row: NodeRow;
  readonly column: NodeRow;
  /** All that hold; see the vocabulary. */
  readonly states: readonly CellState[];
  readonly claims: readonly Indication[];
  readonly designs: readonly Count<string | null>[];
  readonly stances: readonly Count<Stance>[];
  /** Of the sources of what counts; null where no year is known. */
  readonly newestYear: number | null;
  readonly statuses: readonly Count<IndicationStatus>[];
  /** Rating levels of accepted verdicts on the claims. */
  readonly verdicts: readonly Count<NodeRow | null>[];
  readonly researchRecommendations: readonly NodeRow[];
}

export interface Count<Value> {
  readonly of: Value;
  readonly count: number;
}

/** The relationship that says what something is about, by axis. */
export const axisRelationship: Readonly<Record<GapMapAxisName, RelationshipName>> = {
  INTERVENTION: 'ABOUT_INTERVENTION',
  OUTCOME: 'ABOUT_OUTCOME',
  POPULATION: 'ABOUT_POPULATION',
  JURISDICTION: 'ABOUT_JURISDICTION',
};

/** The gap map of the claims in the graph. All that is linked to these claims must be in it, and what is narrower. */
export function gapMap(graph: EvidenceGraph, question: GapMapQuestion): GapMap {
  const [rowsOf, columnsOf] = [placesOf(graph, question, 'row'), placesOf(graph, question, 'column')];
  const placed = (node: NodeRow) =>
    rowsOf(node.id).flatMap((row) => columnsOf(node.id).map((column) => `${row} ${column}`));
  const all = graph.ofKind('Claim').filter((claim) => placed(claim).length > 0);
  const shown = all.filter((claim) => isWanted(graph, question, claim));
  const indications = intoCells(shown, placed, (claim) => indication(graph, claim, wholeClaim));
  const research = graph.ofKind('Recommendation').filter((node) => node['kind'] === 'RESEARCH' && isAccepted(node));
  const calls = intoCells(research, placed, (node) => node);
  graph.spend(question.rows.length * question.columns.length);
  const cells = question.rows.flatMap((row) =>
    question.columns.map((column) => {
      const key = `${row.id} ${column.id}`;
      return cellOf(graph, { row, column, claims: indications.get(key) ?? [], calls: calls.get(key) ?? [] });
    }),
  );
  const { rows, columns } = question;
  return { rows, columns, cells, claims: shown.length, hiddenClaims: all.length - shown.length };
}

/** For each node the rows (or columns) that it belongs to. */
function placesOf(graph: EvidenceGraph, question: GapMapQuestion, side: 'row' | 'column'): (node: string) => string[] {
  const facets = side === 'row' ? question.rows : question.columns;
  const axis = side === 'row' ? question.rowAxis : question.columnAxis;
  const places = new Map<string, string[]>();
  for (const { id } of facets)
    for (const facet of question.rollUp ? withNarrower(graph, id) : [id]) {
      const known = places.get(facet);
      if (known) known.push(id);
      else places.set(facet, [id]);
    }
  return (node) => [...new Set(graph.outgoing(node, axisRelationship[axis]).flatMap(({ to }) => places.get(to) ?? []))];
}

function isWanted(graph: EvidenceGraph, question: GapMapQuestion, claim: NodeRow): boolean {
  const { claimTypes, jurisdictions, populations } = question;
  const about = (relationship: RelationshipName, wanted: readonly string[]) =>
    wanted.length === 0 || graph.outgoing(claim.id, relationship).some(({ to }) => isWithin(graph, to, wanted));
  return (
    isAccepted(claim) &&
    (claimTypes.length === 0 ? isEffectClaim(claim) : claimTypes.includes(String(claim['type']))) &&
    about('ABOUT_JURISDICTION', jurisdictions) &&
    about('ABOUT_POPULATION', populations)
  );
}

function intoCells<Value>(
  nodes: readonly NodeRow[],
  placed: (node: NodeRow) => readonly string[],
  valueOf: (node: NodeRow) => Value,
): ReadonlyMap<string, Value[]> {
  const cells = new Map<string, Value[]>();
  for (const node of nodes) {
    const value = valueOf(node);
    for (const key of placed(node)) {
      const cell = cells.get(key);
      if (cell) cell.push(value);
      else cells.set(key, [value]);
    }
  }
  return cells;
}

interface Contents {
  readonly row: NodeRow;
  readonly column: NodeRow;
  readonly claims: readonly Indication[];
  readonly calls: readonly NodeRow[];
}

function cellOf(graph: EvidenceGraph, { row, column, claims, calls }: Contents): GapMapCell {
  const votes = [...new Map(claims.flatMap(({ evidence }) => evidence.votes).map((vote) => [vote.id, vote])).values()];
  const items = claims.flatMap(({ evidence }) => evidence.items);
  const years = items.flatMap(({ sources }) => sources).flatMap((source) => yearOf(source) ?? []);
  return {
    row,
    column,
    states: statesOf(graph, claims),
    claims,
    designs: countsOf(
      votes.flatMap(({ designs }): (string | null)[] => (designs.length > 0 ? [...designs] : [null])),
      (design) => design,
      String,
    ),
    stances: countsOf(votes, ({ stance }) => stance, String),
    newestYear: years.length === 0 ? null : Math.max(...years),
    statuses: countsOf(claims, ({ status }) => status, String),
    verdicts: countsOf(
      claims.flatMap(({ verdicts }) => verdicts),
      ({ level }) => level,
      (level) => level?.id ?? '',
    ),
    researchRecommendations: calls.toSorted(byId),
  };
}

const undecided: readonly IndicationStatus[] = ['INSUFFICIENT', 'NOT_ASSESSABLE', 'NOT_EVALUATED'];

function statesOf(graph: EvidenceGraph, claims: readonly Indication[]): CellState[] {
  const evidence = claims.flatMap(({ claim, evidence: { items } }) => {
    const places = graph.outgoing(claim.id, 'ABOUT_JURISDICTION').map(({ to }) => to);
    return items.map((item) => ({ item, places }));
  });
  if (evidence.length === 0) return ['NOBODY_LOOKED'];
  const votes = claims.flatMap(({ evidence: found }) => found.votes);
  const of = (kind: string) => votes.some((vote) => vote.kind === kind);
  const states: CellState[] = [];
  if (claims.every(({ status }) => undecided.includes(status))) states.push('INCONCLUSIVE');
  if (evidence.every(({ item, places }) => isForeign(graph, item, places))) states.push('FOREIGN_ONLY');
  if (of('REVIEW') && !of('STUDY')) states.push('REVIEWS_ONLY');
  if (of('STUDY') && !of('REVIEW')) states.push('PRIMARY_ONLY');
  return states.length > 0 ? states : ['COVERED'];
}

/** How often each value occurs, most often first, then by name. */
function countsOf<Item, Value>(
  items: readonly Item[],
  valueOf: (item: Item) => Value,
  nameOf: (value: Value) => string,
): Count<Value>[] {
  const counts = new Map<string, { of: Value; count: number }>();
  for (const item of items) {
    const of = valueOf(item);
    const known = counts.get(nameOf(of));
    if (known) known.count += 1;
    else counts.set(nameOf(of), { of, count: 1 });
  }
  return [...counts]
    .toSorted(([one, { count: first }], [other, { count: second }]) => second - first || (one < other ? -1 : 1))
    .map(([, count]) => count);
}
