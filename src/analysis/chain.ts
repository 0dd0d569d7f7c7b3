import { compareText } from '../domain/compare-text.ts';
import type { NodeRow } from '../store/read-plan.ts';
import type { EvidenceGraph, SubGraphEdge } from './evidence-graph.ts';
import type { ChainDirectionName, PathEndName, TruncationName } from './vocabulary.ts';

export interface ChainQuestion {
  readonly id: string;
  readonly direction: ChainDirectionName;
  /** Steps from the start, 1 to 20. */
  readonly maxDepth: number;
  /** 1 to 1,000. */
  readonly maxPaths: number;
  /** Evidence links with other stances are left out; empty means any. */
  readonly stances: readonly string[];
  /** Entries with another status in review are left out; the start never is. */
  readonly statuses: readonly string[];
}

/** Everything between an entry and where its argument ends, and every way there. */
export interface Chain {
  readonly start: NodeRow;
  /** By steps from the start, then id. */
  readonly nodes: readonly NodeRow[];
  readonly edges: readonly ChainEdge[];
  /** Every simple path that cannot go on, shortest first, then by ids. */
  readonly paths: readonly ChainPath[];
  /** Why something was left out; empty where the chain is whole. */
  readonly truncated: readonly TruncationName[];
}

/** An edge in its own direction, with what the evidence link at one of its ends says. */
export interface ChainEdge extends SubGraphEdge {
  readonly role: string | null;
  readonly basis: string | null;
  readonly stance: string | null;
  readonly directness: string | null;
}

export interface ChainPath {
  readonly nodes: readonly NodeRow[];
  readonly endsAt: PathEndName;
}

/** The relationships of an argument. Passages count where a finding quotes them: who asserts something has no evidence by that. */
export const chainSteps = [
  'BASED_ON',
  'RESTS_ON',
  'HAS_EVIDENCE',
  'USES',
  'RESULT_OF',
  'REPORTED_IN',
  'INCLUDES',
  'QUOTES',
  'PASSAGE_OF',
] as const;

/** Beginnings of paths that are followed before the search is given up. */
export const mostBeginnings = 25_000;

/** The chain of an entry, or null where the graph does not hold it. */
export function chain(
  graph: EvidenceGraph,
  question: ChainQuestion,
  cut: readonly TruncationName[] = [],
): Chain | null {
  const start = graph.node(question.id);
  if (!start) return null;
  const walk = walkOf(graph, question);
  const depths = depthsFrom(walk, question);
  const beyond = [...depths].some(
    ([id, depth]) => depth === question.maxDepth && walk(id).some((next) => !depths.has(next.id)),
  );
  const found = pathsFrom(walk, start, question);
  graph.spend(found.followed);
  const nodes = [...depths.keys()].flatMap((id) => graph.node(id) ?? []);
  const truncated = new Set<TruncationName>([...cut, ...(beyond || found.cut ? ['DEPTH' as const] : [])]);
  if (found.more) truncated.add('PATHS');
  return { start, nodes, edges: edgesWithin(graph, depths), paths: found.paths, truncated: [...truncated] };
}

type Walk = (id: string) => readonly NodeRow[];

function walkOf(graph: EvidenceGraph, { direction, stances, statuses }: ChainQuestion): Walk {
  const known = new Map<string, readonly NodeRow[]>();
  const wanted = (node: NodeRow) =>
    statuses.includes(String(node['status'])) &&
    (stances.length === 0 || node.__typename !== 'EvidenceLink' || stances.includes(String(node['stance'])));
  const next = (id: string) => {
    const edges = direction === 'FORWARD' ? graph.outgoing(id, ...chainSteps) : graph.incoming(id, ...chainSteps);
    const ends = edges
      .filter((edge) => isArgument(graph, edge))
      .map(({ from, to }) => (direction === 'FORWARD' ? to : from));
    return [...new Set(ends)]
      .toSorted(compareText)
      .flatMap((end) => graph.node(end) ?? [])
      .filter(wanted);
  };
  return (id) => {
    let ends = known.get(id);
    if (!ends) known.set(id, (ends = next(id)));
    return ends;
  };
}

