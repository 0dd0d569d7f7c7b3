import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isIntrospectionType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { evidenceModel } from '../../src/domain/model.ts';
import { literal } from '../operations/operation-variables.ts';
import { oddIds } from '../operations/odd-graph.ts';
import { plainLiteral } from '../operations/plain-literal.ts';

/** An argument of a field, and an operation that asks for the field at a place where it has an answer. */
export interface ArgumentPlace {
  /** `Type.field(argument)`. */
  readonly name: string;
  readonly argument: GraphQLArgument;
  /** The operation with the argument left out. */
  readonly without: string;
  /** The operation with the argument given by the variable `$v`, which may be null and has a default. */
  readonly through: string;
}

/** Arguments that make the answer of a field one that can be compared. */
const fillings: Readonly<Record<string, string>> = {
  'search(text)': '"drug"',
  'suggestClaims(text)': '"drug courts"',
  'previewSource(reference)': '"10.1000/182"',
  'impact(id)': '"source:full"',
};

/** Every argument of every field of the schema that takes some. */
export function argumentPlaces(schema: GraphQLSchema): ArgumentPlace[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !isIntrospectionType(type));
  return types
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        field.args.map((argument) => placeOf(type.name, field, argument)),
      ),
    );
}

function placeOf(type: string, field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): ArgumentPlace {
  const others = field.args.filter((other) => other !== argument).flatMap((other) => filled(field, other));
  const asked = (args: readonly string[]) =>
    `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selection(getNamedType(field.type))}`;
  const { defaultValue } = argument;
  const bare = String(getNullableType(argument.type));
  const fallback = defaultValue === undefined ? valueOf(field, argument) : literal(argument.type, defaultValue);
  return {
    name: `${type}.${field.name}(${argument.name})`,
    argument,
    without: operation(type, '', asked(others)),
    through: operation(type, `($v: ${bare} = ${fallback})`, asked([...others, `${argument.name}: $v`])),
  };
}

const filled = (field: GraphQLField<unknown, unknown>, argument: GraphQLArgument) =>
  isRequiredArgument(argument) || fillings[`${field.name}(${argument.name})`] !== undefined
    ? [`${argument.name}: ${valueOf(field, argument)}`]
    : [];

function valueOf(field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument): string {
  const known = fillings[`${field.name}(${name})`];
  if (known !== undefined) return known;
  if (name === 'id') return JSON.stringify(idOf(getNamedType(field.type).name));
  return name === 'idempotencyKey' ? JSON.stringify(`a key for ${field.name}`) : plainLiteral(type);
}

function idOf(kind: string): string {
  const { prefix = 'claim' } = evidenceModel.kinds[kind] ?? {};
  return oddIds.find((id) => id.startsWith(`${prefix}:`)) ?? `${prefix}:none`;
}

function operation(type: string, variables: string, asked: string): string {
  if (type === 'Mutation') return `mutation ${variables} { ${asked} }`;
  if (type === 'Query') return `query ${variables} { ${asked} }`;
  const kind = evidenceModel.kinds[type];
  if (!kind) throw new TypeError(`No operation leads to ${type}: a place for it has to be written.`);
  return `query ${variables} { ${kind.singular}(id: "${idOf(type)}") { ${asked} } }`;
}

/** What can be seen of a type without arguments, two levels deep; of an entry its id. */
function selection(type: GraphQLNamedType, levels = 2): string {
  if (!isCompositeType(type)) return '';
  if (!isObjectType(type)) return ' { __typename }';
  if (type.name in evidenceModel.kinds) return ' { id }';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    if (field.args.length > 0 || (isCompositeType(below) && levels === 0)) return [];
    return [`${field.name}${selection(below, levels - 1)}`];
  });
  return ` { ${['__typename', ...fields].join(' ')} }`;
}
