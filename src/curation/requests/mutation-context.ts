import type { CurationOptions } from './curation-options.ts';

/** The moment of a change and the ids that it makes, settled before it is written so that writing can be repeated. */
export interface MutationContext {
  readonly newId: () => string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export const mutationContext = ({ newId, now }: CurationOptions): MutationContext => ({ newId, at: now() });
