import { choiceSet, text } from '../attribute.ts';
import type { Problem } from '../errors.ts';
import { webAddressPattern } from '../identifiers/web-address.ts';

/** An empty value means that nobody looked; "not reported" is what was found where somebody did. */
export const reported = choiceSet('Reported', 'What a source tells of something; empty: nobody looked.', {
  YES: 'It was so.',
  NO: 'It was not so.',
  NOT_REPORTED: 'The source does not say.',
});

export const registration = {
  name: 'Registration',
  description: 'An entry of a study in a register.',
  parts: {
    registry: text('The register, for example ClinicalTrials.gov.', { required: true, maxLength: 300 }),
    number: text('Its number there.', { required: true, maxLength: 100 }),
    url: text('Where it can be read.', { pattern: webAddressPattern, maxLength: 2000 }),
  },
} as const;

export const funding = {
  name: 'Funding',
  description: 'Who paid for a study.',
  parts: {
    funder: text('Who paid.', { required: true, maxLength: 300 }),
    award: text('Number of the grant.', { maxLength: 100 }),
  },
} as const;

interface Reporting {
  readonly registered: string | null;
  readonly registrations: readonly unknown[];
  readonly funded: string | null;
  readonly funding: readonly unknown[];
}

/** What is listed cannot be denied beside it. */
export function reportedProblems({ registered, registrations, funded, funding: funders }: Reporting): Problem[] {
  const denied = (path: string, said: string | null, listed: readonly unknown[]) =>
    said !== null && said !== 'YES' && listed.length > 0
      ? [{ path, message: `is ${said}, and ${listed.length} listed: leave one of them out` }]
      : [];
  return [...denied('registered', registered, registrations), ...denied('funded', funded, funders)];
}
