import type { PageAnswer, PageRow } from '../store/read-plan.ts';
import { encodeCursor } from './cursor.ts';

/** What the planner notes about a page for the resolver that shapes its answer. */
export interface PagePlan {
  readonly scope: string;
  readonly first: number;
  readonly after: string | null;
}

export interface Edge {
  readonly [attribute: string]: unknown;
  readonly node: PageRow['node'];
}

/** A Relay connection from a page of the store: the row too many becomes `hasNextPage`. */
export function connectionOf(answer: PageAnswer, { scope, first, after }: PagePlan) {
  const rows = answer.rows ?? [];
  const shown = rows.length > first ? rows.slice(0, first) : rows;
  const cursorOf = (row: PageRow | undefined) => (row ? encodeCursor(scope, row.key) : null);
  const withCursor = (row: PageRow): Edge => ({
    ...row.edge,
    node: row.node,
    // Made only when asked for.
    get cursor() {
      return cursorOf(row);
    },
  });
  return {
    edges: shown.map(withCursor),
    nodes: shown.map(({ node }) => node),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: after !== null,
      get startCursor() {
        return cursorOf(shown[0]);
      },
      get endCursor() {
        return cursorOf(shown.at(-1));
      },
    },
    totalCount: answer.count,
  };
}
