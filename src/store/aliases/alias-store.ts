import { rowsOf } from '../answered-nodes.ts';
import type { ChangeSet, WriteProgress } from '../change-set.ts';
import type { KeptHistoryRead } from '../history-chain.ts';
import type { Reached, ReachPlan, ReadAnswer, ReadPlan, RootRead } from '../read-plan.ts';
import type { RecordsRead } from '../record.ts';
import type { HistoryPage, Store, StoreContents, StoredHeader, Rendered, RenderRequest } from '../store.ts';
import { absentIdsInText } from './absent-ids-in-text.ts';
import { aliasesOf } from './alias-records.ts';

/** Merges of merges that are followed; a longer chain is none that people made. */
const longestChain = 20;

/**
 * A store in front of a store, for one request: the id of an entry that was merged away answers with the entry that stands
 * for it, where something is looked up by id, walked from, or asked for its header. What is there is found as before, in as
 * many statements: aliases are asked for only where something was absent, one statement for each step of a chain of merges.
 * Filters, history, records and writes take ids as they are.
 */
export class AliasStore implements Store {
  readonly #store: Store;
  readonly #followed = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The entry that stands for an id, as far as reads have followed it; an id that was never absent stands for itself. */
  standingFor(id: string): string {
    let standing = id;
    for (let next = this.#followed.get(id); next !== undefined; next = this.#followed.get(next)) standing = next;
    return standing;
  }

  async read(plan: ReadPlan, signal?: AbortSignal): Promise<ReadAnswer> {
    return this.#following(signal, {
      resolve: () => this.#standingPlan(plan),
      ask: (resolved) => this.#store.read(resolved, signal),
      absentIn: (resolved, answer) => absentIn(resolved, (root) => rowsOf(answer[root])),
    });
  }

  /** Merges stay within a kind, so the plan keeps the shape that its key stands for. */
  async render(request: RenderRequest, signal?: AbortSignal): Promise<Rendered | undefined> {
    return this.#following(signal, {
      resolve: () => this.#standingPlan(request.plan),
      ask: (plan) => this.#store.render({ ...request, plan }, signal),
      absentIn: (plan, answer) => (answer ? absentIdsInText(plan, answer.text) : []),
    });
  }

  async reach(plan: ReachPlan, signal?: AbortSignal): Promise<Reached> {
    return this.#following(signal, {
      resolve: () => this.#standing(plan.from),
      ask: (from) => this.#store.reach({ ...plan, from }, signal),
      // Of a walk that was too large nothing is answered, and nothing is told of what is there.
      absentIn: (from, { nodes, truncated }) => (truncated && nodes.length === 0 ? [] : without(from, nodes)),
    });
  }

  async headers(ids: readonly string[]): Promise<readonly StoredHeader[]> {
    return this.#following(undefined, {
      resolve: () => this.#standing(ids),
      ask: (resolved) => this.#store.headers(resolved),
      absentIn: without,
    });
  }

  async #following<Request, Answer>(
    signal: AbortSignal | undefined,
    { resolve, ask, absentIn: absentOf }: Following<Request, Answer>,
  ): Promise<Answer> {
    for (let steps = 0; ; steps += 1) {
      const request = resolve();
      const answer = await ask(request);
      const absent = steps === longestChain ? [] : absentOf(request, answer);
      // Another read may have followed some of them meanwhile.
      const unknown = absent.filter((id) => !this.#followed.has(id));
      const found = await aliasesOf(this.#store, unknown, signal);
      if (found.size === 0 && unknown.length === absent.length) return answer;
      for (const [id, survivor] of found) this.#followed.set(id, survivor);
    }
  }

  /** Each once, as two of them may be one entry. */
  #standing(ids: readonly string[]): readonly string[] {
    return this.#followed.size === 0 ? ids : [...new Set(ids.map((id) => this.standingFor(id)))];
  }

  #standingPlan(plan: ReadPlan): ReadPlan {
    if (this.#followed.size === 0) return plan;
    const standing = (read: RootRead): RootRead =>
      read.by === 'ids' ? { ...read, ids: read.ids.map((id) => this.standingFor(id)) } : read;
    return { roots: Object.fromEntries(Object.entries(plan.roots).map(([root, read]) => [root, standing(read)])) };
  }

  get description() {
    return this.#store.description;
  }

  get model() {
    return this.#store.model;
  }

  get isBlocking() {
    return this.#store.isBlocking;
  }

  write(changes: ChangeSet, progress?: (done: WriteProgress) => void) {
    return this.#store.write(changes, progress);
  }

  changes(after: number, first: number, signal?: AbortSignal) {
    return this.#store.changes(after, first, signal);
  }

  historyOf(nodeId: string, page: HistoryPage, signal?: AbortSignal) {
    return this.#store.historyOf(nodeId, page, signal);
  }

  historyHead() {
    return this.#store.historyHead();
  }

  keptHistory(read: KeptHistoryRead) {
    return this.#store.keptHistory(read);
  }

  contents() {
    return this.#store.contents();
  }

  packageContents(reviewPackage: string) {
    return this.#store.packageContents(reviewPackage);
  }

  record(type: string, id: string, signal?: AbortSignal) {
    return this.#store.record(type, id, signal);
  }

  recordsById(type: string, ids: readonly string[], signal?: AbortSignal) {
    return this.#store.recordsById(type, ids, signal);
  }

  recordsAtOnce() {
    return this.#store.recordsAtOnce();
  }

  records(read: RecordsRead, signal?: AbortSignal) {
    return this.#store.records(read, signal);
  }

  found(words: readonly string[], most: number, signal?: AbortSignal) {
    return this.#store.found(words, most, signal);
  }

  counts(signal?: AbortSignal) {
    return this.#store.counts(signal);
  }

  ping() {
    return this.#store.ping();
  }

  restore(contents: StoreContents, signal?: AbortSignal) {
    return this.#store.restore(contents, signal);
  }

  close() {
    return this.#store.close();
  }
}

interface Following<Request, Answer> {
  /** What is asked for, by the ids that stand for those given. */
  readonly resolve: () => Request;
  readonly ask: (request: Request) => Promise<Answer>;
  /** Ids of the request that the answer has nothing for. */
  readonly absentIn: (request: Request, answer: Answer) => readonly string[];
}

/** Ids of look-ups that came back with null. */
const absentIn = ({ roots }: ReadPlan, rowsAt: (root: string) => readonly unknown[]): string[] =>
  Object.entries(roots).flatMap(([root, read]) => {
    if (read.by !== 'ids') return [];
    const rows = rowsAt(root);
    return read.ids.filter((_, index) => rows[index] === null);
  });

function without(ids: readonly string[], found: readonly { readonly id: string }[]): string[] {
  const present = new Set(found.map(({ id }) => id));
  return ids.filter((id) => !present.has(id));
}
