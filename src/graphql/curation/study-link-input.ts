import { ID } from 'type-graphql';
import { invalidArgument } from '../../domain/errors.ts';
import type { Named } from '../../curation/draft-change.ts';
import type { StudyLink } from '../../curation/link-study.ts';
import { inputType } from '../analysis/object-type.ts';
import { givenOnly, kindInput } from './kind-input.ts';

type Given = Readonly<Record<string, unknown>>;

// Whether a source stands is told by notices, and whether an anchor was found by looking it up.
const sourceInput = kindInput('EvidenceSource', ['standing', 'csl']);
const passageInput = kindInput('Passage', ['anchorState', 'anchorPosition', 'ordinal']);

const named = (name: string, what: string, type: unknown) =>
  inputType(name, `A ${what} that is there, by its id, or a new one; one of them.`, {
    id: [ID, 'The id of one that is there.', 'nullable'],
    new: [type, 'One that is to be added.', 'nullable'],
  });

const quotedPassage = inputType('QuotedPassageInput', 'Where in the source the finding stands.', {
  passage: [passageInput, 'The passage.'],
  text: [String, 'What stands there, pasted: the anchor must be found in it. It is not kept.', 'nullable'],
});

export const studyLinkInput = inputType('LinkStudyInput', 'A study, what it found, and how that bears on a claim.', {
  claim: [ID, 'The id of the claim.'],
  source: [named('LinkedSourceInput', 'source', sourceInput), 'What reports the finding.'],
  study: [named('LinkedStudyInput', 'study', kindInput('Study')), 'The study it is a result of.', 'nullable'],
  finding: [kindInput('Finding'), 'What was found.'],
  passage: [quotedPassage, 'Where it stands.', 'nullable'],
  link: [kindInput('EvidenceLink', ['basis']), 'How it bears on the claim.'],
  about: [[ID], 'Interventions, outcomes, populations, jurisdictions and topics the finding is about.', 'nullable'],
});

/** The longest text that may be pasted beside a passage, in UTF-16 units. */
const longestText = 20_000;

export function proposedLinkOf(input: Given): StudyLink {
  const passage = input['passage'] as Given | null | undefined;
  const text = passage?.['text'] as string | null | undefined;
  if (text && text.length > longestText)
    throw invalidArgument('passage.text', `passage.text may have ${longestText} characters at most.`);
  return {
    claim: String(input['claim']),
    source: namedOf('source', input['source'] as Given),
    study: input['study'] ? namedOf('study', input['study'] as Given) : undefined,
    finding: givenOnly(input['finding']),
    passage: passage ? { attributes: givenOnly(passage['passage']), text: text ?? undefined } : undefined,
    link: givenOnly(input['link']),
    about: (input['about'] ?? []) as string[],
  };
}

function namedOf(path: string, { id, new: added }: Given): Named {
  const [hasId, hasNew] = [typeof id === 'string', added !== null && added !== undefined];
  if (hasId === hasNew) throw invalidArgument(path, `${path} takes either id or new, and just one of them.`);
  return hasId ? { id: id as string } : { attributes: givenOnly(added) };
}
