import type { IdsRead, ListRead, ReadPlan, RelationRead, SearchRead, Selection } from '../read-plan.ts';
import { idsReadAt, pageReadAt, relationReadAt, searchReadOf } from './reads-of-plan.ts';
import type { PageRead } from './output-program.ts';

/*
 * Where parts of a request's plan stand. Each function is made in a scope of its own: a compiled statement keeps them, and with
 * a function all that others of its scope use.
 */

/** Finds a part of a request's plan. */
export type Locate<Read> = (plan: ReadPlan) => Read;

export const idsRootAt =
  (root: string): Locate<IdsRead> =>
  (plan) =>
    idsReadAt(plan, root);

export const pageRootAt =
  (root: string): Locate<ListRead | SearchRead> =>
  (plan) =>
    pageReadAt(plan, root);

export const searchAt =
  (locate: Locate<ListRead | SearchRead>): Locate<SearchRead> =>
  (plan) =>
    searchReadOf(locate(plan));

export const selectionAt =
  (locate: Locate<{ readonly select: Selection }>): Locate<Selection> =>
  (plan) =>
    locate(plan).select;

export const relationAt =
  (locate: Locate<Selection>, kind: string, relation: string): Locate<RelationRead> =>
  (plan) =>
    relationReadAt(locate(plan), kind, relation);

/** The ids of a look-up as `write` puts them. */
export const idsAt =
  <Value>(locate: Locate<IdsRead>, write: (ids: readonly string[]) => Value): Locate<Value> =>
  (plan) =>
    write(locate(plan).ids);

/** The most rows of a page, and `more` of them. */
export const sizeAt =
  (locate: Locate<PageRead>, more = 0): Locate<number> =>
  (plan) =>
    locate(plan).page.first + more;

/** The key that a page comes after; what all keys come after on the first one. */
export const afterAt =
  (locate: Locate<PageRead>, start: string): Locate<string> =>
  (plan) =>
    locate(plan).page.after ?? start;

/** Whether rows stand before a page, as JSON. */
export const hasPreviousAt =
  (locate: Locate<PageRead>): Locate<string> =>
  (plan) =>
    locate(plan).page.after === null ? 'false' : 'true';

/** The words of a search as `write` puts them. */
export const wordsAt =
  <Value>(locate: Locate<SearchRead>, write: (words: readonly string[]) => Value): Locate<Value> =>
  (plan) =>
    write(locate(plan).words);
