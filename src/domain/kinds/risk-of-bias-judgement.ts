import { choice, date, list, object, text } from '../attribute.ts';
import { overallProblems } from '../figures/risk-of-bias.ts';
import { kind } from '../kind.ts';
import { riskOfBiasTool } from './risk-of-bias-tool.ts';

const domain = {
  name: 'BiasDomain',
  description: 'What a tool says of one of its domains.',
  parts: {
    domain: text("The domain in the tool's own words.", { required: true, maxLength: 300 }),
    judgement: text("The judgement in the tool's own words.", { required: true, maxLength: 100 }),
    support: text('What supports it, in our own words.', { maxLength: 2000 }),
  },
} as const;

/** One person's or review's judgement of risk of bias with one tool; a study may have several. */
export const riskOfBiasJudgement = kind({
  description: 'How somebody judged the risk of bias of a study, a result or a review with a tool.',
  prefix: 'risk-of-bias',
  singular: 'riskOfBiasJudgement',
  plural: 'riskOfBiasJudgements',
  attributes: {
    tool: choice(riskOfBiasTool, 'The tool.', { required: true, filter: true }),
    overall: text("The overall judgement in the tool's own words; empty where the tool gives none.", {
      maxLength: 100,
      filter: true,
    }),
    domains: list(object(domain, 'One domain of the tool.', {})),
    by: text('Who judged.', { maxLength: 300, search: 'texts' }),
    on: date('When.', { filter: true }),
  },
  label: ({ tool: by, overall }) => (overall === null ? by : `${by}: ${overall}`),
  rules: overallProblems,
});
