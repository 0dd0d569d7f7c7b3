import { isPlainText } from '../../domain/attribute-schema.ts';
import { invalidArgument } from '../../domain/errors.ts';

/** An idempotency key as it may be. */
export function checkedKey(input: unknown): string {
  if (typeof input === 'string' && /^[!-~]{8,200}$/u.test(input)) return input;
  throw invalidArgument('idempotencyKey', 'idempotencyKey must be 8 to 200 printable ASCII characters without spaces.');
}

const longestReason = 2_000;

/** The reason of an input; null where it has none. */
export function checkedReason(input: unknown): string | null {
  if (input === undefined || input === null) return null;
  const words = String(input).trim();
  if (words !== '' && words.length <= longestReason && isPlainText(words)) return words;
  throw invalidArgument('why', `why must be 1 to ${longestReason} characters without control characters.`);
}
