import { findKnownSource, type KnownSource } from '../../curation/sources/find-known-source.ts';
import type { Store } from '../../store/store.ts';
import type { LookupAnswer, ReferenceLookup } from './lookup/reference-lookup.ts';
import { readReference, type ReadReference } from './read-reference.ts';
import { sourceOfCsl } from './source-of-csl.ts';

/** What a contributor sees before a source is added. */
export interface SourcePreview extends ReadReference {
  /** Sources that it means or may mean. */
  readonly known: readonly KnownSource[];
  readonly checked: Checked;
}

/** Whether a registry was asked. What it adds stands among the attributes only where it was found. */
export type Checked =
  Exclude<LookupAnswer, { readonly outcome: 'FOUND' }> | { readonly outcome: 'FOUND'; readonly by: string };

export interface PreviewOptions {
  /** Left out where look-ups are off: then nothing is checked over the network. */
  readonly lookup?: ReferenceLookup | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a pasted reference is, which fields of it are known, and whether the graph has it. Writes nothing. */
export async function previewSource(
  store: Store,
  reference: string,
  { lookup, signal }: PreviewOptions = {},
): Promise<SourcePreview> {
  const read = readReference(reference);
  const answer: LookupAnswer = (await lookup?.find(read.attributes, signal)) ?? {
    outcome: 'NOT_CHECKED',
  };
  const completed = answer.outcome === 'FOUND' ? completedBy(read, answer) : read;
  const [known = []] = await findKnownSource(store, [completed.attributes], signal);
  const checked: Checked = answer.outcome === 'FOUND' ? { outcome: 'FOUND', by: answer.by } : answer;
  return { ...completed, known, checked };
}

/** What the contributor gave stays as it is; a registry fills in what was not given. */
function completedBy(
  read: ReadReference,
  { by, item, retracted }: Extract<LookupAnswer, { outcome: 'FOUND' }>,
): ReadReference {
  const { attributes, problems } = sourceOfCsl({ item });
  return {
    ...read,
    attributes: { ...attributes, ...read.attributes, ...(retracted && { standing: 'RETRACTED' }) },
    problems: [...read.problems, ...problems.map((problem) => `${by}: ${problem}`)],
  };
}
