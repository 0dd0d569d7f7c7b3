import type { MutationRequest } from '../requests/mutation-request.ts';
import { authorized } from '../requests/authorized.ts';
import type { CurationOptions } from '../requests/curation-options.ts';
import { mutationContext } from '../requests/mutation-context.ts';
import { onceKept, type Effect } from '../requests/once.ts';
import type { KeyedRequest } from '../requests/receipt.ts';
import { keptMergeOf, mergeOf, mergeType, type KeptMerge, type Merge } from './merge.ts';
import { mergeChange, type Duplicates } from './merge-duplicates.ts';
import { undoChange, type MergedEntry } from './undo-merge.ts';

/** One entry of two that are the same thing, for whoever may decide that. */
export async function mergeDuplicates(
  options: CurationOptions,
  duplicates: Duplicates,
  { principal, idempotencyKey: key, dryRun }: MutationRequest & { readonly dryRun: boolean },
): Promise<Merge> {
  const actor = authorized(principal, 'mergeDuplicates');
  const make = () => mergeChange(options.store, duplicates, { actor, context: mutationContext(options) });
  if (dryRun) return { ...mergeOf((await make()).answer), id: null };
  return merging(options, { by: actor.id, key, content: ['mergeDuplicates', duplicates] }, make);
}

/** Two entries again of what was made one. */
export async function undoMerge(
  options: CurationOptions,
  entry: MergedEntry,
  { principal, idempotencyKey: key }: MutationRequest,
): Promise<Merge> {
  const actor = authorized(principal, 'mergeDuplicates');
  return merging(options, { by: actor.id, key, content: ['undoMerge', entry] }, () =>
    undoChange(options.store, entry, { actor, context: mutationContext(options) }),
  );
}

async function merging(
  { store }: CurationOptions,
  request: KeyedRequest,
  make: () => Promise<Effect<KeptMerge>>,
): Promise<Merge> {
  return mergeOf(await onceKept(store, request, { type: mergeType, of: keptMergeOf }, make));
}
