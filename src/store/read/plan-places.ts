import type { IdsRead, ListRead, ReadPlan, RelationRead, SearchRead, Selection } from '../read-plan.ts';
import { idsReadAt, pageReadAt, relationReadAt, searchReadOf } from './reads-of-plan.ts';
import type { PageRead } from './output-program.ts';

/*
 * Where parts of a request's plan stand. Each function is made in a scope of its own: a compiled statement keeps them, and with
 * a function all that others of its scope use.
 */

/** How a part of a request's plan is found. */
export type At<Read> = (plan: ReadPlan) => Read;

export const idsRootAt =
  (root: string): At<IdsRead> =>
  (plan) =>
    idsReadAt(plan, root);

export const pageRootAt =
  (root: string): At<ListRead | SearchRead> =>
  (plan) =>
    pageReadAt(plan, root);

export const searchAt =
  (at: At<ListRead | SearchRead>): At<SearchRead> =>
  (plan) =>
    searchReadOf(at(plan));

export const selectionAt =
  (at: At<{ readonly select: Selection }>): At<Selection> =>
  (plan) =>
    at(plan).select;

export const relationAt =
  (at: At<Selection>, kind: string, relation: string): At<RelationRead> =>
  (plan) =>
    relationReadAt(at(plan), kind, relation);

/** The ids of a look-up as `write` puts them. */
export const idsAt =
  <Value>(at: At<IdsRead>, write: (ids: readonly string[]) => Value): At<Value> =>
  (plan) =>
    write(at(plan).ids);

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
  <Value>(at: At<SearchRead>, write: (words: readonly string[]) => Value): At<Value> =>
  (plan) =>
    write(at(plan).words);
