import { GraphQLJSONObject } from 'graphql-scalars';
import { Float, Int } from 'type-graphql';
import type { Attribute, Shape } from '../../domain/attribute.ts';
import { choiceEnum } from './choice-enum.ts';
import type { FieldType } from './dynamic-type.ts';
import { PartialDate } from './partial-date.ts';

/** The GraphQL type of one value of an attribute. Inputs and answers differ only in shapes. */
export function attributeType(attribute: Attribute, shapeType: (shape: Shape) => FieldType): FieldType {
  switch (attribute.type) {
    case 'text':
      return String;
    case 'integer':
      return Int;
    case 'number':
      return Float;
    case 'boolean':
      return Boolean;
    case 'date':
      return PartialDate;
    case 'json':
      return GraphQLJSONObject;
    case 'choice':
      return choiceEnum(attribute.choices);
    case 'object':
      return shapeType(attribute.shape);
    default:
      return attribute satisfies never;
  }
}
