import { askOverview } from '../analysis/overview.ts';
import {
  askAnswered,
  askChains,
  askContradictions,
  askGapMap,
  askGroundings,
  askImpact,
  askIndications,
} from '../analysis/questions.ts';
import { scanGroundings, scanResearch } from '../analysis/scan-recommendations.ts';
import { wholeClaim } from '../analysis/indication.ts';
import type { Asking } from '../analysis/fetch/walk.ts';
import { aliasesOf } from '../curation/merging/aliases.ts';
import { suggestClaimsFor } from '../curation/suggest-claims.ts';
import { DomainError } from '../domain/errors.ts';
import type { Store } from '../store/store.ts';

/** For one question, in milliseconds: a database that has just started takes seconds to plan each of its statements. */
const questionTimeout = 60_000;
/** Attempts at one question: what was planned in an earlier one is known to the database in the next. */
const mostAttempts = 4;

const facets = { rows: null, columns: null, jurisdictions: [], populations: [], claimTypes: [] };
const gapMap = { rowAxis: 'INTERVENTION', columnAxis: 'OUTCOME', rollUp: true, most: { rows: 1, columns: 1 } } as const;
const chainWords = { maxDepth: 20, maxPaths: 1, stances: [], statuses: ['ACCEPTED'] };
const scan = { first: 1, after: null };

type Question = (asking: Asking) => Promise<unknown>;
type QuestionOfEntry = (asking: Asking, id: string) => Promise<unknown>;

/** Of the graph as a whole. */
const questions: readonly Question[] = [
  askOverview,
  (asking) => askContradictions(asking, 1),
  (asking) => askGapMap(asking, { ...facets, ...gapMap }),
  (asking) => scanGroundings(asking, { flags: [], jurisdiction: null }, scan),
  (asking) => scanResearch(asking, null, scan),
];

const chains: readonly QuestionOfEntry[] = (['FORWARD', 'BACKWARD'] as const).map(
  (direction) => (asking, id) => askChains(asking, [id], { ...chainWords, direction }),
);
const impact: QuestionOfEntry = (asking, id) => askImpact(asking, { ids: [id], change: 'RETRACTED' });
const grounding: QuestionOfEntry = (asking, id) => askGroundings(asking, [id]);

/** Of one entry, by its kind. */
const questionsOfKind: Readonly<Record<string, readonly QuestionOfEntry[]>> = {
  Recommendation: [
    grounding,
    ...chains,
    (asking, id) => askAnswered(asking, [id]),
    ({ store, signal }, id) => aliasesOf(store, [id], signal),
  ],
  Conclusion: [grounding, ...chains],
  Claim: [(asking, id) => askIndications(asking, [id], wholeClaim), ...chains],
  EvidenceSource: [impact, ...chains, ({ store }, id) => suggestClaimsFor(store, { source: id }, 1)],
  Study: [impact, ({ store }, id) => suggestClaimsFor(store, { study: id }, 1)],
  Finding: [impact],
};

/**
 * Asks each computed question once, so that its statements are planned before anybody waits for them. Some entry of each
 * kind will do, as the texts are the same for all; of a kind without entries nothing is asked. What fails is left.
 */
export async function prepareQuestions(store: Store, stopped: AbortSignal): Promise<void> {
  const ask = (question: Question) => askUntilAnswered(store, stopped, question);
  for (const [kind, ofEntry] of Object.entries(questionsOfKind)) {
    const id = await ask((asking) => someEntry(asking, kind));
    if (typeof id !== 'string') continue;
    for (const question of ofEntry) await ask((asking) => question(asking, id));
  }
  for (const question of questions) await ask(question);
}

/** The answer, or undefined where there is none. */
async function askUntilAnswered(store: Store, stopped: AbortSignal, question: Question): Promise<unknown> {
  for (let attempt = 1; attempt <= mostAttempts && !stopped.aborted; attempt += 1) {
    try {
      return await question({ store, signal: AbortSignal.any([stopped, AbortSignal.timeout(questionTimeout)]) });
    } catch (error) {
      if (!isCutOff(error)) return undefined;
    }
  }
  return undefined;
}

const isCutOff = (error: unknown) =>
  error instanceof DomainError && (error.code === 'DEADLINE_EXCEEDED' || error.code === 'DATABASE_UNAVAILABLE');

async function someEntry({ store, signal }: Asking, kind: string): Promise<string | undefined> {
  const page = { first: 1, after: null };
  const list = { by: 'list', kind, order: 'label', descending: false, page, rows: true, count: false } as const;
  const answer = await store.read({ roots: { some: { ...list, select: {} } } }, signal);
  const found = answer['some'];
  return found && 'rows' in found ? found.rows?.[0]?.node.id : undefined;
}
