import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import { LRUCache } from 'lru-cache';

/** Bytes of memory for texts that clients registered; a character takes two at the most. */
const mostBytes = 8 * 2 ** 20;

/**
 * Texts of operations by hash, as Apollo Server asks for them. Those of the manifest stay; those that clients register
 * (Apollo's automatic persisted queries) are kept apart and push out only each other.
 */
export class PersistedOperations implements KeyValueCache {
  readonly #listed: ReadonlyMap<string, string>;
  readonly #registered = new LRUCache<string, string>({ maxSize: mostBytes });

  constructor(listed: ReadonlyMap<string, string> = new Map()) {
    this.#listed = listed;
  }

  get(hash: string): Promise<string | undefined> {
    return Promise.resolve(this.#listed.get(hash) ?? this.#registered.get(hash));
  }

  set(hash: string, text: string): Promise<void> {
    if (!this.#listed.has(hash)) this.#registered.set(hash, text, { size: 2 * (hash.length + text.length) });
    return Promise.resolve();
  }

  delete(hash: string): Promise<boolean> {
    return Promise.resolve(this.#registered.delete(hash));
  }
}
