import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** How many bytes a character of a document takes: about 100, by a heap snapshot. */
const bytesPerCharacter = 100;
/** Hashes of texts that came once, and their documents: the most that are remembered. */
const [mostOnce, mostOnTrial] = [10_000, 16];
/** Apollo Server puts a prefix for its schema before the hash of the text. */
const hexadecimalDigits = 64;

/**
 * Documents that were parsed and validated, by the SHA-256 of their texts, for whoever answers. A text is kept from the second
 * time on: texts that never come again would push out those that do, and cost more to keep than to read (decision 0018). The
 * last few that came once are there for Apollo Server, to which the same request may be left.
 */
export class DocumentStore implements KeyValueCache<DocumentNode> {
  readonly #documents: LRUCache<string, DocumentNode>;
  readonly #once = new LRUCache<string, true>({ max: mostOnce });
  readonly #trial = new LRUCache<string, DocumentNode>({ max: mostOnTrial });

  /** `mostBytes` of memory for all of them. */
  constructor(mostBytes = 32 * 2 ** 20) {
    this.#documents = new LRUCache({ maxSize: mostBytes });
  }

  /** The document of the text with this hash, where it is kept. */
  of(hash: string): DocumentNode | undefined {
    return this.#documents.get(hash);
  }

  /** The same, or one that came once lately. */
  recent(hash: string): DocumentNode | undefined {
    return this.of(hash) ?? this.#trial.get(hash);
  }

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.recent(hashIn(key)));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    const hash = hashIn(key);
    if (this.#once.delete(hash)) {
      this.#trial.delete(hash);
      this.#documents.set(hash, document, { size: bytesPerCharacter * (1 + (document.loc?.end ?? 0)) });
    } else {
      this.#once.set(hash, true);
      this.#trial.set(hash, document);
    }
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    const hash = hashIn(key);
    return Promise.resolve([this.#trial.delete(hash), this.#documents.delete(hash)].includes(true));
  }
}

const hashIn = (key: string) => key.slice(-hexadecimalDigits);
