import { ID, InputType, Int, type ClassType } from 'type-graphql';
import type { Attribute } from '../../domain/attribute.ts';
import { lifeCycle } from '../../domain/life-cycle.ts';
import { evidenceModel, traversalsOf, type Model } from '../../domain/model.ts';
import { choiceEnum } from './choice-enum.ts';
import { addField, dynamicClass, type FieldType } from './dynamic-type.ts';
import { PartialDate } from './partial-date.ts';

/*
 * One style for every filter: an attribute takes a list and means "any of these", numbers and dates take a range, a
 * relationship takes `some` or `none`, and what stands side by side must hold together.
 */

const inputs = new Map<string, ClassType>();

function inputType(name: string, description: string, fill: (type: ClassType) => void): ClassType {
  const known = inputs.get(name);
  if (known) return known;
  const type = dynamicClass(name);
  inputs.set(name, type);
  fill(type);
  InputType(name, { description })(type);
  return type;
}

const anyOf = (description: string) => `${description} Any of these.`;

/** The filter of one kind, with a field for each attribute marked `filter` and each relationship. */
export function filterInput(kindName: string, model: Model = evidenceModel): ClassType {
  return inputType(
    `${kindName}Filter`,
    `Which entries of the kind ${kindName} are wanted; all that is given must hold.`,
    (type) => {
      addCommonFilters(type);
      addField(type, 'search', {
        type: String,
        nullable: true,
        description: 'Every word, the last one as a beginning.',
      });
      addField(type, 'any', { type: [type], nullable: true, description: 'At least one of these holds.' });
      addField(type, 'not', { type, nullable: true, description: 'This does not hold.' });
      for (const [name, attribute] of Object.entries(model.kinds[kindName]?.attributes ?? {})) {
        if (attribute.filter)
          addField(type, name, {
            type: attributeFilter(attribute),
            nullable: true,
            description: anyOf(attribute.description),
          });
      }
      for (const { field, targets } of traversalsOf(model, kindName)) {
        const [only] = targets;
        const end = targets.length === 1 && only !== undefined ? filterInput(only, model) : linkedNodeFilter();
        const name = targets.length === 1 ? `${only}ListFilter` : 'EvidenceNodeListFilter';
        addField(type, field.field, { type: listFilter(name, end), nullable: true, description: field.description });
      }
    },
  );
}

function listFilter(name: string, end: ClassType): ClassType {
  return inputType(name, 'Conditions on what a relationship leads to.', (type) => {
    addField(type, 'some', { type: end, nullable: true, description: 'At least one is like this.' });
    addField(type, 'none', { type: end, nullable: true, description: 'None is like this.' });
  });
}

/** Where a relationship leads to several kinds, only what they share can be asked, and which kind it is. */
function linkedNodeFilter(): ClassType {
  return inputType('EvidenceNodeFilter', 'Conditions that hold for entries of any kind.', (type) => {
    addCommonFilters(type);
    addField(type, 'kinds', {
      type: [String],
      nullable: true,
      description: 'Names of kinds, for example Claim. Any of these.',
    });
  });
}

function addCommonFilters(type: ClassType): void {
  addField(type, 'id', { type: [ID], nullable: true, description: 'Its id. Any of these.' });
  addField(type, 'status', {
    type: [choiceEnum(lifeCycle)],
    nullable: true,
    description: anyOf('Where it stands in review.'),
  });
}

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

function range(name: string, description: string, end: FieldType): ClassType {
  return inputType(name, description, (type) => {
    addField(type, 'from', { type: end, nullable: true, description: 'At least this.' });
    addField(type, 'to', { type: end, nullable: true, description: 'At most this.' });
  });
}
