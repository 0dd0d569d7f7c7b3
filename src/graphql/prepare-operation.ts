import type { PricedPlan } from './operation-budget.ts';
import type { OperationPlanner } from './operation-planner.ts';
import type { ResolvedOperation } from './plan/operation-cache.ts';
import { admit, type RequestContext } from './request-context.ts';

/** An operation, and the variables that came with it, of which nothing is known. */
export interface PlanRequest {
  readonly operation: ResolvedOperation;
  readonly variables: unknown;
}

/**
 * Plans the operation of a request and admits it, once however many ask: the plan stands in the context, or what refused it
 * does. Undefined where there is nothing to plan, or where it was refused.
 */
export function prepare(
  planner: OperationPlanner,
  context: RequestContext,
  request: PlanRequest,
): Promise<PricedPlan | undefined> {
  context.preparing ??= planAndAdmit(planner, context, request);
  return context.preparing;
}

async function planAndAdmit(
  planner: OperationPlanner,
  context: RequestContext,
  { operation, variables }: PlanRequest,
): Promise<PricedPlan | undefined> {
  try {
    const planned = await planner.plan(operation, variables);
    if (planned) admit(context, planned);
    return planned;
  } catch (error) {
    context.refusal = error;
    return undefined;
  }
}
