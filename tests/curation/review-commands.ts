import * as fc from 'fast-check';
import { expect } from 'vitest';
import type { Person } from '../../src/access/principal.ts';
import { proposalOf, proposalType } from '../../src/curation/proposals/proposal.ts';
import type { Store } from '../../src/store/store.ts';
import type { PageAnswer } from '../../src/store/read-plan.ts';
import { byIds, relation, wanting } from '../contract/read-helpers.ts';
import { changeSet, claim, source } from '../contract/write-helpers.ts';
import { untilAnswered } from '../support/until-answered.ts';
import { ada, ben, curating, eve, studyLink } from './curating.ts';
import {
  everyonesSteps,
  Refused,
  wasHandedIn,
  type Linking,
  type ReviewModel,
  type StepTaken,
} from './review-model.ts';

/** The real thing, and by which ids it calls what the model numbers. */
export interface Curated {
  readonly store: Store;
  readonly made: ReturnType<typeof curating>;
  readonly ids: { readonly proposals: string[]; readonly notices: string[] };
  /** How often each outcome was met: a run that only meets refusals says nothing. */
  readonly outcomes: Map<string, number>;
}

const people: readonly Person[] = [
  ada,
  { ...ada, id: 'person:cal', name: 'cal' },
  ben,
  eve,
  { ...eve, id: 'person:ann', role: 'ADMIN' },
];
export const claims = ['claim:works', 'claim:helps'] as const;

/** What everybody starts with. */
export async function begin(store: Store): Promise<void> {
  const outcome = { ...claim('x'), id: 'outcome:returning', attributes: { name: 'Returning' } };
  await store.write(changeSet({ nodes: [claim('works'), claim('helps'), source('plain'), outcome] }));
}

/** One request with its key: the model and the real thing must give the same answer, or refuse it in the same words. */
abstract class Request implements fc.AsyncCommand<ReviewModel, Curated> {
  readonly by: Person;
  readonly key: string;

  constructor(by: Person, key: string) {
    this.by = by;
    this.key = key;
  }

  abstract readonly list: 'proposals' | 'notices';
  abstract asked(model: ReviewModel): string;
  abstract expected(model: ReviewModel): number;
  /** Whether the role may ask at all, which is found out before the key is looked at. */
  isAllowed(): boolean {
    return true;
  }
  abstract ask(real: Curated): Promise<{ readonly id: string }>;
  abstract toString(): string;

  check(): boolean {
    return true;
  }

  async run(model: ReviewModel, real: Curated): Promise<void> {
    const wanted = this.#wanted(model);
    const found = await untilAnswered(() => this.ask(real)).catch((error: unknown) => error as { code: string });
    const outcome =
      'code' in wanted ? wanted.code : wanted.isRepeated ? 'repeated' : `${this.toString().split(' ')[0]} done`;
    real.outcomes.set(outcome, (real.outcomes.get(outcome) ?? 0) + 1);
    if ('code' in wanted) expect(found).toMatchObject({ code: wanted.code });
    else {
      const ids = real.ids[this.list];
      expect(found).toMatchObject({ id: ids[wanted.answer] ?? (expect.any(String) as string) });
      ids[wanted.answer] ??= (found as { id: string }).id;
    }
    // A database that has just been started may take longer to plan a text than anybody waits.
    await untilAnswered(() => agree(model, real));
  }

  #wanted(model: ReviewModel): { code: string } | { answer: number; isRepeated: boolean } {
    const key = `${this.by.id} ${this.key}`;
    if (!this.isAllowed()) return { code: 'FORBIDDEN' };
    const asked = this.asked(model);
    const before = model.answered.get(key);
    if (before)
      return before.asked === asked ? { answer: before.answer, isRepeated: true } : { code: 'IDEMPOTENCY_KEY_REUSED' };
    try {
      const answer = this.expected(model);
      model.answered.set(key, { asked, answer });
      return { answer, isRepeated: false };
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
  }
}

