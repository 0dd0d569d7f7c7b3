import { DomainError } from '../domain/errors.ts';

/** Counts the rows that computing visits. */
export interface WorkMeter {
  /** Throws what ends the computing where it has visited too many, or its time is over. */
  spend(rows: number): void;
}

/** For whoever asks without a limit, such as a command. */
export const unmetered: WorkMeter = { spend: () => undefined };

export interface WorkLimits {
  /** Most rows. */
  readonly most: number;
  /** When the answer must be there, as `Date.now()` tells time. */
  readonly deadline: number;
}

/** Rows between two looks at the clock: computing passes so many in less than a millisecond. */
const rowsBetweenLooks = 1_000;

/**
 * A meter that ends what is computed at its limit, with `QUESTION_LIMIT_EXCEEDED`, and at its deadline, with
 * `DEADLINE_EXCEEDED`: while something is computed no timer has its turn, so the clock is looked at here.
 */
export function workMeter({ most, deadline }: WorkLimits): WorkMeter & { readonly spent: number } {
  let [spent, nextLook] = [0, rowsBetweenLooks];
  return {
    get spent() {
      return spent;
    },
    spend(rows) {
      spent += rows;
      if (spent > most)
        throw new DomainError(
          'QUESTION_LIMIT_EXCEEDED',
          `What is computed for this operation may visit ${most} rows and was ended there: ask about less at a time.`,
        );
      if (spent < nextLook) return;
      nextLook = spent + rowsBetweenLooks;
      if (Date.now() > deadline)
        throw new DomainError('DEADLINE_EXCEEDED', 'The answer was not ready by its deadline.');
    },
  };
}
