import { createHash } from 'node:crypto';
import { DomainError } from '../domain/errors.ts';
import { recordsOnly, type ChangeSet } from '../store/change-set.ts';
import type { RecordWrite, StoredRecord } from '../store/record.ts';
import type { Store } from '../store/store.ts';
import type { Acting } from './take-step.ts';

const type = 'answer';

/** A request that may come again: who makes it, by which key, and what it asks for. */
export interface Request {
  readonly by: string;
  readonly key: string;
  /** Everything that was asked for, the verb among it. */
  readonly asked: unknown;
}

/** What a request is to be answered with, the change that makes it so, and who makes it. */
export interface Made<Answer> {
  readonly answer: Answer & { readonly id: string };
  readonly change: Partial<ChangeSet>;
  readonly acting: Acting;
  /** Tells of what else a write may be refused with where somebody was quicker, besides duplicates and versions. */
  readonly wasOutdated?: (error: unknown) => boolean;
}

/** How often a request is tried again after another one was quicker: then what that one did is seen. */
const mostAttempts = 4;

const nothing = { nodes: [], edges: [], removedEdges: [], removedNodes: [] };

/**
 * One effect for one request, however often it comes and however many come at once. The answer is what was made now, or
 * the id of what was made before; `IDEMPOTENCY_KEY_REUSED` where the key came with something else.
 */
export async function once<Answer>(
  store: Store,
  request: Request,
  make: () => Promise<Made<Answer>>,
): Promise<{ readonly now: Answer } | { readonly before: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const [before, made] = await Promise.allSettled([answeredBefore(store, request), make()]);
    if (before.status === 'rejected') throw before.reason;
    if (before.value !== undefined) return { before: before.value };
    if (made.status === 'rejected') return { before: await givenMeanwhile(store, request, made.reason) };
    const { answer, change, acting, wasOutdated } = made.value;
    const records = [answerRecord(request, answer.id, acting.at), ...(change.records ?? [])];
    try {
      await store.write({ ...nothing, ...change, ...acting, records });
      return { now: answer };
    } catch (error) {
      if (!(wasQuicker(error) || wasOutdated?.(error)) || attempt === mostAttempts) throw error;
    }
  }
}

/** How an answer is kept under its id. */
interface KeptAnswer<Answer> {
  readonly type: string;
  readonly of: (record: StoredRecord) => Answer;
}

/** The same for an answer that is kept as a record of its own. */
export async function onceKept<Answer>(
  store: Store,
  request: Request,
  { type: kept, of }: KeptAnswer<Answer>,
  make: () => Promise<Made<Answer>>,
): Promise<Answer> {
  const done = await once(store, request, make);
  if ('now' in done) return done.now;
  const record = await store.record(kept, done.before);
  if (!record) throw new TypeError('What was answered with a record is kept.');
  return of(record);
}

/** Somebody wrote what this was made from in the meantime. */
export const wasQuicker = (error: unknown) =>
  error instanceof DomainError && (error.code === 'DUPLICATE' || error.code === 'VERSION_CONFLICT');

/** What was refused may be refused because this very request was granted, after its answer had been looked for. */
async function givenMeanwhile(store: Store, request: Request, refusal: unknown): Promise<string> {
  await wholly(store, request);
  const answer = await answeredBefore(store, request);
  if (answer === undefined) throw refusal;
  return answer;
}

/**
 * Waits until a write of the same answer that is under way can be seen as a whole: a database may show one of its records
 * before another. What waits for it is a write of that answer which is refused in any case, so it leaves nothing behind.
 */
async function wholly(store: Store, request: Request): Promise<void> {
  const at = new Date(0).toISOString();
  const refused = { ...answerRecord(request, 'none', at), expectedVersion: Number.MAX_SAFE_INTEGER };
  try {
    await store.write(recordsOnly({ by: request.by, role: 'NONE', at }, [refused]));
  } catch (error) {
    if (!(error instanceof DomainError && (error.code === 'NOT_FOUND' || error.code === 'VERSION_CONFLICT')))
      throw error;
  }
}

/** Keys of different people never meet. */
async function answeredBefore(store: Store, request: Request): Promise<string | undefined> {
  const known = await store.record(type, idOf(request));
  if (!known) return undefined;
  if (known.data['asked'] !== digestOf(request.asked))
    throw new DomainError(
      'IDEMPOTENCY_KEY_REUSED',
      'This idempotency key was used for another request: use a new one for each thing you do.',
    );
  return known.subject ?? undefined;
}

/** The record that keeps the answer: written with what it answers, so that of two equal requests one is refused. */
function answerRecord(request: Request, answer: string, at: string): RecordWrite {
  const data = { asked: digestOf(request.asked) };
  return { type, id: idOf(request), expectedVersion: 0, status: 'GIVEN', owner: request.by, at, subject: answer, data };
}

const idOf = ({ by, key }: Request) => digestOf([by, key]);

const digestOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('base64url');
