import { ID, type ClassType } from 'type-graphql';
import { connectionLists } from '../../curation/connections.ts';
import { hasList } from '../../curation/revise/apply-changes.ts';
import { revisableKinds } from '../../curation/revise/revision.ts';
import type { Attribute } from '../../domain/attribute.ts';
import { evidenceModel } from '../../domain/model.ts';
import { pascalCase } from '../../support/pascal-case.ts';
import { inputType, type FieldRow } from '../analysis/object-type.ts';
import { attributeType } from '../types/attribute-type.ts';
import { givenOf, shapeInput } from './kind-input.ts';

/** What may be changed of an entry: a field for each kind, of which one is given. */
export const entryChangesInput = (): ClassType =>
  inputType('EntryChangesInput', 'What is to change of one entry, under the word for its kind; one kind at a time.', {
    entry: [ID, 'Which entry of a draft, where it has several of the kind.', 'nullable'],
    ...Object.fromEntries(
      revisableKinds(evidenceModel).map(([kind, { singular }]): [string, FieldRow] => [
        singular,
        [kindChanges(kind, singular), `Of an entry of the kind ${kind}.`, 'nullable'],
      ]),
    ),
  });

function kindChanges(kind: string, singular: string): ClassType {
  const attributes = Object.entries(givenOf(kind)).map(([name, attribute]) => [name, rowOf(attribute)] as const);
  const lists = Object.entries(connectionLists).filter(([name]) => hasList(evidenceModel, kind, name));
  return inputType(
    `${pascalCase(singular)}ChangesInput`,
    `What is to change of an entry of the kind ${kind}: what is left out stays, null empties.`,
    Object.fromEntries([
      ...attributes,
      ...lists.map(([name, { description }]) => [name, [idChanges(), description, 'nullable']] as const),
    ]),
  );
}

const rowOf = (attribute: Attribute): FieldRow => {
  const type = attributeType(attribute, shapeInput);
  return [attribute.list ? listChanges(attribute, type) : type, attribute.description, 'nullable'];
};

const made = new Map<string, ClassType>();

function declared(name: string, description: string, rows: Readonly<Record<string, FieldRow>>): ClassType {
  const type = made.get(name) ?? inputType(name, description, rows);
  made.set(name, type);
  return type;
}

/** One type for all lists of the same items. */
function listChanges(attribute: Attribute, item: unknown): ClassType {
  return declared(
    `${itemName(attribute)}ListChangesInput`,
    'What is to change of a list; set, remove and add are done in this order.',
    {
      set: [[item], 'Items in place of all.', 'nullable'],
      add: [[item], 'Items that come behind the others.', 'nullable'],
      remove: [[item], 'Items that go, each as it is in the list.', 'nullable'],
    },
  );
}

function itemName(attribute: Attribute): string {
  if (attribute.type === 'choice') return attribute.choices.name;
  return attribute.type === 'object' ? attribute.shape.name : 'Text';
}

const idChanges = () =>
  declared('ConnectionChangesInput', 'What is to change of what an entry is connected with.', {
    add: [[ID], 'Ids of entries that it is to be connected with too.', 'nullable'],
    remove: [[ID], 'Ids of entries that it is to be connected with no longer.', 'nullable'],
  });
