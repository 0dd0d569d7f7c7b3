import { ID, type ClassType } from 'type-graphql';
import type { Field } from '../../curation/verbs/field.ts';
import type { Verb } from '../../curation/verbs/verb.ts';
import { evidenceModel } from '../../domain/model.ts';
import { pascalCase } from '../../support/pascal-case.ts';
import { inputType, type FieldRow } from '../analysis/object-type.ts';
import type { FieldType } from '../types/dynamic-type.ts';
import { kindInput } from './kind-input.ts';

/** The input of a verb, made from the fields that it takes. */
export function verbInput(name: string, { about, fields }: Verb): ClassType {
  const rows = Object.entries(fields).map(([field, given]) => [field, rowOf(given)] as const);
  return inputType(`${pascalCase(name)}Input`, about, Object.fromEntries(rows));
}

function rowOf({ list, required, description, ...field }: Field): FieldRow {
  const type = typeOf(field);
  return required ? [type, description] : [list ? [type] : type, description, 'nullable'];
}

function typeOf({ holds, kinds }: Pick<Field, 'holds' | 'kinds'>): FieldType {
  const [kind = ''] = kinds;
  switch (holds) {
    case 'id':
      return ID;
    case 'attributes':
      return kindInput(kind);
    case 'named':
      return namedInput(kind);
    case 'passage':
      return passageInput();
    case 'quotation':
      return quotationInput();
    default:
      return holds satisfies never;
  }
}

/** Types that several verbs take, each declared once. */
function once<Given>(make: (given: Given) => ClassType): (given: Given) => ClassType {
  const made = new Map<Given, ClassType>();
  return (given) => {
    const type = made.get(given) ?? make(given);
    made.set(given, type);
    return type;
  };
}

const namedInput = once((kind: string) => {
  const word = evidenceModel.kinds[kind]?.singular ?? kind;
  return inputType(`Linked${pascalCase(word)}Input`, `A ${word} that is there, by its id, or a new one; one of them.`, {
    id: [ID, 'The id of one that is there.', 'nullable'],
    new: [kindInput(kind), 'One that is to be added.', 'nullable'],
  });
});

const passageRows = (): Readonly<Record<string, FieldRow>> => ({
  passage: [kindInput('Passage'), 'The passage.'],
  text: [String, 'What stands there, pasted: the anchor must be found in it. It is not kept.', 'nullable'],
});

const passageInput = once<void>(() =>
  inputType('QuotedPassageInput', 'Where in the source the finding stands.', passageRows()),
);

const quotationInput = once<void>(() =>
  inputType('QuotationInput', 'A passage, and the source it stands in.', {
    source: [namedInput('EvidenceSource'), 'The source.'],
    ...passageRows(),
  }),
);
