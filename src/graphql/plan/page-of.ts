import { DomainError } from '../../domain/errors.ts';
import type { Page } from '../../store/read-plan.ts';
import type { PageInput } from '../connection.ts';
import { decodeCursor } from '../cursor.ts';

export const largestPage = 100;

/** `first` and `after`, checked. The scope names the list that cursors belong to. */
export function pageOf(scope: string, { first, after }: PageInput): Page {
  const size = first as number;
  if (!Number.isInteger(size) || size < 1 || size > largestPage) {
    throw new DomainError(
      'PAGE_SIZE_OUT_OF_RANGE',
      `first must be a whole number from 1 to ${largestPage}; got ${String(first)}.`,
      {
        argument: 'first',
      },
    );
  }
  return { first: size, after: typeof after === 'string' ? decodeCursor(scope, after) : null };
}
