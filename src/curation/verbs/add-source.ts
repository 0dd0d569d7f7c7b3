import { entry } from './field.ts';
import { verb } from './verb.ts';

export const addSource = verb({
  description: 'Adds a citable document. One that is there or proposed already is refused and named.',
  about: 'A citable document.',
  fields: { source: entry('EvidenceSource', 'The document.') },
  draft: (change, { source }) => change.add('EvidenceSource', 'source', source),
});
