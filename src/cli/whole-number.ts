import { InvalidArgumentError } from 'commander';

/** An option that must be a whole number; its bounds are those of the question it goes to. */
export function wholeNumber(given: string): number {
  if (/^\d{1,9}$/u.test(given)) return Number(given);
  throw new InvalidArgumentError('It must be a whole number.');
}
