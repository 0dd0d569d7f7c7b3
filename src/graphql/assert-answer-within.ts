import { DomainError } from '../domain/errors.ts';

/** Most characters of the JSON text under `data`: as many bytes, and up to three times as many where it is not English. */
const mostCharacters = 4 * 2 ** 20;

/** The finished text of an answer; `ANSWER_LIMIT_EXCEEDED` where nobody should have to hold and send it. */
export function assertAnswerWithin(text: string, most = mostCharacters): string {
  if (text.length <= most) return text;
  throw new DomainError(
    'ANSWER_LIMIT_EXCEEDED',
    `An answer may have ${most} characters at most; this one has ${text.length}. Ask for smaller pages or fewer fields.`,
  );
}
