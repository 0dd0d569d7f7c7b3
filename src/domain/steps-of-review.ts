import type { LifeCycleStatus } from './life-cycle.ts';

export interface StepOfReview {
  readonly from: readonly LifeCycleStatus[];
  /** Absent: the status stays as it is. */
  readonly to?: LifeCycleStatus;
  /** Whether a reason must be given. */
  readonly reason: boolean;
  /** Only for whoever took the review up. */
  readonly taken?: true;
}

/**
 * Every step that a proposal can take, for all kinds alike; who may take it stands in the table of rules of access. A
 * decision is final: whoever disagrees proposes anew.
 */
export const stepsOfReview = {
  revise: { from: ['DRAFT'], reason: false },
  submit: { from: ['DRAFT'], to: 'SUBMITTED', reason: false },
  withdraw: { from: ['DRAFT', 'SUBMITTED', 'IN_REVIEW'], to: 'WITHDRAWN', reason: false },
  comment: { from: ['DRAFT', 'SUBMITTED', 'IN_REVIEW'], reason: true },
  startReview: { from: ['SUBMITTED'], to: 'IN_REVIEW', reason: false },
  releaseReview: { from: ['IN_REVIEW'], to: 'SUBMITTED', reason: false, taken: true },
  accept: { from: ['IN_REVIEW'], to: 'ACCEPTED', reason: false, taken: true },
  reject: { from: ['IN_REVIEW'], to: 'REJECTED', reason: true, taken: true },
} as const satisfies Readonly<Record<string, StepOfReview>>;

export type StepName = keyof typeof stepsOfReview;
