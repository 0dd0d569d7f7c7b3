import { LRUCache } from 'lru-cache';
import type { EvidenceStore } from '../../graphql/evidence-store.ts';

/** Bytes of memory for finished responses; a character takes two at the most. */
const mostBytes = 64 * 2 ** 20;

/** A finished response, and the version of the graph that it was read at. */
export interface KeptResponse {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly graphVersion: number;
}

/**
 * Finished responses by a key of their request. One is valid as long as the version of the graph that it was read at: the
 * store is asked for the version before each use, so that what another process wrote counts too.
 */
export class ResponseCache {
  readonly #store: Pick<EvidenceStore, 'ping'>;
  readonly #responses = new LRUCache<string, KeptResponse>({ maxSize: mostBytes });
  #running: Promise<number> | undefined;
  #next: Promise<number> | undefined;

  constructor(store: Pick<EvidenceStore, 'ping'>) {
    this.#store = store;
  }

  /** The response to the same request before, where nothing was written since; undefined where the store fails. */
  async get(key: string): Promise<KeptResponse | undefined> {
    const response = this.#responses.get(key);
    if (!response) return undefined;
    const version = await this.#version().catch(() => undefined);
    if (version === response.graphVersion) return response;
    this.#responses.delete(key);
    return undefined;
  }

  keep(key: string, response: KeptResponse): void {
    this.#responses.set(key, response, { size: 2 * (key.length + response.body.length) + 1 });
  }

  /** Whoever comes while the store is being asked waits for the next question, which they all share. */
  #version(): Promise<number> {
    if (this.#next) return this.#next;
    const ask = () => {
      this.#next = undefined;
      const running = this.#store.ping().then(({ graphVersion }) => graphVersion);
      this.#running = running;
      return running;
    };
    this.#next = (this.#running ?? Promise.resolve(0)).then(ask, ask);
    return this.#next;
  }
}
