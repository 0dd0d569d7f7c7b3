import { about, entry, quotation, several } from './field.ts';
import { quoteAll } from './quote.ts';
import { verb } from './verb.ts';

export const proposeClaim = verb({
  description: 'Proposes a possible fact that evidence can support or dispute, with the passages it is taken from.',
  about: 'A possible fact that evidence can support or dispute.',
  fields: {
    claim: entry('Claim', 'The claim.'),
    quotes: several(quotation('Passages it is taken from.')),
    about: about('Interventions, outcomes, populations, jurisdictions and topics the claim is about.'),
  },
  draft(change, { claim, quotes, about: facets }) {
    const added = change.add('Claim', 'claim', claim);
    quoteAll(change, quotes, added);
    change.connectAll('about', added, facets);
    return added;
  },
});
