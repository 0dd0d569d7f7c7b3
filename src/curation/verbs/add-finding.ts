import type { DraftChange } from '../drafts/draft-change.ts';
import { about, comparators, entry, reference, optional, passage, type InputOf } from './field.ts';
import { quote } from './quote.ts';
import { verb } from './verb.ts';

/** What a finding comes with, whether or not it is linked to a claim at once. */
export const findingFields = {
  source: reference('EvidenceSource', 'What reports the finding.'),
  study: optional(reference('Study', 'The study it is a result of.')),
  finding: entry('Finding', 'What was found.'),
  passage: optional(passage('Where it stands.')),
  about: about('Interventions, outcomes, populations, jurisdictions, settings and topics the finding is about.'),
  comparators: comparators(),
};

/** Adds a finding with its source, study and passage; gives its id. */
export function addFindingOf(
  change: DraftChange,
  { source, study, finding, passage: quoted, about: facets, comparators: compared }: InputOf<typeof findingFields>,
): string {
  const sourceId = change.existingOrNew('EvidenceSource', 'source', source);
  const added = change.add('Finding', 'finding', finding);
  change.connect('REPORTED_IN', added, sourceId);
  if (study) {
    const studyId = change.existingOrNew('Study', 'study', study);
    change.connect('RESULT_OF', added, studyId);
    if (!('id' in study)) change.connect('REPORTED_IN', studyId, sourceId);
  }
  if (quoted) quote(change, quoted, { path: 'passage', from: added, source: sourceId });
  change.connectAll('about', added, facets);
  change.connectAll('comparators', added, compared);
  return added;
}

export const addFinding = verb({
  description: 'Adds one result as a source reports it, with its figures and where it stands.',
  about: 'One result as a source reports it.',
  fields: findingFields,
  draft: addFindingOf,
});
