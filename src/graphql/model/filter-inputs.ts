import { ID, Int, type ClassType } from 'type-graphql';
import type { Attribute } from '../../domain/attribute.ts';
import { lifeCycle } from '../../domain/life-cycle.ts';
import { evidenceModel, traversalsOf, type Model } from '../../domain/model.ts';
import { choiceEnum } from './choice-enum.ts';
import type { DynamicField, FieldType } from './dynamic-type.ts';
import { inputType } from './input-type.ts';
import { PartialDate } from './partial-date.ts';

/*
 * One style for every filter: an attribute takes a list and means "any of these", numbers and dates take a range, a
 * relationship takes `some` or `none`, and what stands side by side must hold together.
 */

type Fields = Readonly<Record<string, DynamicField>>;

const optional = (type: FieldType, description: string): DynamicField => ({ type, nullable: true, description });

const anyOf = (description: string) => `${description} Any of these.`;

/** The filter of one kind, with a field for each attribute marked `filter` and each relationship. */
export const filterInput = (kindName: string, model: Model = evidenceModel): ClassType =>
  inputType(
    `${kindName}Filter`,
    `Which entries of the kind ${kindName} are wanted; all that is given must hold.`,
    (type) => ({
      ...commonFilters(),
      search: optional(String, 'Every word, the last one as a beginning.'),
      any: optional([type], 'At least one of these holds.'),
      not: optional(type, 'This does not hold.'),
      ...attributeFilters(kindName, model),
      ...relationshipFilters(kindName, model),
    }),
  );

function attributeFilters(kindName: string, model: Model): Fields {
  const attributes = Object.entries(model.kinds[kindName]?.attributes ?? {}).filter(([, { filter }]) => filter);
  return Object.fromEntries(
    attributes.map(([name, attribute]) => [name, optional(attributeFilter(attribute), anyOf(attribute.description))]),
  );
}

function relationshipFilters(kindName: string, model: Model): Fields {
  return Object.fromEntries(
    traversalsOf(model, kindName).map(({ field, targets }) => {
      const [only] = targets;
      const filter =
        targets.length === 1 && only !== undefined
          ? listFilter(`${only}ListFilter`, () => filterInput(only, model))
          : listFilter('EvidenceNodeListFilter', linkedNodeFilter);
      return [field.field, optional(filter, field.description)];
    }),
  );
}

const listFilter = (name: string, end: () => ClassType): ClassType =>
  inputType(name, 'Conditions on what a relationship leads to.', () => ({
    some: optional(end(), 'At least one is like this.'),
    none: optional(end(), 'None is like this.'),
  }));

/** Where a relationship leads to several kinds, only what they share can be asked, and which kind it is. */
const linkedNodeFilter = (): ClassType =>
  inputType('EvidenceNodeFilter', 'Conditions that hold for entries of any kind.', () => ({
    ...commonFilters(),
    kinds: optional([String], 'Names of kinds, for example Claim. Any of these.'),
  }));

const commonFilters = (): Fields => ({
  id: optional([ID], 'Its id. Any of these.'),
  status: optional([choiceEnum(lifeCycle)], anyOf('Where it stands in review.')),
});

function attributeFilter(attribute: Attribute): FieldType {
  switch (attribute.type) {
    case 'choice':
      return [choiceEnum(attribute.choices)];
    case 'boolean':
      return [Boolean];
    case 'integer':
    case 'number':
      return range('NumberRange', 'From and to, both included.', Int);
    case 'date':
      return range('DateRange', 'From and to, both included; a year as `to` includes all of it.', PartialDate);
    case 'text':
      return [String];
    case 'object':
    case 'json':
      throw new TypeError('Objects are not filtered by.');
    default:
      return attribute satisfies never;
  }
}

const range = (name: string, description: string, end: FieldType): ClassType =>
  inputType(name, description, () => ({
    from: optional(end, 'At least this.'),
    to: optional(end, 'At most this.'),
  }));
