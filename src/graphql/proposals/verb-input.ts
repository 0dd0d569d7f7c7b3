import { ID, type ClassType } from 'type-graphql';
import type { Field } from '../../curation/verbs/field.ts';
import { verbNamed, type VerbName } from '../../curation/verbs/verbs.ts';
import { evidenceModel } from '../../domain/model.ts';
import { pascalCase } from '../../support/pascal-case.ts';
import type { DynamicField, FieldType } from '../model/dynamic-type.ts';
import { inputType } from '../model/input-type.ts';
import { kindInput } from '../model/kind-input.ts';

/** The input of a verb, made from the table of fields that the verb takes; files that propose are read by the same table. */
export function verbInput(name: VerbName): ClassType {
  const { about, fields } = verbNamed(name);
  return inputType(`${pascalCase(name)}Input`, about, () =>
    Object.fromEntries(Object.entries(fields).map(([field, definition]) => [field, fieldOf(definition)])),
  );
}

function fieldOf({ list, required, description, ...field }: Field): DynamicField {
  const type = typeOf(field);
  return { type: list && !required ? [type] : type, description, nullable: !required };
}

function typeOf({ content, kinds }: Pick<Field, 'content' | 'kinds'>): FieldType {
  const [kind = ''] = kinds;
  switch (content) {
    case 'id':
      return ID;
    case 'attributes':
      return kindInput(kind);
    case 'reference':
      return referenceInput(kind);
    case 'passage':
      return passageInput();
    case 'quotation':
      return quotationInput();
    default:
      return content satisfies never;
  }
}

function referenceInput(kind: string): ClassType {
  const word = evidenceModel.kinds[kind]?.singular ?? kind;
  const description = `A ${word} that is there, by its id, or a new one; one of them.`;
  return inputType(`Linked${pascalCase(word)}Input`, description, () => ({
    id: { type: ID, nullable: true, description: 'The id of one that is there.' },
    new: { type: kindInput(kind), nullable: true, description: 'One that is to be added.' },
  }));
}

const passageFields = (): Readonly<Record<string, DynamicField>> => ({
  passage: { type: kindInput('Passage'), description: 'The passage.' },
  text: {
    type: String,
    nullable: true,
    description: 'What stands there, pasted: the anchor must be found in it. It is not kept.',
  },
});

const passageInput = () =>
  inputType('QuotedPassageInput', 'Where in the source the finding stands.', () => passageFields());

const quotationInput = () =>
  inputType('QuotationInput', 'A passage, and the source it stands in.', () => ({
    source: { type: referenceInput('EvidenceSource'), description: 'The source.' },
    ...passageFields(),
  }));
