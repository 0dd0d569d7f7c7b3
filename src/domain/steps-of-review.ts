import { keysOf } from '../support/keys-of.ts';
import type { LifeCycleStatus } from './life-cycle.ts';

export interface StepOfReview {
  readonly description: string;
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
  revise: { description: 'Changes a draft of one’s own.', from: ['DRAFT'], reason: false },
  submit: { description: 'Hands in a draft of one’s own.', from: ['DRAFT'], to: 'SUBMITTED', reason: false },
  withdraw: {
    description: 'Takes a proposal of one’s own back.',
    from: ['DRAFT', 'SUBMITTED', 'IN_REVIEW'],
    to: 'WITHDRAWN',
    reason: false,
  },
  comment: {
    description: 'Says something about a proposal.',
    from: ['DRAFT', 'SUBMITTED', 'IN_REVIEW'],
    reason: true,
  },
  startReview: {
    description: 'Takes a proposal up for review: for 14 days nobody else decides on it.',
    from: ['SUBMITTED'],
    to: 'IN_REVIEW',
    reason: false,
  },
  releaseReview: {
    description: 'Gives a review up, so that another may take it.',
    from: ['IN_REVIEW'],
    to: 'SUBMITTED',
    reason: false,
    taken: true,
  },
  accept: {
    description: 'Accepts a proposal: from now on it is part of the graph and counts.',
    from: ['IN_REVIEW'],
    to: 'ACCEPTED',
    reason: false,
    taken: true,
  },
  reject: {
    description: 'Turns a proposal down, with a reason.',
    from: ['IN_REVIEW'],
    to: 'REJECTED',
    reason: true,
    taken: true,
  },
} as const satisfies Readonly<Record<string, StepOfReview>>;

export type StepName = keyof typeof stepsOfReview;

/** Steps that take nothing but a reason; revising takes what is to change. */
export type PlainStep = Exclude<StepName, 'revise'>;

export const plainSteps: readonly PlainStep[] = keysOf(stepsOfReview).filter((step) => step !== 'revise');
