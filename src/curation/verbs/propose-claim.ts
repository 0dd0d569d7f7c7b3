import { about, comparators, entry, quotation, several } from './field.ts';
import { quoteAll } from './quote.ts';
import { verb } from './verb.ts';

export const proposeClaim = verb({
  description: 'Proposes a possible fact that evidence can support or dispute, with the passages it is taken from.',
  about: 'A possible fact that evidence can support or dispute.',
  fields: {
    claim: entry('Claim', 'The claim.'),
    quotes: several(quotation('Passages it is taken from.')),
    about: about('Interventions, outcomes, populations, jurisdictions, settings and topics the claim is about.'),
    comparators: comparators(),
  },
  draft(change, { claim, quotes, about: facets, comparators: compared }) {
    const added = change.add('Claim', 'claim', claim);
    quoteAll(change, quotes, added);
    change.connectAll('about', added, facets);
    change.connectAll('comparators', added, compared);
    return added;
  },
});
