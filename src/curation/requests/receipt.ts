import { createHash } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import type { RecordWrite } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';

/*
 * The receipt of a request is a record of its key, which names what the request was answered with. It is written in the
 * transaction of what it answers for, so one cannot be there without the other, and of two equal requests one is refused.
 */

const type = 'receipt';

/** A request that may come again: who makes it, by which key, and what it asks for. */
export interface KeyedRequest {
  readonly by: string;
  readonly key: string;
  /** The verb and its whole input. */
  readonly content: unknown;
}

/** The id of what a request was answered with; `IDEMPOTENCY_KEY_REUSED` where its key came with something else. */
export async function answeredBefore(store: Store, request: KeyedRequest): Promise<string | undefined> {
  const known = await store.record(type, idOf(request));
  if (!known) return undefined;
  if (known.data['asked'] !== digestOf(request.content))
    throw new DomainError(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key was used for another request: use a new one for each thing you do.',
    );
  return known.subject ?? undefined;
}

export function receiptOf(request: KeyedRequest, answer: string, at: string): RecordWrite {
  const data = { asked: digestOf(request.content) };
  return { type, id: idOf(request), expectedVersion: 0, status: 'GIVEN', owner: request.by, at, subject: answer, data };
}

/** Keys of different people never meet. */
const idOf = ({ by, key }: KeyedRequest) => digestOf([by, key]);

const digestOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url');
