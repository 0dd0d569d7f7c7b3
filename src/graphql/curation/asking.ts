import { v7 } from 'uuid';
import { Curation } from '../../curation/curation.ts';
import { isPlainText } from '../../domain/attribute-schema.ts';
import { invalidArgument } from '../../domain/errors.ts';
import type { RequestContext } from '../request-context.ts';
import type { DynamicArgument } from '../types/dynamic-type.ts';

export type Given = Readonly<Record<string, unknown>>;

/** The verbs, for the store of the request. */
export const curationOf = ({ store }: RequestContext): Curation =>
  new Curation({ store, newId: () => v7(), now: () => new Date().toISOString() });

export const keyArgument: DynamicArgument = {
  name: 'idempotencyKey',
  type: String,
  description: 'A word of your own for this request, 8 to 200 characters: repeated with it, it has one effect.',
};

/** Who asks, and by which key. */
export function askedBy({ principal }: RequestContext, { idempotencyKey }: Given) {
  if (typeof idempotencyKey === 'string' && /^[!-~]{8,200}$/u.test(idempotencyKey))
    return { principal, idempotencyKey };
  throw invalidArgument('idempotencyKey', 'idempotencyKey must be 8 to 200 printable ASCII characters without spaces.');
}

const longestWhy = 2_000;

/** The reason that was given; null where none was. */
export function whyOf({ why }: Given): string | null {
  if (why === undefined || why === null) return null;
  const words = String(why).trim();
  if (words !== '' && words.length <= longestWhy && isPlainText(words)) return words;
  throw invalidArgument('why', `why must be 1 to ${longestWhy} characters without control characters.`);
}
