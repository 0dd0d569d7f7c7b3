import type { Person } from '../../src/access/principal.ts';
import type { PlainStep } from '../../src/domain/steps-of-review.ts';

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
  /** Whether it is handed in at once, or kept as a draft. */
  readonly submit: boolean;
}

export interface ModelProposal extends Linking {
  status: 'DRAFT' | 'SUBMITTED' | 'IN_REVIEW' | 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN';
  version: number;
  review: { readonly by: string; readonly until: number } | null;
  readonly steps: string[];
  /** The source it argues from: its number, where a proposal adds it; none before it is handed in. */
  uses: number | 'plain' | null;
  /** Whether it adds that source itself. */
  adds: boolean;
}

export interface StepTaken {
  readonly by: Person;
  readonly proposal: number;
  readonly step: PlainStep;
  readonly why: string | null;
  readonly expectedVersion: number | undefined;
}

export const reviewDays = 14;

const open = ['DRAFT', 'SUBMITTED', 'IN_REVIEW'];
const from: Readonly<Record<PlainStep, readonly string[]>> = {
  submit: ['DRAFT'],
  withdraw: open,
  comment: open,
  startReview: ['SUBMITTED'],
  releaseReview: ['IN_REVIEW'],
  accept: ['IN_REVIEW'],
  reject: ['IN_REVIEW'],
};
const to: Readonly<Record<PlainStep, ModelProposal['status'] | undefined>> = {
  submit: 'SUBMITTED',
  withdraw: 'WITHDRAWN',
  comment: undefined,
  startReview: 'IN_REVIEW',
  releaseReview: 'SUBMITTED',
  accept: 'ACCEPTED',
  reject: 'REJECTED',
};
const decided = ['releaseReview', 'accept', 'reject'];
const ownSteps = ['submit', 'withdraw'];
/** Steps for people of every role. */
export const everyonesSteps: readonly string[] = [...ownSteps, 'comment'];

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

  link(linking: Linking): number {
    this.#refuseFallen(linking.source);
    const { submit } = linking;
    const found = submit ? this.#comparedSource(linking) : { uses: null, adds: false };
    const [status, step] = submit ? (['SUBMITTED', 'propose'] as const) : (['DRAFT', 'draft'] as const);
    return this.proposals.push({ ...linking, ...found, status, version: 1, review: null, steps: [step] }) - 1;
  }

  #refuseFallen(source: string): void {
    if (source === 'plain' && this.standing === 'RETRACTED') throw new Refused('RETRACTED');
  }

  /** The source that is argued from, once that is handed in. */
  #comparedSource({ by, claim, source }: Linking): Pick<ModelProposal, 'uses' | 'adds'> {
    this.#refuseFallen(source);
    const taken = this.#sourceOf(source);
    const uses = taken ?? this.#sources + 1;
    const same = (other: ModelProposal) => other.by.id === by.id && other.claim === claim && other.uses === uses;
    if (this.proposals.some((other) => same(other) && isHeld(other))) throw new Refused('DUPLICATE');
    if (taken === undefined) this.#sources += 1;
    return { uses, adds: taken === undefined };
  }

  /** The source of that name which somebody holds, or undefined where it is free. */
  #sourceOf(source: string): number | 'plain' | undefined {
    return source === 'plain'
      ? source
      : (this.proposals.find((each) => each.adds && each.source === source && isHeld(each))?.uses ?? undefined);
  }

  step({ by, proposal: number, step, why, expectedVersion }: StepTaken): number {
    const proposal = this.proposals[number];
    const isOwn = proposal?.by.id === by.id;
    if (!proposal || !(isOwn || wasHandedIn(proposal))) throw new Refused('NOT_FOUND');
    if (expectedVersion !== undefined && expectedVersion !== proposal.version) throw new Refused('VERSION_CONFLICT');
    const isLate = proposal.review !== null && proposal.review.until <= this.day;
    const status = isLate ? 'SUBMITTED' : proposal.status;
    if (!from[step].includes(status)) throw new Refused('WRONG_STATE');
    if (step !== 'comment' && ownSteps.includes(step) !== isOwn) throw new Refused('FORBIDDEN');
    if (decided.includes(step) && proposal.review?.by !== by.id) throw new Refused('FORBIDDEN');
    if ((step === 'comment' || step === 'reject') && why === null) throw new Refused('INVALID_ARGUMENT');
    if (step === 'accept' && !this.#mayBeAccepted(proposal)) throw new Refused('DEPENDENCY_NOT_ACCEPTED');
    if (step === 'submit') Object.assign(proposal, this.#comparedSource(proposal));
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

/** From when it is handed in until it comes to nothing, what a proposal argues and adds is its own. */
const isHeld = ({ status }: ModelProposal) => !['DRAFT', 'REJECTED', 'WITHDRAWN'].includes(status);

/** Nobody but its author knows of what never was. */
export const wasHandedIn = ({ steps }: ModelProposal) => steps.includes('propose') || steps.includes('submit');
