import { LRUCache } from 'lru-cache';
import type { OperationReader } from '../graphql/operation-reader.ts';
import type { AskedOperation } from '../graphql/persisted/refuse-unaccepted.ts';
import type { ResolvedOperation } from '../graphql/plan/operation-cache.ts';
import { isRecord } from '../support/is-record.ts';

/** What a body asks for, its variables apart; nothing of it is checked. */
export interface Asked extends AskedOperation {
  readonly operationName?: unknown;
}

/**
 * Bytes of memory for what is known: two for a character of a body, and for a document some 60 for a character of its text,
 * by a heap snapshot, up to what the most tokens of one can take, however many blanks stand between them.
 */
const mostBytes = 32 * 2 ** 20;
const [bytesPerCharacter, bytesPerDocumentCharacter, mostBytesOfDocument] = [2, 60, 400_000];
/** The same for bodies that came once. */
const mostBytesOnce = 2 ** 20;

/**
 * Queries of the graph by what asks for them. A text is read when it comes for the first time, and kept from the second
 * time on: texts that never come again would push out those that do, and cost more to keep than to read (decision 0018).
 */
export class OperationsByBody {
  readonly #known = new LRUCache<string, ResolvedOperation | typeof nothingHere>({ maxSize: mostBytes });
  readonly #once = new LRUCache<string, true>({ maxSize: mostBytesOnce });
  readonly #reader: OperationReader | undefined;

  /** Without a reader only what was learned is known. */
  constructor(reader: OperationReader | undefined) {
    this.#reader = reader;
  }

  /** Whether it is a query of the graph that came before, so that no text is to be read. */
  isKnown(asked: Asked): boolean {
    const known = this.#known.peek(JSON.stringify(asked));
    return known !== undefined && known !== nothingHere;
  }

  /** Undefined for what is no query of the graph, and for what is wrong. */
  of(asked: Asked): ResolvedOperation | undefined {
    const key = JSON.stringify(asked);
    const known = this.#known.get(key);
    if (known) return known === nothingHere ? undefined : known;
    if (!this.#reader || !isText(asked)) return undefined;
    const read = this.#reader.read(asked.query, asked.operationName);
    if (read && !this.#once.has(key)) {
      this.#once.set(key, true, { size: bytesPerCharacter * key.length });
      return { ...read, passing: true };
    }
    this.#keep(key, read ?? nothingHere);
    return read;
  }

  /** Notes an operation that only Apollo Server could find: the text of a persisted one. */
  learn(asked: Asked, operation: ResolvedOperation): void {
    if (!isText(asked)) this.#keep(JSON.stringify(asked), operation);
  }

  /** Notes that what is asked is not of the graph alone, and left to Apollo Server from now on. */
  leave(asked: Asked): void {
    this.#keep(JSON.stringify(asked), nothingHere);
  }

  #keep(key: string, found: ResolvedOperation | typeof nothingHere): void {
    this.#once.delete(key);
    const document = found === nothingHere ? 0 : Math.min(bytesPerDocumentCharacter * key.length, mostBytesOfDocument);
    this.#known.set(key, found, { size: bytesPerCharacter * key.length + document });
  }
}

const nothingHere = Symbol('no query of the graph');

interface AskedText {
  readonly query: string;
  readonly operationName?: string | null;
}

/** Whether the text stands in the body, and nothing in it that Apollo Server would refuse. */
const isText = (asked: Asked): asked is AskedText => {
  const { query, operationName = null, extensions = null } = asked;
  return (
    typeof query === 'string' &&
    (operationName === null || typeof operationName === 'string') &&
    (extensions === null || (isRecord(extensions) && !('persistedQuery' in extensions)))
  );
};
