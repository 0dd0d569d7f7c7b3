import type { IdsRead, ReadPlan, RelationRead, SearchRead, Selection } from '../read-plan.ts';
import type { PageRead } from '../text-plan.ts';

/*
 * Where parts of a request's plan stand. Each function is made in a scope of its own: a compiled text keeps them, and with
 * a function all that others of its scope use.
 */

/** How a part of a request's plan is found. */
export type At<Read> = (plan: ReadPlan) => Read;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller knows which read a root is
export const rootAt =
  <Read>(key: string): At<Read> =>
  (plan) =>
    plan.roots[key] as Read;

export const selectionAt =
  (at: At<{ readonly select: Selection }>): At<Selection> =>
  (plan) =>
    at(plan).select;

export const relationAt =
  (at: At<Selection>, kind: string, relation: string): At<RelationRead> =>
  (plan) =>
    at(plan)[kind]?.relations[relation] as RelationRead;

/** The ids of a look-up, as a JSON list. */
export const idsAt =
  (at: At<IdsRead>): At<string> =>
  (plan) =>
    JSON.stringify(at(plan).ids);

/** The most rows of a page, and `more` of them. */
export const sizeAt =
  (at: At<PageRead>, more = 0): At<number> =>
  (plan) =>
    at(plan).page.first + more;

/** The key that a page comes after; what all keys come after on the first one. */
export const afterAt =
  (at: At<PageRead>, start: string): At<string> =>
  (plan) =>
    at(plan).page.after ?? start;

/** Whether rows stand before a page, as JSON. */
export const hasPreviousAt =
  (at: At<PageRead>): At<string> =>
  (plan) =>
    at(plan).page.after === null ? 'false' : 'true';

/** The words of a search as `write` puts them. */
export const wordsAt =
  (at: At<SearchRead>, write: (words: readonly string[]) => string): At<string> =>
  (plan) =>
    write(at(plan).words);
