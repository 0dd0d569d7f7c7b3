import type { Scanned } from '../analysis/scan-recommendations.ts';
import { encodeCursor } from './cursor.ts';

/** A page of recommendations that were computed, each as its GraphQL type reads it. */
export const toScannedPage = <Found, Shown>(
  scope: string,
  { found, examined, next }: Scanned<Found>,
  toShown: (value: Found) => Shown,
) => ({
  nodes: found.map(({ value }) => toShown(value)),
  examined,
  hasNextPage: next !== null,
  endCursor: next === null ? null : encodeCursor(scope, next),
});
