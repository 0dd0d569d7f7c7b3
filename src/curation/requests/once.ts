import { DomainError } from '../../domain/errors.ts';
import { recordsOnly, type ChangeSet } from '../../store/change-set.ts';
import type { StoredRecord } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import { UnknownOutcome } from '../../store/unknown-outcome.ts';
import { answeredBefore, receiptOf, type KeyedRequest } from './receipt.ts';
import type { Attribution } from './attribution.ts';

/** The effect of a request: the answer, the change that makes it true, and who makes the change. */
export interface Effect<Answer> {
  readonly answer: Answer & { readonly id: string };
  readonly change: Partial<ChangeSet>;
  readonly attribution: Attribution;
  /** Tells of what else a write may be refused with where somebody was quicker, besides duplicates and versions. */
  readonly wasOutdated?: (error: unknown) => boolean;
}

/** Attempts at one request: the next one sees what a quicker request did, or its own where the connection was lost. */
const mostAttempts = 4;

const nothing = { nodes: [], edges: [], removedEdges: [], removedNodes: [] };

/**
 * One effect for one request, however often it comes and however many come at once. The answer is what was made now, or
 * the id of what was made before; `IDEMPOTENCY_KEY_REUSED` where the key came with something else. Where the connection is
 * lost during the write, the receipt says whether it took effect.
 */
export async function once<Answer>(
  store: Store,
  request: KeyedRequest,
  make: () => Promise<Effect<Answer>>,
): Promise<{ readonly now: Answer } | { readonly before: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const [before, effect] = await Promise.allSettled([answeredBefore(store, request), make()]);
    if (before.status === 'rejected') throw before.reason;
    if (before.value !== undefined) return { before: before.value };
    if (effect.status === 'rejected') return { before: await answeredMeanwhile(store, request, effect.reason) };
    const { answer, change, attribution, wasOutdated } = effect.value;
    const records = [receiptOf(request, answer.id, attribution.at), ...(change.records ?? [])];
    try {
      await store.write({ ...nothing, ...change, ...attribution, records });
      return { now: answer };
    } catch (error) {
      const isWorthAnother = wasQuicker(error) || error instanceof UnknownOutcome || wasOutdated?.(error);
      if (!isWorthAnother || attempt === mostAttempts) throw error;
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
  request: KeyedRequest,
  { type: kept, of }: KeptAnswer<Answer>,
  make: () => Promise<Effect<Answer>>,
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
async function answeredMeanwhile(store: Store, request: KeyedRequest, refusal: unknown): Promise<string> {
  await waitForWrite(store, request);
  const answer = await answeredBefore(store, request);
  if (answer === undefined) throw refusal;
  return answer;
}

/**
 * Waits until a write of the same receipt that is under way can be seen as a whole: a database may show one of its records
 * before another. What waits for it is a write of that receipt which is refused in any case, so it leaves nothing behind.
 */
async function waitForWrite(store: Store, request: KeyedRequest): Promise<void> {
  const at = new Date(0).toISOString();
  const refused = { ...receiptOf(request, 'none', at), expectedVersion: Number.MAX_SAFE_INTEGER };
  try {
    await store.write(recordsOnly({ by: request.by, role: 'NONE', at }, [refused]));
  } catch (error) {
    if (!(error instanceof DomainError && (error.code === 'NOT_FOUND' || error.code === 'VERSION_CONFLICT')))
      throw error;
  }
}
