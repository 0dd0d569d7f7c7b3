import { describeVerb } from './describe-verb.ts';
import { findingAdds, rightFinding, wrongFindings } from './findings.ts';

describeVerb({
  verb: 'addFinding',
  right: rightFinding,
  adds: findingAdds,
  wrong: [...wrongFindings, ['an argument, which linkStudy takes', { link: { stance: 'SUPPORTS' } }, { says: 'link' }]],
});
