import { encodeCursor } from './cursor.ts';

/** Whether a page of side records is followed by another one, and where to go on. */
export const pageEnd = (scope: string, after: string | null) => ({
  hasNextPage: after !== null,
  endCursor: after === null ? null : encodeCursor(scope, after),
});
