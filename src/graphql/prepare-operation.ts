import type { PricedPlan } from './operation-budget.ts';
import type { OperationPlanner } from './operation-planner.ts';
import type { ResolvedOperation } from './plan/operation-cache.ts';
import { admit, type RequestContext } from './request-context.ts';

/**
 * Plans the operation of a request and admits it, once however many ask: the plan stands in the context, or what refused it
 * does. Undefined where there is nothing to plan, or where it was refused.
 */
export async function prepare(
  planner: OperationPlanner,
  context: RequestContext,
  operation: ResolvedOperation,
  variables: unknown,
): Promise<PricedPlan | undefined> {
  if (context.planned || context.refusal !== undefined) return context.planned;
  try {
    const planned = await planner.plan(operation, variables);
    if (planned) admit(context, planned);
    return planned;
  } catch (error) {
    context.refusal = error;
    return undefined;
  }
}
