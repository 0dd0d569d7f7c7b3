import {
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { withDefaults } from '../with-defaults.ts';
import type { Variables } from './deferred.ts';

/** One operation with its variables: what graphql-js needs to tell which fields are selected. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Variables;
}

/** A field as it is written in a document, once or several times in the same way. */
export interface WrittenField {
  readonly nodes: readonly FieldNode[];
  readonly definition: GraphQLField<unknown, unknown>;
}

/** A selected field: aliases, fragments, `@include` and `@skip` are already resolved, by graphql-js's own collector. */
export interface SelectedField extends WrittenField {
  readonly responseKey: string;
  readonly name: string;
  /** The type that has the field. */
  readonly parent: GraphQLObjectType;
}

/** The fragments of a document by their names. */
export function fragmentsIn({ definitions }: DocumentNode): Operation['fragments'] {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

export function rootFields({ schema, operation, fragments, variables }: Operation): SelectedField[] {
  const type = schema.getQueryType();
  if (!type || operation.operation !== OperationTypeNode.QUERY) return [];
  return selected(type, collectFields(schema, { ...fragments }, variables, type, operation.selectionSet));
}

/** The fields selected below the nodes, as they apply to one object type. */
export function subfields(operation: Operation, type: GraphQLObjectType, nodes: readonly FieldNode[]): SelectedField[] {
  const { schema, fragments, variables } = operation;
  return selected(type, collectSubfields(schema, { ...fragments }, variables, type, nodes));
}

/** The object types that a field may answer with. */
export function objectTypes({ schema }: Operation, type: GraphQLOutputType): readonly GraphQLObjectType[] {
  const named = getNamedType(type);
  return isAbstractType(named) ? schema.getPossibleTypes(named) : [named as GraphQLObjectType];
}

/** The field's arguments with variables and defaults filled in; wrong ones throw as graphql-js words it. */
export function argumentsOf({ definition, nodes }: WrittenField, variables: Variables): Record<string, unknown> {
  const [node] = nodes;
  return node ? withDefaults(definition, getArgumentValues(definition, node, variables)) : {};
}

/** Whether the arguments of the field depend on variables. */
export const usesVariables = ({ nodes: [node] }: WrittenField): boolean =>
  node?.arguments?.some(({ value }) => holdsVariable(value)) ?? false;

function holdsVariable(value: ValueNode): boolean {
  switch (value.kind) {
    case Kind.VARIABLE:
      return true;
    case Kind.LIST:
      return value.values.some(holdsVariable);
    case Kind.OBJECT:
      return value.fields.some((field) => holdsVariable(field.value));
    default:
      return false;
  }
}

/** Whether the field must have a value. */
export const isRequired = ({ definition }: SelectedField) => isNonNullType(definition.type);

const metaFields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  __typename: TypeNameMetaFieldDef,
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

/** What a field of a type is; undefined where it has none of the name. */
export function fieldDefinition(type: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
  return metaFields[name] ?? (isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined);
}

function selected(type: GraphQLObjectType, groups: ReadonlyMap<string, readonly FieldNode[]>): SelectedField[] {
  return [...groups].flatMap(([responseKey, nodes]) => {
    const name = nodes[0]?.name.value ?? '';
    const definition = fieldDefinition(type, name);
    return definition ? [{ responseKey, name, nodes, definition, parent: type }] : [];
  });
}
