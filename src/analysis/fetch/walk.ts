import { isOneOf } from '../../support/is-one-of.ts';
import type { AttributeName } from '../../store/typed-read.ts';
import type { KindName } from '../../domain/kinds.ts';
import type { RelationshipName } from '../../domain/relationships.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { ReachPlan, ReachStep } from '../../store/read-plan.ts';
import type { Store } from '../../store/store.ts';
import type { SubGraph } from '../evidence-graph.ts';
import type { WorkMeter } from '../work-meter.ts';
import { wholeOf } from './sub-graph-of-read.ts';

/** What every query needs: the store, the signal that ends it, and the meter of its work. */
export interface QueryContext {
  readonly store: Store;
  readonly signal?: AbortSignal | undefined;
  /** Counts what is visited; absent where that does not matter. */
  readonly meter?: WorkMeter | undefined;
}

/** Most steps of one walk, and most entries and connections that a question takes in at a time. */
const farthest = 20;
export const [mostReached, mostConnections] = [50_000, 250_000];

/** A relationship to walk along, or one of several from-kinds of it. */
export type Step = RelationshipName | Omit<ReachStep, 'direction'>;

/** The attributes that an entry is displayed with. */
export const displayHeader = ['label', 'status'] as const;

/** What questions want of entries, by kind, besides the header. */
export const wantedAttributes = {
  Recommendation: ['kind', 'strength', 'ordinal'],
  Claim: ['type'],
  EvidenceLink: ['stance', 'directness', 'basis', 'rationale'],
  Finding: ['kind', 'effectDirection'],
  Study: ['sms', 'design'],
  RiskOfBiasJudgement: ['tool', 'overall'],
  EvidenceSource: ['kind', 'identified', 'standing', 'issued'],
} as const satisfies { readonly [Kind in KindName]?: readonly AttributeName<Kind>[] };

/** Everything along some relationships in one direction, whole or `QUESTION_LIMIT_EXCEEDED`. 1 statement; none from nowhere. */
export async function walk(
  context: QueryContext,
  from: readonly string[],
  steps: readonly Step[],
  direction: 'forward' | 'backward',
): Promise<SubGraph> {
  return walkFor(context, from, steps, { direction, header: displayHeader });
}

/** The same, with as much of the header as is wanted. */
export async function walkFor(
  { store, signal }: QueryContext,
  from: readonly string[],
  steps: readonly Step[],
  { direction, header }: Pick<ReachPlan, 'header'> & Pick<ReachStep, 'direction'>,
): Promise<SubGraph> {
  if (from.length === 0) return { nodes: [], edges: [] };
  const reachSteps = steps.map((step) => (typeof step === 'string' ? { relationship: step } : step));
  const plan = {
    from,
    steps: reachSteps.map((step) => ({ ...step, direction })),
    maxDepth: farthest,
    maxNodes: mostReached,
    maxEdges: mostConnections,
    header,
    attributes: wantedAttributes,
  };
  return wholeOf(await store.reach(plan, signal));
}

export function idsOf({ store }: QueryContext, { nodes }: SubGraph, kinds: readonly KindName[]): string[] {
  return nodes.flatMap(({ id }) => (isOneOf(kinds, kindOfId(store.model, id)) ? [id] : []));
}
