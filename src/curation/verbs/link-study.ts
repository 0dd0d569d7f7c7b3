import { addFindingOf, findingFields } from './add-finding.ts';
import { argue } from './argue.ts';
import { entry, id, type InputOf } from './field.ts';
import { verb } from './verb.ts';

const { source, study, finding, passage, about, comparators } = findingFields;

export const linkStudy = verb({
  description: 'Links a study to a claim: source, study, finding, passage and argument in one call.',
  about: 'A study, what it found, and how that bears on a claim.',
  fields: {
    claim: id(['Claim'], 'The id of the claim.'),
    source,
    study,
    finding,
    passage,
    link: entry('EvidenceLink', 'How it bears on the claim.'),
    about,
    comparators,
  },
  draft(change, { claim: input, link, ...found }) {
    const claim = change.existing(['Claim'], 'claim', input);
    argue(change, { claim, uses: addFindingOf(change, found), link });
    return claim;
  },
});

/** All that the main story needs: a study, what it found, where it says so, and how that bears on a claim. */
export type StudyLink = InputOf<typeof linkStudy.fields>;