class Link extends Request {
  readonly list = 'proposals';
  readonly #linking: Omit<Linking, 'by'>;
  constructor(by: Person, key: string, linking: Omit<Linking, 'by'>) {
    super(by, key);
    this.#linking = linking;
  }
  asked = () => `link ${JSON.stringify(this.#linking)}`;
  expected = (model: ReviewModel) => model.link({ ...this.#linking, by: this.by });
  ask({ made }: Curated) {
    const { source: name, claim: id, submit } = this.#linking;
    const attributes = { kind: 'ARTICLE', title: `Of ${name}`, doi: `10.1000/${name}` };
    const link = studyLink({ claim: id, source: name === 'plain' ? { id: 'source:plain' } : { attributes } });
    return made.curation.propose('linkStudy', link, { ...made.asked(this.by, this.key), submit });
  }
  toString = () =>
    `${this.#linking.submit ? 'link' : 'draft'} ${this.by.name} ${this.key} ${JSON.stringify(this.#linking)}`;
}

/** Places below this mean the newest proposal. */
const newest = 8;

type Stepping = Pick<StepTaken, 'step' | 'why'> & { readonly place: number; readonly version: number | undefined };

class Step extends Request {
  readonly list = 'proposals';
  readonly #stepping: Stepping;
  constructor(by: Person, key: string, stepping: Stepping) {
    super(by, key);
    this.#stepping = stepping;
  }
  /** Mostly the newest, so that steps follow each other; on an empty list it is one that is not there. */
  #number = (count: number) => {
    const { place } = this.#stepping;
    return Math.max(0, place < newest ? count - 1 : place % Math.max(1, count));
  };
  asked = (model: ReviewModel) =>
    `step ${this.#number(model.proposals.length)} ${JSON.stringify({ ...this.#stepping, place: undefined })}`;
  expected(model: ReviewModel) {
    const { step, why, version } = this.#stepping;
    return model.step({
      by: this.by,
      proposal: this.#number(model.proposals.length),
      step,
      why,
      expectedVersion: version,
    });
  }
  override isAllowed = () => this.by.role !== 'CONTRIBUTOR' || everyonesSteps.includes(this.#stepping.step);
  ask({ made, ids }: Curated) {
    const { step, why, version } = this.#stepping;
    const id = ids.proposals[this.#number(ids.proposals.length)] ?? 'proposal:none';
    return made.step(this.by, step, id, {
      why,
      key: this.key,
      ...(version !== undefined && { expectedVersion: version }),
    });
  }
  toString = () => `${this.#stepping.step} ${this.by.name} ${this.key} ${JSON.stringify(this.#stepping)}`;
}

class Notice extends Request {
  readonly list = 'notices';
  readonly #nature: string;
  constructor(by: Person, key: string, nature: string) {
    super(by, key);
    this.#nature = nature;
  }
  asked = () => `notice ${this.#nature}`;
  expected = (model: ReviewModel) => model.notice(this.#nature);
  override isAllowed = () => this.by.role !== 'CONTRIBUTOR';
  ask({ made }: Curated) {
    const notice = { source: 'source:plain', attributes: { nature: this.#nature, date: '2026-01' }, why: null };
    return made.curation.recordNotice(notice, made.asked(this.by, this.key));
  }
  toString = () => `notice ${this.by.name} ${this.key} ${this.#nature}`;
}

class Wait implements fc.AsyncCommand<ReviewModel, Curated> {
  readonly #days: number;
  constructor(days: number) {
    this.#days = days;
  }
  check = () => true;
  run = (model: ReviewModel, { made }: Curated) => {
    model.day += this.#days;
    made.later(this.#days);
    return Promise.resolve();
  };
  toString = () => `wait ${this.#days} days`;
}

/** After every command everything that both know is the same. */
async function agree(model: ReviewModel, { store, made, ids }: Curated): Promise<void> {
  const kept = await store.records({ type: proposalType, after: null, first: 1_000 });
  const found = new Map(kept.map((record) => [record.id, proposalOf(record)]));
  expect(found.size).toBe(model.proposals.length);
  const shown = new Set((await made.curation.proposals({}, 1_000, null)).proposals.map(({ id }) => id));
  for (const [number, known] of model.proposals.entries()) {
    const { status, version, steps, by, claim: subject } = known;
    const proposal = found.get(ids.proposals[number] ?? '');
    expect(proposal).toMatchObject({ status, version, by: by.id, subject });
    expect(proposal?.entries.map(({ step }) => step)).toEqual(steps);
    expect(shown.has(String(proposal?.id))).toBe(wasHandedIn(known));
  }
  const { accepted, standing, notices, needs } = model;
  const { nodes, edges } = await store.counts();
  const links = accepted.length;
  expect(nodes).toMatchObject({
    EvidenceLink: links,
    Finding: links,
    Study: links,
    Passage: links,
    EditorialNotice: notices,
    Claim: claims.length,
    EvidenceSource: 1 + accepted.filter(({ adds }) => adds).length,
  });
  expect(edges).toMatchObject({ HAS_EVIDENCE: links, USES: links, AFFECTS: notices });
  const evidence = wanting('Claim', [], { evidence: relation('evidence', {}, { count: true, rows: false }) });
  const counts = (await byIds(store, claims, evidence)).map((row) => (row?.['evidence'] as PageAnswer).count);
  expect(counts).toEqual(claims.map((id) => accepted.filter(({ claim: subject }) => subject === id).length));
  expect(await byIds(store, ['source:plain'], wanting('EvidenceSource', ['standing']))).toMatchObject([{ standing }]);
  expect((await made.curation.needsReview(1_000, null)).needs).toHaveLength(needs);
}

const person = fc.constantFrom(...people);
/** Few keys, so that many come again, with the same request or another. */
const key = fc.oneof({ arbitrary: fc.uuid(), weight: 5 }, { arbitrary: fc.constantFrom('k1', 'k2', 'k3'), weight: 1 });
const linking = fc.record({
  claim: fc.constantFrom(...claims),
  source: fc.constantFrom('plain', 'a', 'b'),
  /** One in three is a draft at first. */
  submit: fc.nat(2).map((drawn) => drawn > 0),
});
const stepping = fc.record({
  place: fc.nat(11),
  step: fc.constantFrom(
    'startReview',
    'accept',
    'startReview',
    'accept',
    'reject',
    'withdraw',
    'comment',
    'releaseReview',
  ),
  why: fc.option(fc.constant('A reason.')),
  version: fc.oneof(
    { arbitrary: fc.constant(undefined), weight: 4 },
    { arbitrary: fc.integer({ min: 1, max: 3 }), weight: 1 },
  ),
}) as fc.Arbitrary<Stepping>;
const nature = fc.constantFrom('RETRACTION', 'REINSTATEMENT', 'CORRECTION', 'CONCERN');

/** One of the contributors proposes most, so that many a draft is handed in by whoever made it. */
const proposing = fc.oneof({ arbitrary: fc.constant(ada), weight: 2 }, { arbitrary: person, weight: 3 });
const link = fc.tuple(proposing, key, linking).map((parts) => new Link(...parts));
/** One of the reviewers does most, so that much is decided by whoever took it up. */
const reviewing = fc.oneof({ arbitrary: fc.constant(ben), weight: 2 }, { arbitrary: person, weight: 3 });
const step = fc.tuple(reviewing, key, stepping).map((parts) => new Step(...parts));
const submitting = stepping.map((drawn) => ({ ...drawn, step: 'submit' as const }));
const submit = fc.tuple(proposing, key, submitting).map((parts) => new Step(...parts));

/** Mostly links and steps of review; sometimes a notice or time that passes. */
export const commands = [
  link,
  submit,
  step,
  step,
  step,
  step,
  step,
  fc.tuple(person, key, nature).map((parts) => new Notice(...parts)),
  fc.constantFrom(1, 15).map((days) => new Wait(days)),
];
