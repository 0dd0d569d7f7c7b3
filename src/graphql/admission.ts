import type { PricedPlan } from './operation-budget.ts';

/** What is about to run. */
export interface Admitted {
  /** Undefined for what is not planned, such as a mutation. */
  readonly planned: PricedPlan | undefined;
  /** Whether another process answers it. */
  readonly isHandedOver: boolean;
}

/**
 * Where the operations of one request wait for their turn among those of all clients. Undefined where it has come; rejects with
 * the `DomainError` that refuses the request: too many wait, or it waited too long.
 */
export type Admission = (admitted: Admitted) => Promise<void> | undefined;
