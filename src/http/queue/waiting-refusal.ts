import { DomainError } from '../../domain/errors.ts';
import { retryAfter, toClientError } from '../../graphql/format-error.ts';
import { stringifyResult } from '../../graphql/rendered-data.ts';
import type { EndpointAnswer } from '../graphql-endpoint/answerer.ts';

const codes = new Set(['OVERLOADED', 'DEADLINE_EXCEEDED', 'CANCELLED']);

/** Whether a request was refused, or gave up, while it waited for its turn. */
export const isWaitingRefusal = (error: unknown): error is DomainError =>
  error instanceof DomainError && codes.has(error.code);

/** The answer to such a request, which costs next to nothing to write; any other error is thrown. */
export function waitingRefusal(error: unknown, type = 'application/json; charset=utf-8'): EndpointAnswer {
  const shown = isWaitingRefusal(error) ? toClientError(error) : undefined;
  if (!shown) throw error;
  const { code, message, status } = shown;
  return {
    status,
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      ...(code === 'OVERLOADED' && { 'retry-after': retryAfter }),
    },
    body: stringifyResult({ errors: [{ message, extensions: { code } }] }),
  };
}
