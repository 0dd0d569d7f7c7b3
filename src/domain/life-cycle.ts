import { keysOf } from '../support/keys-of.ts';
import { choiceSet } from './attribute.ts';

/** Where a node stands in review. Only `ACCEPTED` counts in what is computed. */
export const lifeCycle = choiceSet('LifeCycleStatus', 'Where an entry stands in review.', {
  DRAFT: 'Being written; seen by its author only.',
  SUBMITTED: 'Handed in, waiting for a reviewer.',
  IN_REVIEW: 'Taken up by a reviewer.',
  ACCEPTED: 'Reviewed and part of the graph.',
  REJECTED: 'Reviewed and turned down, with a reason.',
  WITHDRAWN: 'Taken back by its author.',
  NEEDS_REVIEW: 'Accepted before; something it depends on has changed since.',
  SUPERSEDED: 'Replaced by another entry.',
});

export type LifeCycleStatus = keyof (typeof lifeCycle)['values'];

export const lifeCycleStatuses: readonly LifeCycleStatus[] = keysOf(lifeCycle.values);
