import { about, comparators, entry, id, reference, several } from './field.ts';
import { verb } from './verb.ts';

export const addStudy = verb({
  description: 'Adds an investigation, with the sources that report it and the reviews that include it.',
  about: 'An investigation, and where one reads of it: at least one source or review.',
  fields: {
    study: entry('Study', 'The investigation.'),
    reportedIn: several(reference('EvidenceSource', 'Sources that report it.')),
    includedIn: several(id(['EvidenceSource'], 'Reviews that include it.')),
    about: about('Interventions, outcomes, populations, jurisdictions, settings and topics it is about.'),
    comparators: comparators(),
  },
  draft(change, { study, reportedIn, includedIn, about: facets, comparators: compared }) {
    const added = change.add('Study', 'study', study);
    if (reportedIn.length + includedIn.length === 0)
      change.note(
        [{ path: '', message: 'a study needs a source that reports it or a review that includes it' }],
        'reportedIn',
      );
    change.each(reportedIn, 'reportedIn', (source, path) =>
      change.connect('REPORTED_IN', added, change.existingOrNew('EvidenceSource', path, source)),
    );
    change.each(includedIn, 'includedIn', (review, path) =>
      change.connect('INCLUDES', change.existing(['EvidenceSource'], path, review), added),
    );
    change.connectAll('about', added, facets);
    change.connectAll('comparators', added, compared);
    return added;
  },
});
