import { entry, id, quotation, several } from './field.ts';
import { quoteAll } from './quote.ts';
import { verb } from './verb.ts';

const judged = ['Study', 'Finding', 'EvidenceSource'];

export const judgeRiskOfBias = verb({
  description: 'Says how the risk of bias of a study, a result or a review was judged with a tool.',
  about: 'A judgement of risk of bias with a tool.',
  fields: {
    judges: id(judged, 'The id of the study, finding or review that is judged.'),
    judgement: entry('RiskOfBiasJudgement', 'The judgement, in the words of its tool.'),
    quotes: several(quotation('Passages it is taken from.')),
  },
  draft(change, { judgement, quotes, ...input }) {
    const judges = change.existing(judged, 'judges', input.judges);
    const added = change.add('RiskOfBiasJudgement', 'judgement', judgement);
    change.connect('JUDGED_BY', judges, added);
    quoteAll(change, quotes, added);
    return judges;
  },
});
