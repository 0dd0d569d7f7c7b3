import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { DraftChange } from '../drafts/draft-change.ts';

interface Argument {
  readonly claim: string;
  readonly uses: string;
  /** Stance, directness and rationale. */
  readonly link: AttributeRecord;
}

/** Adds the argument from what is used as evidence to a claim. */
export function argue(change: DraftChange, { claim, uses, link }: Argument): void {
  const id = change.add('EvidenceLink', 'link', { ...link, basis: 'CURATED' });
  change.connect('USES', id, uses);
  change.connect('HAS_EVIDENCE', claim, id);
}
