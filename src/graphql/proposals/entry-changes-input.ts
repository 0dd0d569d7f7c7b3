import { ID, type ClassType } from 'type-graphql';
import { connectionLists } from '../../curation/drafts/connections.ts';
import { hasList } from '../../curation/revisions/apply-changes.ts';
import { revisableKinds } from '../../curation/revisions/revision.ts';
import type { Attribute } from '../../domain/attribute.ts';
import { evidenceModel } from '../../domain/model.ts';
import { pascalCase } from '../../support/pascal-case.ts';
import { attributeType } from '../model/attribute-type.ts';
import type { DynamicField, FieldType } from '../model/dynamic-type.ts';
import { inputType } from '../model/input-type.ts';
import { inputAttributesOf, shapeInput } from '../model/kind-input.ts';

const optional = (type: FieldType, description: string): DynamicField => ({ type, nullable: true, description });

/** What may be changed of an entry: a field for each kind, of which one is given. */
export const entryChangesInput = (): ClassType =>
  inputType(
    'EntryChangesInput',
    'What is to change of one entry, under the word for its kind; one kind at a time.',
    () => ({
      entry: optional(ID, 'Which entry of a draft, where it has several of the kind.'),
      ...Object.fromEntries(
        revisableKinds(evidenceModel).map(([kind, { singular }]) => [
          singular,
          optional(kindChanges(kind, singular), `Of an entry of the kind ${kind}.`),
        ]),
      ),
    }),
  );

function kindChanges(kind: string, singular: string): ClassType {
  const attributes = Object.entries(inputAttributesOf(kind)).map(
    ([name, attribute]) => [name, fieldOf(attribute)] as const,
  );
  const lists = Object.entries(connectionLists).filter(([name]) => hasList(evidenceModel, kind, name));
  return inputType(
    `${pascalCase(singular)}ChangesInput`,
    `What is to change of an entry of the kind ${kind}: what is left out stays, null empties.`,
    () =>
      Object.fromEntries([
        ...attributes,
        ...lists.map(([name, { description }]) => [name, optional(idChanges(), description)] as const),
      ]),
  );
}

function fieldOf(attribute: Attribute): DynamicField {
  const type = attributeType(attribute, shapeInput);
  return optional(attribute.list ? listChanges(attribute, type) : type, attribute.description);
}

/** One type for all lists of the same items. */
const listChanges = (attribute: Attribute, item: FieldType): ClassType =>
  inputType(
    `${itemName(attribute)}ListChangesInput`,
    'What is to change of a list; set, remove and add are done in this order.',
    () => ({
      set: optional([item], 'Items in place of all.'),
      add: optional([item], 'Items that come behind the others.'),
      remove: optional([item], 'Items that go, each as it is in the list.'),
    }),
  );

function itemName(attribute: Attribute): string {
  if (attribute.type === 'choice') return attribute.choices.name;
  return attribute.type === 'object' ? attribute.shape.name : 'Text';
}

const idChanges = () =>
  inputType('ConnectionChangesInput', 'What is to change of what an entry is connected with.', () => ({
    add: optional([ID], 'Ids of entries that it is to be connected with too.'),
    remove: optional([ID], 'Ids of entries that it is to be connected with no longer.'),
  }));
