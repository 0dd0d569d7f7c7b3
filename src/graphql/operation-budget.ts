import { DomainError, invalidArgument } from '../domain/errors.ts';
import { conditionsOfRead, workOfRead, type Found } from '../store/read-work.ts';
import { assertWithin } from './plan/operation-limits.ts';
import type { CachedPlan } from './plan/operation-cache.ts';
import { workOfQuestions, type GraphSize } from './plan/question-work.ts';

/**
 * What one operation may cost, in two currencies: nodes that its answer can hold, and rows that may be visited for it by
 * filters, searches and computed questions. Five million rows take the embedded engine about two seconds.
 */
export const operationBudget = { nodes: 10_000, work: 5_000_000 } as const;

/** What an operation could cost. */
export interface OperationCost {
  readonly nodes: number;
  /** All rows, and those of them that are visited while something is computed. */
  readonly work: number;
  readonly computed: number;
  /** What is expected where that is known better than the bound: it decides who answers, and nothing else. */
  readonly expected: number;
}

/** A plan with what it could cost. */
export interface PricedPlan extends Omit<CachedPlan, 'cost'> {
  readonly cost: OperationCost;
}

/** Prices a plan for the graph as large as it is now and for the values of this very request. */
export function priced(plan: CachedPlan, size: GraphSize): PricedPlan {
  const computed = plan.uses.length === 0 ? 0 : workOfQuestions(size, plan.uses);
  const work = computed + workOfRead(size.model, size.counts, plan.plan);
  return { ...plan, cost: { nodes: plan.cost, work, computed, expected: work } };
}

/** The same with what its searches find. */
export function expecting(plan: PricedPlan, { model, counts }: GraphSize, found: Found): PricedPlan {
  const expected = plan.cost.computed + workOfRead(model, counts, plan.plan, found);
  return { ...plan, cost: { ...plan.cost, expected } };
}

/** What an answer says of its cost. */
export const costOf = ({ cost: { nodes, work } }: PricedPlan) => ({
  nodes,
  limit: operationBudget.nodes,
  work,
  workLimit: operationBudget.work,
});

/** Throws the `DomainError` that refuses a plan for what it could cost. */
export function assertAffordable({ plan, visitsMore, cost: { nodes, work } }: PricedPlan): void {
  if (visitsMore) assertFewConditions(conditionsOfRead(plan));
  assertWithin('NODE_LIMIT_EXCEEDED', 'nodes in its answer', { limit: operationBudget.nodes, actual: nodes });
  if (work <= operationBudget.work) return;
  throw new DomainError(
    'WORK_LIMIT_EXCEEDED',
    `An operation may visit ${operationBudget.work} rows at most for its filters, searches and computed fields; this one could visit ${work}. Ask for fewer of them at a time, on smaller pages, or with filters along fewer relationships.`,
  );
}

/** Most conditions in all filters of an operation: a database plans a long text for longer than it may take to answer. */
const mostConditions = 400;

function assertFewConditions(conditions: number): void {
  if (conditions > mostConditions)
    throw invalidArgument(
      'filter',
      `The filters of an operation may have ${mostConditions} conditions at most; they have ${conditions}.`,
    );
}

/** Rows and nodes that are visited and written within some milliseconds, one with another. */
export const quick = { nodes: 1_000, work: 10_000 } as const;

/** Whether an operation may take so long that nobody should have to wait behind it. */
export const mayTakeLong = ({ cost: { nodes, expected, computed } }: PricedPlan, isBlocking: boolean): boolean =>
  nodes > quick.nodes || (isBlocking ? expected : computed) > quick.work;
