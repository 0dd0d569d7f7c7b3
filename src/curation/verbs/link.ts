import { argue } from './argue.ts';
import { entry, id } from './field.ts';
import { verb } from './verb.ts';

const usable = ['Finding', 'EvidenceSource', 'Claim'];

export const link = verb({
  description: 'Links a finding, a source or another claim that is there to a claim, as evidence for or against it.',
  about: 'How something that is there bears on a claim.',
  fields: {
    claim: id(['Claim'], 'The id of the claim.'),
    uses: id(usable, 'The id of the finding, source or claim that is the evidence.'),
    link: entry('EvidenceLink', 'How it bears on the claim.'),
  },
  draft(change, input) {
    const claim = change.existing(['Claim'], 'claim', input.claim);
    const uses = change.existing(usable, 'uses', input.uses);
    argue(change, { claim, uses, link: input.link });
    return claim;
  },
});
