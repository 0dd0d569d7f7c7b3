import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** How many bytes a character of a document takes: about 100, by a heap snapshot. */
const bytesPerCharacter = 100;

/** Documents that were parsed and validated. Apollo's own store writes each as JSON to learn its size; this counts. */
export class DocumentStore implements KeyValueCache<DocumentNode> {
  readonly #documents: LRUCache<string, DocumentNode>;

  /** `mostBytes` of memory for all of them. */
  constructor(mostBytes = 32 * 2 ** 20) {
    this.#documents = new LRUCache({ maxSize: mostBytes });
  }

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.#documents.get(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(key, document, { size: bytesPerCharacter * (1 + (document.loc?.end ?? 0)) });
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.#documents.delete(key));
  }
}
