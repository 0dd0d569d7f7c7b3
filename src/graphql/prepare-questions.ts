import { wholeClaim } from '../analysis/indication.ts';
import { askOverview } from '../analysis/overview.ts';
import {
  askAnswered,
  askChains,
  askContradictions,
  askGapMap,
  askGroundings,
  askImpact,
  askIndications,
  askRobustness,
} from '../analysis/questions.ts';
import { scanGroundings, scanResearch } from '../analysis/scan-recommendations.ts';
import type { QueryContext } from '../analysis/fetch/walk.ts';
import { findKnownSource } from '../curation/sources/find-known-source.ts';
import { aliasesOf } from '../store/aliases/alias-records.ts';
import { suggestClaimsFor } from '../curation/suggestions/suggest-claims.ts';
import { DomainError } from '../domain/errors.ts';
import { kindOfId } from '../domain/ids.ts';
import type { Store } from '../store/store.ts';
import { keysOf } from '../support/keys-of.ts';
import { questionWork, type QuestionName } from './plan/question-work.ts';

/** For one question, in milliseconds: a database that has just started takes seconds to plan each of its statements. */
const questionTimeout = 60_000;
/** Attempts at one question: what was planned in an earlier one is known to the database in the next. */
const mostAttempts = 4;

const facets = { rows: null, columns: null, jurisdictions: [], populations: [], claimTypes: [] };
const gapMap = { rowAxis: 'INTERVENTION', columnAxis: 'OUTCOME', rollUp: true, most: { rows: 1, columns: 1 } } as const;
const chainWords = { maxDepth: 20, maxPaths: 1, stances: [], statuses: ['ACCEPTED'] };
const scan = { first: 1, after: null };

type Question = (context: QueryContext) => Promise<unknown>;
/** Of an entry of one of the question's kinds; of a question of the graph as a whole there is none. */
type QuestionOfEntry = (context: QueryContext, id: string) => Promise<unknown>;

const along =
  (direction: 'FORWARD' | 'BACKWARD'): QuestionOfEntry =>
  (context, id) =>
    askChains(context, [id], { ...chainWords, direction });

/** Small statements by index, which no database plans for long. */
const nothing: readonly QuestionOfEntry[] = [];

/** How each question comes to have its statements planned. */
const preparations: Readonly<Record<QuestionName, readonly QuestionOfEntry[]>> = {
  chain: [along('FORWARD'), along('BACKWARD')],
  indication: [(context, id) => askIndications(context, [id], wholeClaim)],
  grounding: [(context, id) => askGroundings(context, [id])],
  robustness: [(context, id) => askRobustness(context, [id])],
  answeredSince: [(context, id) => askAnswered(context, [id])],
  impact: [(context, id) => askImpact(context, { ids: [id], change: 'RETRACTED' })],
  gapMap: [(context) => askGapMap(context, { ...facets, ...gapMap })],
  contradictions: [(context) => askContradictions(context, 1)],
  overview: [askOverview],
  groundings: [(context) => scanGroundings(context, { flags: [], jurisdiction: null }, scan)],
  researchRecommendations: [(context) => scanResearch(context, null, scan)],
  suggestClaims: [
    ({ store }, id) =>
      suggestClaimsFor(store, kindOfId(store.model, id) === 'Study' ? { study: id } : { source: id }, 1),
  ],
  previewSource: [
    ({ store, signal }) => findKnownSource(store, [{ doi: '10.1000/1' }], signal),
    ({ store, signal }) => findKnownSource(store, [{ title: 'Title', issued: '2008' }], signal),
  ],
  changes: nothing,
  history: nothing,
  reviewQueue: nothing,
  mySubmissions: nothing,
  needsReview: nothing,
  proposal: nothing,
  viewer: nothing,
  myKeys: nothing,
  __schema: nothing,
  __type: nothing,
};

/** What is asked beside any question of an entry that is not there. */
const aliases: Question = ({ store, signal }) => aliasesOf(store, ['claim:none'], signal);

/**
 * Asks each computed question once, so that its statements are planned before anybody waits for them. Some entry of each
 * kind will do, as the texts are the same for all; of a kind without entries nothing is asked. What fails is left.
 */
export async function prepareQuestions(store: Store, stopped: AbortSignal): Promise<void> {
  const ask = (question: Question) => askUntilAnswered(store, stopped, question);
  const entries = new Map<string, unknown>();
  for (const name of keysOf(preparations)) {
    const { kinds = [] } = questionWork[name];
    for (const kind of kinds)
      if (!entries.has(kind)) entries.set(kind, await ask((context) => someEntry(context, kind)));
    const ids = kinds.length === 0 ? [''] : kinds.map((kind) => entries.get(kind));
    for (const id of ids.filter((each) => typeof each === 'string'))
      for (const question of preparations[name]) await ask((context) => question(context, id));
  }
  await ask(aliases);
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

async function someEntry({ store, signal }: QueryContext, kind: string): Promise<string | undefined> {
  const page = { first: 1, after: null };
  const list = { by: 'list', kind, order: 'label', descending: false, page, rows: true, count: false } as const;
  const answer = await store.read({ roots: { some: { ...list, select: {} } } }, signal);
  const found = answer['some'];
  return found && 'rows' in found ? found.rows?.[0]?.node.id : undefined;
}
