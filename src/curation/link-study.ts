import { anchorIn } from '../domain/anchor.ts';
import type { AttributeRecord } from '../domain/attribute-schema.ts';
import type { Problem } from '../domain/errors.ts';
import type { Model } from '../domain/model.ts';
import { normalisedText } from '../domain/normalised-text.ts';
import { DraftChange, type Making, type Named } from './draft-change.ts';
import { withPlainIdentifiers } from './plain-identifiers.ts';

/** All that the main story needs: a study, what it found, where it says so, and how that bears on a claim. */
export interface StudyLink {
  readonly claim: string;
  readonly source: Named;
  readonly study?: Named | undefined;
  readonly finding: AttributeRecord;
  readonly passage?: QuotedPassage | undefined;
  /** Stance, directness and rationale. */
  readonly link: AttributeRecord;
  /** Interventions, outcomes, populations, jurisdictions and topics that the finding is about. */
  readonly about: readonly string[];
}

export interface QuotedPassage {
  readonly attributes: AttributeRecord;
  /** What stands there, pasted: the anchor must be found in it. It is not kept. */
  readonly text?: string | undefined;
}

/** The nodes and edges that link a study to a claim, or `VALIDATION_FAILED` with the path of every wrong field. */
export function studyLinkChange(
  model: Model,
  { claim, source, study, finding, passage, link, about }: StudyLink,
  making: Making,
) {
  const draft = new DraftChange(model, making);
  const claimId = draft.existing('Claim', 'claim', claim);
  const sourceId = draft.named(
    'EvidenceSource',
    'source',
    'id' in source ? source : { attributes: withPlainIdentifiers(source.attributes) },
  );
  const findingId = draft.add('Finding', 'finding', finding);
  const linkId = draft.add('EvidenceLink', 'link', { ...link, basis: 'CURATED' });
  draft.connect('REPORTED_IN', findingId, sourceId);
  if (study) {
    const studyId = draft.named('Study', 'study', study);
    draft.connect('RESULT_OF', findingId, studyId);
    if (!('id' in study)) draft.connect('REPORTED_IN', studyId, sourceId);
  }
  if (passage) {
    draft.note(anchorProblems(passage), 'passage');
    const passageId = draft.add('Passage', 'passage', { ordinal: 0, ...passage.attributes });
    draft.connect('PASSAGE_OF', passageId, sourceId);
    draft.connect('QUOTES', findingId, passageId);
  }
  draft.connect('USES', linkId, findingId);
  draft.connect('HAS_EVIDENCE', claimId, linkId);
  draft.about(findingId, about, 'about');
  return { ...draft.done(), claim: claimId, source: sourceId, link: linkId };
}

/** That a pasted text has the anchor shows that it was copied well, not that it stands in the source. */
function anchorProblems({ attributes: { anchor }, text }: QuotedPassage): Problem[] {
  if (text === undefined || typeof anchor !== 'string') return [];
  if (anchorIn(normalisedText(text), anchor).state !== 'LOST') return [];
  return [{ path: 'anchor', message: 'is not found in the text that was given with it' }];
}