const isArgument = (graph: EvidenceGraph, { relationship, from }: SubGraphEdge) =>
  relationship !== 'QUOTES' || graph.node(from)?.__typename === 'Finding';

/** Steps from the start, in order of depth, then id. */
function depthsFrom(walk: Walk, { id, maxDepth }: ChainQuestion): ReadonlyMap<string, number> {
  const depths = new Map([[id, 0]]);
  let level = [id];
  for (let depth = 1; depth <= maxDepth && level.length > 0; depth += 1) {
    const ends = level.flatMap((each) => walk(each).map((node) => node.id)).filter((each) => !depths.has(each));
    level = [...new Set(ends)].toSorted(compareText);
    for (const each of level) depths.set(each, depth);
  }
  return depths;
}

interface Beginning {
  readonly node: NodeRow;
  readonly before: Beginning | null;
  readonly length: number;
}

interface FoundPaths {
  readonly paths: readonly ChainPath[];
  /** Whether there are more paths than wanted, and whether some are longer than the depth allows. */
  readonly more: boolean;
  readonly cut: boolean;
  /** Beginnings of paths that were followed. */
  readonly followed: number;
}

/** Breadth first, so the shortest come first; ends come in order of ids, so equal lengths do too. */
function pathsFrom(walk: Walk, start: NodeRow, { direction, maxDepth, maxPaths }: ChainQuestion): FoundPaths {
  const beginnings: Beginning[] = [{ node: start, before: null, length: 0 }];
  const paths: ChainPath[] = [];
  let cut = false;
  for (let index = 0; index < beginnings.length; index += 1) {
    const beginning = beginnings[index];
    if (!beginning) break;
    const next = walk(beginning.node.id).filter((node) => !isOn(beginning, node.id));
    if (next.length > 0 && beginning.length === maxDepth) cut = true;
    else if (next.length === 0) {
      if (paths.length === maxPaths) return { paths, more: true, cut, followed: index };
      const nodes = nodesOf(beginning);
      paths.push({ nodes, endsAt: endOf(nodes, direction) });
    } else for (const node of next) beginnings.push({ node, before: beginning, length: beginning.length + 1 });
    if (beginnings.length > mostBeginnings) return { paths, more: true, cut, followed: index };
  }
  return { paths, more: false, cut, followed: beginnings.length };
}

function isOn(path: Beginning, id: string): boolean {
  for (let at: Beginning | null = path; at; at = at.before) if (at.node.id === id) return true;
  return false;
}

function nodesOf(path: Beginning): NodeRow[] {
  const nodes: NodeRow[] = [];
  for (let at: Beginning | null = path; at; at = at.before) nodes.unshift(at.node);
  return nodes;
}

function endOf(nodes: readonly NodeRow[], direction: ChainDirectionName): PathEndName {
  const last = nodes.at(-1);
  if (direction === 'BACKWARD') return last?.__typename === 'Recommendation' ? 'RECOMMENDATION' : 'NOTHING';
  if (last?.__typename !== 'EvidenceSource') return 'NOTHING';
  if (last['identified'] === false) return 'UNIDENTIFIED_SOURCE';
  return nodes.at(-2)?.__typename === 'Passage' ? 'PASSAGE' : 'SOURCE';
}

function edgesWithin(graph: EvidenceGraph, depths: ReadonlyMap<string, number>): ChainEdge[] {
  return [...depths.keys()].flatMap((id) =>
    graph
      .outgoing(id, ...chainSteps)
      .filter((edge) => depths.has(edge.to) && isArgument(graph, edge))
      .map((edge) => withWords(graph, edge)),
  );
}

function withWords(graph: EvidenceGraph, edge: SubGraphEdge): ChainEdge {
  const link = [edge.from, edge.to].map((id) => graph.node(id)).find((node) => node?.__typename === 'EvidenceLink');
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const { role, basis } = edge.attributes;
  return {
    ...edge,
    role: text(role),
    basis: text(basis ?? link?.['basis']),
    stance: text(link?.['stance']),
    directness: text(link?.['directness']),
  };
}
