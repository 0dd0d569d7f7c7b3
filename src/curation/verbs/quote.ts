import { anchorIn } from '../../domain/anchor.ts';
import type { Problem } from '../../domain/errors.ts';
import { normalisedText } from '../../domain/normalised-text.ts';
import type { DraftChange } from '../drafts/draft-change.ts';
import type { Quotation, QuotedPassage } from './field.ts';

interface Quoting {
  readonly path: string;
  /** What is taken from the passage. */
  readonly from: string;
  readonly source: string;
}

/** Adds a passage of a source, and says that something is taken from it. */
export function quote(change: DraftChange, { attributes, text }: QuotedPassage, { path, from, source }: Quoting): void {
  change.note(anchorProblems({ attributes, text }), `${path}.passage`);
  const passage = change.add('Passage', `${path}.passage`, { ordinal: 0, ...attributes });
  change.connect('PASSAGE_OF', passage, source);
  change.connect('QUOTES', from, passage);
}

/** The same for passages that name their sources. */
export function quoteAll(change: DraftChange, quotations: readonly Quotation[], from: string): void {
  change.each(quotations, 'quotes', ({ source, ...passage }, path) =>
    quote(change, passage, { path, from, source: change.existingOrNew('EvidenceSource', `${path}.source`, source) }),
  );
}

/** That a pasted text has the anchor shows that it was copied well, not that it stands in the source. */
function anchorProblems({ attributes: { anchor }, text }: QuotedPassage): Problem[] {
  if (text === undefined || typeof anchor !== 'string') return [];
  if (anchorIn(normalisedText(text), anchor).state !== 'LOST') return [];
  return [{ path: 'anchor', message: 'is not found in the text that was given with it' }];
}
