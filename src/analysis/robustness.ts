import { keysOf } from '../support/keys-of.ts';
import { DomainError } from '../domain/errors.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { byId, type EvidenceGraph } from './evidence-graph.ts';
import { grounding, type Grounding } from './grounding.ts';
import { indication, type Indication, type IndicationQuestion } from './indication.ts';
import { reviewOf } from './weigh-links.ts';

/** How many sources have to be lost before what is computed for a recommendation changes. */
export interface Robustness {
  /** The smallest set that does it, the first in order of ids; null where no three or fewer do. */
  readonly smallest: readonly NodeRow[] | null;
  readonly reason: string;
  /** The sources that were tried. */
  readonly tried: number;
}

/** Sets of sources are tried up to this size. */
const largestSet = 3;
/** With more sources there are too many sets of three to try within a request. */
export const mostSources = 60;

/**
 * The smallest set of sources whose loss changes the grounding: the status or certainty of its weakest or strongest
 * primary claim, or a flag other than RETRACTION_AFFECTED, which any loss raises. `QUESTION_LIMIT_EXCEEDED` beyond 60 sources.
 */
export function robustness(graph: EvidenceGraph, node: NodeRow): Robustness {
  const base = grounding(graph, node);
  const sources = sourcesUnder(graph, base);
  if (sources.length > mostSources)
    throw new DomainError(
      'QUESTION_LIMIT_EXCEEDED',
      `Robustness is computed for at most ${mostSources} sources; ${node.id} rests on ${sources.length}.`,
    );
  const memory = new Memory(graph, sources);
  const [signature, tried] = [signatureOf(base), sources.length];
  for (let size = 1; size <= largestSet; size += 1) {
    for (const lost of setsOf(sources, size)) {
      const without = graph.replacing(lost.map((source) => ({ ...source, standing: 'RETRACTED' })));
      const found = grounding(without, node, null, (claim, question) => memory.without(without, lost, claim, question));
      if (signatureOf(found) !== signature) return { smallest: lost, reason: differenceOf(base, found), tried };
    }
  }
  const reason =
    sources.length === 0 ? 'It rests on no source.' : `More than ${largestSet} sources would have to be lost.`;
  return { smallest: null, reason, tried };
}

function sourcesUnder(graph: EvidenceGraph, { claims }: Grounding): NodeRow[] {
  const items = claims
    .filter(({ role }) => role !== 'DESPITE')
    .flatMap(({ indication: { evidence } }) => evidence.items);
  const sources = items.flatMap((item) => {
    const review = reviewOf(graph, item);
    const included = review ? graph.ends(review.id, 'INCLUDES') : [];
    return [...item.sources, ...included.flatMap((study) => graph.ends(study.id, 'REPORTED_IN'))];
  });
  return [...new Map(sources.map((source) => [source.id, source])).values()]
    .filter(({ standing }) => standing !== 'RETRACTED')
    .toSorted(byId);
}

/** A claim's indication depends on those lost sources only that it rests on: most sets share it. */
class Memory {
  readonly #known = new Map<string, Indication>();
  readonly #restsOn = new Map<string, ReadonlySet<string>>();
  readonly #graph: EvidenceGraph;
  readonly #sources: ReadonlySet<string>;

  constructor(graph: EvidenceGraph, sources: readonly NodeRow[]) {
    this.#graph = graph;
    this.#sources = new Set(sources.map(({ id }) => id));
  }

  without(graph: EvidenceGraph, lost: readonly NodeRow[], claim: NodeRow, question: IndicationQuestion): Indication {
    const own = this.#sourcesOf(claim.id);
    const key = [claim.id, ...lost.flatMap(({ id }) => (own.has(id) ? [id] : []))].join(' ');
    const known = this.#known.get(key);
    if (known) return known;
    const found = indication(graph, claim, question);
    this.#known.set(key, found);
    return found;
  }

  #sourcesOf(claim: string): ReadonlySet<string> {
    const known = this.#restsOn.get(claim);
    if (known) return known;
    const seen = new Set([claim]);
    const steps = ['HAS_EVIDENCE', 'USES', 'RESULT_OF', 'REPORTED_IN', 'INCLUDES'] as const;
    for (const id of seen) for (const { to } of this.#graph.outgoing(id, ...steps)) seen.add(to);
    const sources = new Set([...seen].filter((id) => this.#sources.has(id)));
    this.#restsOn.set(claim, sources);
    return sources;
  }
}

function* setsOf(sources: readonly NodeRow[], size: number, from = 0): Generator<readonly NodeRow[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [index, first] of sources.entries()) {
    if (index < from) continue;
    for (const rest of setsOf(sources, size - 1, index + 1)) yield [first, ...rest];
  }
}

const partsOf = ({ weakest, strongest, flags }: Grounding) => ({
  'weakest primary claim': weakest && `${weakest.indication.status} ${weakest.indication.certainty ?? ''}`.trim(),
  'strongest primary claim':
    strongest && `${strongest.indication.status} ${strongest.indication.certainty ?? ''}`.trim(),
  flags: flags
    .map(({ flag }) => flag)
    .filter((flag) => flag !== 'RETRACTION_AFFECTED')
    .join(', '),
});

const signatureOf = (found: Grounding) => JSON.stringify(partsOf(found));

function differenceOf(before: Grounding, after: Grounding): string {
  const [one, other] = [partsOf(before), partsOf(after)];
  return keysOf(one)
    .filter((part) => one[part] !== other[part])
    .map((part) => `${part}: ${one[part] || 'none'} → ${other[part] || 'none'}`)
    .join('; ');
}
