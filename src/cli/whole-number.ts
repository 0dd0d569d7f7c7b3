import { InvalidArgumentError } from 'commander';

/** An option that must be a whole number; its bounds are those of the question it goes to. */
export function wholeNumber(input: string): number {
  if (/^\d{1,9}$/u.test(input)) return Number(input);
  throw new InvalidArgumentError('It must be a whole number.');
}
