import type { PageAnswer, PageRow } from '../store/read-plan.ts';
import { encodeCursor } from './cursor.ts';

/** The arguments of a connection, as GraphQL gives them; the planner has checked them. */
export interface PageInput {
  readonly first?: unknown;
  readonly after?: unknown;
}

export interface Edge {
  readonly [attribute: string]: unknown;
  readonly node: PageRow['node'];
}

/** A Relay connection from a page of the store: the row too many becomes `hasNextPage`. */
export function connectionOf(answer: PageAnswer, scope: string, { first: size, after }: PageInput) {
  const rows = answer.rows ?? [];
  const first = size as number;
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
      hasPreviousPage: typeof after === 'string',
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
