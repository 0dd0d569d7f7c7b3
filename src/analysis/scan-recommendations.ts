import type { Filter } from '../store/read-plan.ts';
import { readTyped } from '../store/typed-read.ts';
import type { AnsweredSince } from './answered-since.ts';
import type { QueryContext } from './fetch/walk.ts';
import type { Grounding } from './grounding.ts';
import { askAnswered, askGroundings } from './questions.ts';
import type { GroundingFlagName } from './vocabulary.ts';

/** A page of recommendations that meet a computed condition. */
export interface Scanned<Found> {
  readonly found: readonly { readonly key: string; readonly value: Found }[];
  /** Recommendations that were computed for this page. */
  readonly examined: number;
  /** Where to go on, or null where all were examined. */
  readonly next: string | null;
}

export interface Scan {
  /** 1 to 100. */
  readonly first: number;
  /** The key of the last one examined, or null. */
  readonly after: string | null;
}

/** How many are computed at a time, and at most for one page: a rare flag must not keep a request for ever. */
const [batch, mostExamined] = [50, 200];

export interface GroundingsQuestion {
  /** At least one of these; none named: whatever their flags. */
  readonly flags: readonly GroundingFlagName[];
  /** The place that they are computed for; null: their own. */
  readonly jurisdiction: string | null;
}

/** Recommendations by the flags of their grounding, in order of their numbers. */
export function scanGroundings(
  context: QueryContext,
  { flags, jurisdiction }: GroundingsQuestion,
  scan: Scan,
): Promise<Scanned<Grounding>> {
  const wanted = (grounding: Grounding) =>
    flags.length === 0 || grounding.flags.some(({ flag }) => flags.includes(flag));
  return scanning(context, scan, {
    conditions: [],
    compute: (ids) => askGroundings(context, ids, jurisdiction),
    wanted,
  });
}

/** Recommendations that ask for research, those that are still open or those that are not, in order of their numbers. */
export function scanResearch(context: QueryContext, open: boolean | null, scan: Scan): Promise<Scanned<AnsweredSince>> {
  return scanning(context, scan, {
    conditions: [{ attribute: 'kind', in: ['RESEARCH'] }],
    compute: (ids) => askAnswered(context, ids),
    wanted: (answered) => open === null || answered.open === open,
  });
}

interface Condition<Found> {
  readonly conditions: readonly Filter[];
  compute(ids: readonly string[]): Promise<readonly (Found | null)[]>;
  wanted(value: Found): boolean;
}

async function scanning<Found>(
  context: QueryContext,
  scan: Scan,
  condition: Condition<Found>,
): Promise<Scanned<Found>> {
  const found: { key: string; value: Found }[] = [];
  let examined = 0;
  let after = scan.after;
  while (examined < mostExamined) {
    const page = await pageOf(context, condition.conditions, after);
    const rows = page.slice(0, batch);
    const values = rows.length === 0 ? [] : await condition.compute(rows.map(({ node }) => node.id));
    for (const [index, { key }] of rows.entries()) {
      const value = values[index];
      examined += 1;
      after = key;
      if (value && condition.wanted(value)) found.push({ key, value });
      if (found.length === scan.first) return { found, examined, next: index + 1 < page.length ? key : null };
    }
    if (page.length <= batch) return { found, examined, next: null };
  }
  return { found, examined, next: after };
}

async function pageOf({ store, signal }: QueryContext, conditions: readonly Filter[], after: string | null) {
  const answer = await readTyped(
    store,
    {
      page: {
        by: 'list',
        kind: 'Recommendation',
        order: 'ordinal',
        descending: false,
        page: { first: batch, after },
        rows: true,
        count: false,
        select: {},
        filter: { all: [{ attribute: 'status', in: ['ACCEPTED'] }, ...conditions] },
      },
    },
    signal,
  );
  return answer.page.rows ?? [];
}
