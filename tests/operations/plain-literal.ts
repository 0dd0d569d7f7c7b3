import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql';

const scalars: Readonly<Record<string, string>> = { Int: '1', Float: '1', Boolean: 'true', ID: '"claim:none"' };

/** The plainest literal that a type takes: of objects only what is required. */
export function plainLiteral(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return '[]';
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(nullable)) {
    const needed = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return `{ ${needed.map((field) => `${field.name}: ${plainLiteral(field.type)}`).join(', ')} }`;
  }
  return scalars[nullable.name] ?? '"2008"';
}
