import { describeVerb } from './describe-verb.ts';

const judgement = { tool: 'ROB_2', overall: 'Some concerns', by: 'Two reviewers' };
const judging = (given: Readonly<Record<string, unknown>>) => ({ judgement: { ...judgement, ...given } });

describeVerb({
  verb: 'judgeRiskOfBias',
  right: { judges: 'study:known', judgement },
  adds: { nodes: { RiskOfBiasJudgement: 1 }, edges: { JUDGED_BY: 1 } },
  wrong: [
    ['nothing that is judged', { judges: null }, { paths: ['judges'] }],
    ['a claim, which is not judged so', { judges: 'claim:works' }, { paths: ['judges'] }],
    ['a study that is not there', { judges: 'study:none' }, { code: 'NOT_FOUND', paths: ['judges'] }],
    ['no tool', judging({ tool: null }), { paths: ['judgement.tool'] }],
    [
      'words of another tool',
      judging({ overall: 'Serious' }),
      { paths: ['judgement.overall'], says: 'ROB_2 calls it' },
    ],
    ['a day that is to come', judging({ on: '2999' }), { paths: ['judgement.on'] }],
  ],
});
