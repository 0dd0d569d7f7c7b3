import { isPlainText } from '../../domain/attribute-schema.ts';
import { invalidArgument } from '../../domain/errors.ts';

/** An idempotency key as it may be. */
export function checkedKey(given: unknown): string {
  if (typeof given === 'string' && /^[!-~]{8,200}$/u.test(given)) return given;
  throw invalidArgument('idempotencyKey', 'idempotencyKey must be 8 to 200 printable ASCII characters without spaces.');
}

const longestReason = 2_000;

/** The reason that was given; null where none was. */
export function checkedReason(given: unknown): string | null {
  if (given === undefined || given === null) return null;
  const words = String(given).trim();
  if (words !== '' && words.length <= longestReason && isPlainText(words)) return words;
  throw invalidArgument('why', `why must be 1 to ${longestReason} characters without control characters.`);
}
