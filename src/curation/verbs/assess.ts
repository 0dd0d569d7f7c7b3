import { entry, id, optional, quotation, several } from './field.ts';
import { quoteAll } from './quote.ts';
import { verb } from './verb.ts';

const rated = ['Claim', 'EvidenceLink', 'Recommendation'];

export const assess = verb({
  description: 'Gives a verdict on a claim, an argument or a recommendation, at a level of a rating scheme.',
  about: 'A verdict at a level of a rating scheme.',
  fields: {
    rates: id(rated, 'The id of the claim, evidence link or recommendation that is rated.'),
    level: id(['RatingLevel'], 'The id of the level, which belongs to a scheme.'),
    assessment: optional(entry('Assessment', 'Who gave the verdict, when and in which words.')),
    quotes: several(quotation('Passages it is taken from.')),
  },
  draft(change, { assessment = {}, quotes, ...input }) {
    const rates = change.existing(rated, 'rates', input.rates);
    const level = change.existing(['RatingLevel'], 'level', input.level);
    const added = change.add('Assessment', 'assessment', assessment);
    change.connect('RATES', added, rates);
    change.connect('AT_LEVEL', added, level);
    quoteAll(change, quotes, added);
    return rates;
  },
});
