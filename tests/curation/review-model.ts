import type { Person } from '../../src/access/principal.ts';
import type { StepName } from '../../src/domain/steps-of-review.ts';

/*
 * What curation is to do, told once more as plainly as possible: no store, no transactions, no table of rules. Commands do
 * the same to this and to the real thing, and both must agree.
 */

/** A refusal, by its code. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** A study that is linked: by whom, to which claim, from a source that is in the graph (`plain`) or a new one by its DOI. */
export interface Linking {
  readonly by: Person;
  readonly claim: string;
  readonly source: string;
}

export interface ModelProposal extends Linking {
  status: 'SUBMITTED' | 'IN_REVIEW' | 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN';
  version: number;
  review: { readonly by: string; readonly until: number } | null;
  readonly steps: string[];
  /** The source it argues from: its number, where a proposal adds it. */
  readonly uses: number | 'plain';
  /** Whether it adds that source itself. */
  readonly adds: boolean;
}

export interface StepTaken {
  readonly by: Person;
  readonly proposal: number;
  readonly step: StepName;
  readonly why: string | null;
  readonly expectedVersion: number | undefined;
}

export const reviewDays = 14;

const open = ['SUBMITTED', 'IN_REVIEW'];
const from: Readonly<Record<StepName, readonly string[]>> = {
  withdraw: open,
  comment: open,
  startReview: ['SUBMITTED'],
  releaseReview: ['IN_REVIEW'],
  accept: ['IN_REVIEW'],
  reject: ['IN_REVIEW'],
};
const to: Readonly<Record<StepName, ModelProposal['status'] | undefined>> = {
  withdraw: 'WITHDRAWN',
  comment: undefined,
  startReview: 'IN_REVIEW',
  releaseReview: 'SUBMITTED',
  accept: 'ACCEPTED',
  reject: 'REJECTED',
};
const decided = ['releaseReview', 'accept', 'reject'];

export class ReviewModel {
  readonly proposals: ModelProposal[] = [];
  /** Keys that were used with success: for what, and which proposal or notice answered. */
  readonly answered = new Map<string, { readonly asked: string; readonly answer: number }>();
  /** Days since the start. */
  day = 0;
  standing = 'CURRENT';
  notices = 0;
  /** Entries that wait to be looked at again. */
  needs = 0;
  #sources = 0;

  link({ by, claim, source }: Linking): number {
    const taken = this.#sourceOf(source);
    if (taken === 'plain' && this.standing === 'RETRACTED') throw new Refused('RETRACTED');
    const uses = taken ?? this.#sources + 1;
    const same = (other: ModelProposal) => other.by.id === by.id && other.claim === claim && other.uses === uses;
    if (this.proposals.some((other) => same(other) && isHeld(other))) throw new Refused('DUPLICATE');
    if (taken === undefined) this.#sources += 1;
    const proposal = { by, claim, source, uses, adds: taken === undefined };
    return this.proposals.push({ ...proposal, status: 'SUBMITTED', version: 1, review: null, steps: ['propose'] }) - 1;
  }

  /** The source of that name which somebody holds, or undefined where it is free. */
  #sourceOf(source: string): number | 'plain' | undefined {
    return source === 'plain'
      ? source
      : this.proposals.find((each) => each.adds && each.source === source && isHeld(each))?.uses;
  }

  step({ by, proposal: number, step, why, expectedVersion }: StepTaken): number {
    const proposal = this.proposals[number];
    if (!proposal) throw new Refused('NOT_FOUND');
    if (expectedVersion !== undefined && expectedVersion !== proposal.version) throw new Refused('VERSION_CONFLICT');
    const isLate = proposal.review !== null && proposal.review.until <= this.day;
    const status = isLate ? 'SUBMITTED' : proposal.status;
    if (!from[step].includes(status)) throw new Refused('WRONG_STATE');
    const isOwn = proposal.by.id === by.id;
    if (step === 'withdraw' ? !isOwn : step !== 'comment' && (isOwn || by.role === 'CONTRIBUTOR'))
      throw new Refused('FORBIDDEN');
    if (decided.includes(step) && proposal.review?.by !== by.id) throw new Refused('FORBIDDEN');
    if ((step === 'comment' || step === 'reject') && why === null) throw new Refused('INVALID_ARGUMENT');
    if (step === 'accept' && !this.#mayBeAccepted(proposal)) throw new Refused('DEPENDENCY_NOT_ACCEPTED');
    proposal.status = to[step] ?? status;
    if (step === 'startReview') proposal.review = { by: by.id, until: this.day + reviewDays };
    else if (step !== 'comment' || isLate) proposal.review = null;
    proposal.version += 1;
    proposal.steps.push(step);
    return number;
  }

  #mayBeAccepted({ adds, uses }: ModelProposal): boolean {
    if (adds) return true;
    if (uses === 'plain') return this.standing !== 'RETRACTED';
    return this.accepted.some((other) => other.adds && other.uses === uses);
  }

  notice(nature: string): number {
    if ((nature === 'REINSTATEMENT') !== (this.standing === 'RETRACTED')) throw new Refused('WRONG_STATE');
    this.standing = { RETRACTION: 'RETRACTED', CORRECTION: 'CORRECTED', REINSTATEMENT: 'REINSTATED' }[nature] ?? nature;
    const resting = this.accepted.filter(({ uses }) => uses === 'plain');
    // The links that use it, and their claims, each once.
    if (nature === 'REINSTATEMENT') this.needs = 0;
    else this.needs += resting.length + new Set(resting.map(({ claim }) => claim)).size;
    return (this.notices += 1) - 1;
  }

  get accepted(): readonly ModelProposal[] {
    return this.proposals.filter(({ status }) => status === 'ACCEPTED');
  }
}

/** Until it comes to nothing, what a proposal argues and adds is its own. */
const isHeld = ({ status }: ModelProposal) => status !== 'REJECTED' && status !== 'WITHDRAWN';
