import { compareText } from '../domain/compare-text.ts';
import type { IndicationStatus } from '../domain/kinds/indication-status.ts';
import type { NodeRow } from '../store/read-plan.ts';
import { EvidenceGraph, type SubGraph } from './evidence-graph.ts';
import { grounding, type Grounding } from './grounding.ts';
import { indication, type Indication } from './indication.ts';
import { isTainted } from './study-votes.ts';
import { supposing, type SupposedChange } from './what-if.ts';
import type { Certainty, GroundingFlagName, ImpactClassName } from './vocabulary.ts';
import { unmetered, type WorkMeter } from './work-meter.ts';

/** What a change does to everything that rests on what changes: recomputed with and without, never inferred. */
export interface Impact {
  readonly supposed: SupposedChange;
  /** What would change, in order of ids. Empty where all of it is as supposed already. */
  readonly changed: readonly NodeRow[];
  /** Claims, conclusions and recommendations, gravest class first. */
  readonly affected: readonly AffectedEntry[];
  /** Reviews that would include a study which does not stand any more. */
  readonly tainted: readonly NodeRow[];
}

export interface AffectedEntry {
  readonly node: NodeRow;
  readonly class: ImpactClassName;
  readonly before: EntryState;
  readonly after: EntryState;
  /** From what changes to the entry, one of the shortest ways. */
  readonly path: readonly NodeRow[];
}

/** A claim's own status; for what rests on claims, that of its weakest primary claim (null where it has none). */
export interface EntryState {
  readonly status: IndicationStatus | null;
  readonly certainty: Certainty | null;
  readonly flags: readonly GroundingFlagName[];
}

/** What falls with a source, study or finding: the steps of an argument, walked backward. */
export const dependentSteps = [
  'REPORTED_IN',
  'RESULT_OF',
  'INCLUDES',
  'USES',
  'HAS_EVIDENCE',
  'RESTS_ON',
  'BASED_ON',
  'MADE_IN',
] as const;

/** From least to gravest. */
const gravity: readonly ImpactClassName[] = [
  'FLAG_ONLY',
  'CERTAINTY_CHANGED',
  'DIRECTION_CHANGED',
  'SOLE_SUPPORT_LOST',
  'NOT_EVALUATED_NOW',
];

/** The impact of a change. The graph must hold all that rests on what changes, and all that this rests on. */
export function impact(subGraph: SubGraph, supposed: SupposedChange, meter: WorkMeter = unmetered): Impact {
  const before = new EvidenceGraph(subGraph, meter);
  const without = supposing(subGraph, supposed);
  const after = without.edges === subGraph.edges ? before.replacing(without.nodes) : new EvidenceGraph(without, meter);
  const changed = [...new Set(supposed.ids)].toSorted(compareText).flatMap((id) => {
    const node = before.node(id);
    return node && differs(node, after.node(id)) ? [node] : [];
  });
  const paths = pathsTo(
    before,
    changed.map(({ id }) => id),
  );
  const comparison = new Comparison(before, after, (id) => paths.has(id));
  const affected = [...paths].flatMap(([id, path]) => {
    const node = before.node(id);
    const compared = node && comparison.of(node);
    return node && compared ? [{ node, ...compared, path }] : [];
  });
  const tainted = after
    .ofKind('EvidenceSource')
    .filter((source) => isTainted(after, source) && !isTainted(before, before.node(source.id) ?? null));
  return { supposed, changed, affected: affected.toSorted(byGravity), tainted };
}

const differs = (node: NodeRow, other: NodeRow | undefined) =>
  other?.['standing'] !== node['standing'] || other?.['status'] !== node['status'];

const byGravity = (one: AffectedEntry, other: AffectedEntry) =>
  gravity.indexOf(other.class) - gravity.indexOf(one.class) || compareText(one.node.id, other.node.id);

class Comparison {
  readonly #before: EvidenceGraph;
  readonly #after: EvidenceGraph;
  /** Whether what changes can be reached from an entry: nothing else has to be computed twice. */
  readonly #isAffected: (id: string) => boolean;
  readonly #indications = new Map<string, { before: Indication; after: Indication; class: ImpactClassName }>();

  constructor(before: EvidenceGraph, after: EvidenceGraph, isAffected: (id: string) => boolean) {
    this.#before = before;
    this.#after = after;
    this.#isAffected = isAffected;
  }

  of(node: NodeRow): Pick<AffectedEntry, 'class' | 'before' | 'after'> | undefined {
    switch (node.__typename) {
      case 'Claim': {
        const { before, after, class: found } = this.#claim(node);
        return { class: found, before: claimState(before), after: claimState(after) };
      }
      case 'Conclusion':
      case 'Recommendation':
        return this.#resting(node);
      default:
        return undefined;
    }
  }

  #claim(claim: NodeRow) {
    const known = this.#indications.get(claim.id);
    if (known) return known;
    const before = indication(this.#before, claim);
    const after = this.#isAffected(claim.id) ? indication(this.#after, claim) : before;
    const compared = { before, after, class: classOf(before, after) };
    this.#indications.set(claim.id, compared);
    return compared;
  }

  /** The gravest class among the claims it rests on; those that it stands against do not count. */
  #resting(node: NodeRow) {
    const before = grounding(this.#before, node, null, (claim) => this.#claim(claim).before);
    const after = grounding(this.#after, node, null, (claim) => this.#claim(claim).after);
    const places = before.claims
      .filter(({ role }) => role !== 'DESPITE')
      .map((each) => gravity.indexOf(this.#claim(each.indication.claim).class));
    const found = gravity[Math.max(0, ...places)] ?? 'FLAG_ONLY';
    return { class: found, before: restingState(before), after: restingState(after) };
  }
}

const claimState = ({ status, certainty }: Indication): EntryState => ({ status, certainty, flags: [] });

const restingState = ({ weakest, flags }: Grounding): EntryState => ({
  status: weakest?.indication.status ?? null,
  certainty: weakest?.indication.certainty ?? null,
  flags: flags.map(({ flag }) => flag),
});

function classOf(before: Indication, after: Indication): ImpactClassName {
  if (after.status === 'NOT_EVALUATED' && before.status !== 'NOT_EVALUATED') return 'NOT_EVALUATED_NOW';
  if (isSupported(before) && !isSupported(after)) return 'SOLE_SUPPORT_LOST';
  if (before.status !== after.status) return 'DIRECTION_CHANGED';
  return before.certainty === after.certainty ? 'FLAG_ONLY' : 'CERTAINTY_CHANGED';
}

const isSupported = ({ evidence }: Indication) =>
  evidence.items.some(({ stance }) => stance === 'SUPPORTS' || stance === 'MIXED');

/** Breadth first over the dependents, so each path is a shortest one; of several the first in order of ids. */
function pathsTo(graph: EvidenceGraph, changed: readonly string[]): ReadonlyMap<string, readonly NodeRow[]> {
  const paths = new Map<string, readonly NodeRow[]>();
  for (const id of changed)
    paths.set(
      id,
      [graph.node(id)].flatMap((node) => node ?? []),
    );
  for (const [id, path] of paths) {
    for (const node of graph.starts(id, ...dependentSteps))
      if (!paths.has(node.id)) paths.set(node.id, [...path, node]);
  }
  return paths;
}
