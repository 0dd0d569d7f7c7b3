import type { Store } from '../../store/store.ts';

/** What all verbs work with. */
export interface CurationOptions {
  readonly store: Store;
  /** A new id without its prefix. */
  readonly newId: () => string;
  /** Now: ISO 8601, UTC, with milliseconds. */
  readonly now: () => string;
}
