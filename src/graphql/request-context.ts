import type { ReadAnswer } from '../store/read-plan.ts';
import type { Store } from '../store/store.ts';
import type { OperationPlan } from './plan/plan-operation.ts';

/** What one request carries through its resolvers. */
export interface RequestContext {
  readonly store: Store;
  /** Fires at the request's deadline, or when whoever asked is gone. */
  readonly signal: AbortSignal;
  /** Set once the operation is known, before anything runs. */
  planned?: OperationPlan;
  /** The one read of the operation, started by the first root field that needs it. */
  answer?: Promise<ReadAnswer>;
}

export function planOf({ planned }: RequestContext): OperationPlan {
  if (!planned) throw new TypeError('The operation was not planned.');
  return planned;
}

/** The answer to the whole operation: one plan, one statement, however many root fields ask. */
export function answerOf(context: RequestContext): Promise<ReadAnswer> {
  context.answer ??= context.store.read(planOf(context).plan, context.signal);
  return context.answer;
}
