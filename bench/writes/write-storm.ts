import { randomUUID } from 'node:crypto';
import type { Person } from '../../src/access/principal.ts';
import type { Curation } from '../../src/curation/curation.ts';
import type { StudyLink } from '../../src/curation/verbs/link-study.ts';
import { claimId } from './claims-change.ts';

/** How fast something was done over and over. */
export interface Pace {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface StormFigures {
  /** Transactions that were acknowledged: three make a story. */
  readonly writes: Pace;
  /** Studies that were linked, taken up and accepted. */
  readonly stories: Pace;
}

export interface StormOptions {
  readonly curation: Pick<Curation, 'propose' | 'step'>;
  readonly writers: number;
  readonly seconds: number;
  readonly claims: number;
}

/** Lets writers link studies and accept them, each one story after the other, until the time is over. */
export async function writeStorm({ curation, writers, seconds, claims }: StormOptions): Promise<StormFigures> {
  const [writes, stories]: [number[], number[]] = [[], []];
  const started = performance.now();
  const until = started + seconds * 1000;
  let number = 0;
  const write = async (name: number) => {
    while (performance.now() < until) {
      number += 1;
      const story = storyOf(curation, name, claimId(number % claims));
      stories.push(
        await timed(async () => {
          for (const step of story) writes.push(await timed(step));
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, name) => write(name)));
  const took = (performance.now() - started) / 1000;
  return { writes: paceOf(writes, took), stories: paceOf(stories, took) };
}

/** One study from its link to its acceptance, as steps that wait for each other. */
function storyOf(curation: StormOptions['curation'], name: number, claim: string): (() => Promise<void>)[] {
  const asked = (principal: Person) => ({ principal, idempotencyKey: randomUUID() });
  const reviewer = person(`reviewer-${name}`, 'REVIEWER');
  let proposal = '';
  const step = (word: 'startReview' | 'accept') => async () => {
    await curation.step({ ...asked(reviewer), proposal, step: word, why: null });
  };
  const link = async () => {
    ({ id: proposal } = await curation.propose(
      'linkStudy',
      studyLink(claim),
      asked(person(`contributor-${name}`, 'CONTRIBUTOR')),
    ));
  };
  return [link, step('startReview'), step('accept')];
}

const person = (name: string, role: Person['role']): Person => ({ id: `person:${name}`, name, role, conflicts: [] });

/** A new study in a new source: the largest of what `linkStudy` takes. */
export function studyLink(claim: string): StudyLink {
  const name = randomUUID();
  return {
    claim,
    source: { attributes: { kind: 'ARTICLE', title: `A trial ${name}`, doi: `10.1000/${name}`, issued: '2025' } },
    study: { attributes: { name: `Trial ${name}`, design: ['RCT'], sms: 5 } },
    finding: { kind: 'EFFECT_ESTIMATE', text: 'No fewer returned to court.', effectDirection: 'NO_DIFFERENCE' },
    passage: { attributes: { section: 'Results', anchor: 'no fewer returned' } },
    link: { stance: 'DISPUTES', directness: 'DIRECT', rationale: 'The same outcome.' },
    about: ['intervention:bench-1'],
    comparators: [],
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function paceOf(milliseconds: readonly number[], seconds: number): Pace {
  const inOrder = milliseconds.toSorted((one, other) => one - other);
  const at = (share: number) => inOrder[Math.min(inOrder.length - 1, Math.floor(inOrder.length * share))] ?? Number.NaN;
  return { perSecond: milliseconds.length / seconds, p50: at(0.5), p99: at(0.99) };
}
