import type { NodeRow, PageAnswer, ReadAnswer } from './read-plan.ts';

/** The entries that a root read by ids found, in the order asked; those that are absent are left out. */
export const presentRows = (answer: ReadAnswer, root: string): NodeRow[] =>
  (answer[root] as readonly (NodeRow | null)[]).filter((row) => row !== null);

/** The entries of a page; none where the page was not asked for. */
export const nodesOfPage = (page: unknown): NodeRow[] =>
  ((page as PageAnswer | undefined)?.rows ?? []).map(({ node }) => node);
