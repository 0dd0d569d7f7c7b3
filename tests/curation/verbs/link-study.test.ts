import { describeVerb } from './describe-verb.ts';
import { findingAdds, rightFinding, wrongFindings } from './findings.ts';

describeVerb({
  verb: 'linkStudy',
  right: {
    ...rightFinding,
    claim: 'claim:works',
    link: { stance: 'DISPUTES', directness: 'DIRECT', rationale: 'Same.' },
  },
  adds: {
    nodes: { ...findingAdds.nodes, EvidenceLink: 1 },
    edges: { ...findingAdds.edges, USES: 1, HAS_EVIDENCE: 1 },
  },
  wrong: [
    ...wrongFindings,
    ['no claim', { claim: undefined }, { paths: ['claim'] }],
    ['an id of another kind as the claim', { claim: 'finding:known' }, { paths: ['claim'] }],
    ['a claim that is not there', { claim: 'claim:none' }, { code: 'NOT_FOUND', paths: ['claim'] }],
    ['a stance that is none', { link: { stance: 'PROVES' } }, { paths: ['link.stance'] }],
    ['a basis, which is always a person', { link: { stance: 'SUPPORTS', basis: 'STATED' } }, { paths: ['link.basis'] }],
    [
      'a rationale of 10,001 characters',
      { link: { stance: 'SUPPORTS', rationale: 'x'.repeat(10_001) } },
      { paths: ['link.rationale'] },
    ],
  ],
});
