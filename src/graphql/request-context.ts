import type { OwnKeys } from '../access/own-keys.ts';
import type { Principal } from '../access/principal.ts';
import type { QueryContext } from '../analysis/fetch/walk.ts';
import { workMeter, type WorkMeter } from '../analysis/work-meter.ts';
import type { ReferenceLookup } from '../exchange/references/lookup/reference-lookup.ts';
import { AliasStore } from '../store/aliases/alias-store.ts';
import type { ReadAnswer } from '../store/read-plan.ts';
import type { Store, Rendered } from '../store/store.ts';
import { assertAnswerWithin } from './assert-answer-within.ts';
import { assertAffordable, type PricedPlan } from './operation-budget.ts';
import type { OperationAnswer, Workers } from './workers.ts';

/** Notes on an answer that was rendered as text from the graph; empty for any other. */
export interface AnswerNotes {
  /** The version of the graph that it was read at. */
  graphVersion?: number;
}

/** What one request carries through its resolvers. */
export interface RequestContext {
  readonly store: Store;
  /** Who asks. */
  readonly principal: Principal;
  /** What they may do with their own keys. */
  readonly keys: OwnKeys;
  /** Fires at the request's deadline, or when the client is gone. */
  readonly signal: AbortSignal;
  /** Shared with whoever sends the answer, as Apollo Server copies the context itself. */
  readonly notes: AnswerNotes;
  /** Asks registries about references; absent where that is off. */
  readonly lookup?: ReferenceLookup | undefined;
  /** When the answer must be there, as `Date.now()` tells time. */
  readonly deadline: number;
  /** Answer what may take long; absent, all is answered in this process. */
  readonly workers?: Workers | undefined;
  /** Set once the operation is known, before anything runs. */
  planned?: PricedPlan | undefined;
  /** The planning of the operation, once it was begun. */
  preparing?: Promise<PricedPlan | undefined>;
  /** What refused the operation before anything ran. */
  refusal?: unknown;
  /** Counts what is computed for it, and ends that at what was predicted. */
  meter?: WorkMeter;
  /** The store as look-ups see it, see {@link lookUpsOf}. */
  lookUps?: AliasStore;
  /** The one read of the operation, started by the first root field that needs it. */
  answer?: Promise<ReadAnswer>;
  /** The same as rendered text, once that was begun. */
  text?: Promise<Rendered | undefined>;
  /** The answer of a worker, once the operation was handed over. */
  workerAnswer?: Promise<OperationAnswer>;
}

/** Lets an operation run, or throws the `DomainError` that refuses it for what it could cost. */
export function admit(context: RequestContext, planned: PricedPlan): void {
  context.planned = planned;
  assertAffordable(planned);
  context.meter = workMeter({ most: planned.cost.computed, deadline: context.deadline });
}

export function planOf({ planned }: RequestContext): PricedPlan {
  if (!planned) throw new TypeError('The operation was not planned.');
  return planned;
}

/** Answers the id of what was merged away with what it was merged into. One for a request, whose reads it remembers. */
function lookUpsOf(context: RequestContext): AliasStore {
  context.lookUps ??= new AliasStore(context.store);
  return context.lookUps;
}

/** The context of a query about entries that may be named by ids of entries that were merged away. */
export const queryContextOf = (context: RequestContext): QueryContext => ({
  store: lookUpsOf(context),
  signal: context.signal,
  meter: context.meter,
});

/** The answer to the whole operation: one plan, one statement, however many root fields ask. */
export function answerOf(context: RequestContext): Promise<ReadAnswer> {
  context.answer ??= lookUpsOf(context).read(planOf(context).plan, context.signal);
  return context.answer;
}

/**
 * The answer as rendered text, or `undefined` where graphql-js must answer: for what was not planned, for a required value
 * that is missing, or for a failure, which it finds in place of the answer and does not ask the store again for.
 */
export function textOf(context: RequestContext): Promise<Rendered | undefined> {
  context.text ??= readText(context);
  return context.text;
}

async function readText(context: RequestContext): Promise<Rendered | undefined> {
  const { signal, planned } = context;
  if (!planned?.text) return undefined;
  const { plan, text, token } = planned;
  // A lone `__typename` needs nothing from the store.
  if (text.every((part) => typeof part === 'string')) return { text: text.join(''), graphVersion: 0 };
  try {
    const answer = await lookUpsOf(context).render({ plan, program: text, planKey: token }, signal);
    if (answer) assertAnswerWithin(answer.text);
    return answer;
  } catch (error) {
    context.answer = Promise.reject(error);
    // Whoever awaits it hears of it; nobody may.
    context.answer.catch(() => undefined);
    return undefined;
  }
}
