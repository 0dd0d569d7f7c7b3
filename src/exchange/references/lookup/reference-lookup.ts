import type { SourceReference } from '../../../curation/sources/source-reference.ts';
import type { CslItem } from '../csl-item.ts';

/** A registry of documents that can be asked over the network. It never throws for what the registry does. */
export interface ReferenceLookup {
  find(reference: SourceReference, signal?: AbortSignal): Promise<LookupAnswer>;
}

export type LookupAnswer =
  | { readonly outcome: 'FOUND'; readonly by: string; readonly item: CslItem; readonly retracted: boolean }
  /** Asked, and it knows no such document. */
  | { readonly outcome: 'NOT_FOUND'; readonly by: string }
  /** Nobody was asked: the reference has no identifier that a registry takes. */
  | { readonly outcome: 'NOT_CHECKED' }
  /** Asked, and it did not say: nothing is known either way. */
  | { readonly outcome: 'FAILED'; readonly by: string; readonly reason: string };

/** How one registry is asked: where its answer for a reference is, and how that reads as CSL-JSON. */
export interface Registry {
  /** Undefined where the reference has nothing that the registry could be asked for. */
  addressFor(reference: SourceReference): string | undefined;
  /** Undefined where the answer holds no document. */
  read(answer: unknown, reference: SourceReference): RegistryRecord | undefined;
}

export interface RegistryRecord {
  readonly item: CslItem;
  readonly retracted: boolean;
}
