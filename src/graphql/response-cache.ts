import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Store, TextAnswer } from '../store/store.ts';

/** Bytes of memory for finished answers; a character takes two at the most. */
const mostBytes = 64 * 2 ** 20;

/**
 * Finished answers by what was asked. An answer holds as long as the version of the graph that it was read at: the store
 * is asked for the version before each use, so that what another process wrote counts too.
 */
export class ResponseCache {
  readonly #store: Pick<Store, 'ping'>;
  readonly #answers = new LRUCache<string, TextAnswer>({ maxSize: mostBytes });
  #running: Promise<number> | undefined;
  #next: Promise<number> | undefined;

  constructor(store: Pick<Store, 'ping'>) {
    this.#store = store;
  }

  /** The answer to what was asked before, where nothing was written since. A store that fails is no answer here. */
  async get(asked: string): Promise<TextAnswer | undefined> {
    const answer = this.#answers.get(asked);
    if (!answer) return undefined;
    const version = await this.#version().catch(() => undefined);
    if (version === answer.graphVersion) return answer;
    this.#answers.delete(asked);
    return undefined;
  }

  keep(asked: string, answer: TextAnswer): void {
    this.#answers.set(asked, answer, { size: 2 * (asked.length + answer.text.length) + 1 });
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

/**
 * A strong validator (RFC 9110, 8.8.3): the same only for the same bytes. What the client accepts decides on type and
 * encoding, so it is part of it.
 */
export function entityTag(asked: string, graphVersion: number, accepted: readonly (string | undefined)[]): string {
  const digest = createHash('sha256').update(JSON.stringify([asked, graphVersion, ...accepted]));
  return `"${digest.digest('base64url')}"`;
}

/** Whether `If-None-Match` names the tag (RFC 9110, 13.1.2: compared weakly). */
export const isNamedIn = (header: string | undefined, tag: string): boolean =>
  header !== undefined && header.split(',').some((item) => ['*', tag, `W/${tag}`].includes(item.trim()));
