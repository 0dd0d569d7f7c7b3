import { DomainError, invalidArgument } from '../../domain/errors.ts';
import { stepsOfReview, type StepName, type StepOfReview } from '../../domain/steps-of-review.ts';
import type { Attribution } from '../requests/attribution.ts';
import type { Proposal } from './proposal.ts';

/** How long a review is somebody's own: after that anyone may take it up. */
const reviewDays = 14;

/** The proposal after a step, where it may be taken from where it stands; else the reason why not. Pure: nothing is written. */
export function takeStep(proposal: Proposal, name: StepName, attribution: Attribution): Proposal {
  const step: StepOfReview = stepsOfReview[name];
  const open = readyFor(proposal, name, attribution.at);
  const { by, role, at, why } = attribution;
  if (step.taken && open.review?.by !== by)
    throw new DomainError('FORBIDDEN', `Only who took the review up may take the step ${name}.`);
  if (step.reason && why === null) throw invalidArgument('why', `why must be given for the step ${name}.`);
  return {
    ...open,
    status: step.to ?? open.status,
    review: reviewAfter(open, name, attribution),
    entries: [...open.entries, { at, by, role, step: name, why }],
  };
}

/** The proposal as it stands now, from where the step may be taken; else `WRONG_STATE`. */
export function readyFor(proposal: Proposal, name: StepName, at: string): Proposal {
  const step: StepOfReview = stepsOfReview[name];
  const open = withoutExpiredReview(proposal, at);
  if (step.from.includes(open.status)) return open;
  throw wrongState(open, name, step);
}

/** A review that was not ended in time is nobody's: the proposal waits again. */
function withoutExpiredReview(proposal: Proposal, at: string): Proposal {
  if (proposal.status !== 'IN_REVIEW' || proposal.review === null || proposal.review.until > at) return proposal;
  return { ...proposal, status: 'SUBMITTED', review: null };
}

function reviewAfter({ review }: Proposal, name: StepName, { by, at }: Attribution) {
  if (name === 'startReview') return { by, until: new Date(Date.parse(at) + reviewDays * 86_400_000).toISOString() };
  return name === 'comment' ? review : null;
}

const wrongState = ({ id, status }: Proposal, name: StepName, { from }: StepOfReview) =>
  new DomainError('WRONG_STATE', `${id} is ${status}; the step ${name} takes one that is ${from.join(' or ')}.`);
