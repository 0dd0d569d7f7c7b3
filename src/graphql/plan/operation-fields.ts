import {
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { Variables } from './late.ts';

/** One operation with its variables: what graphql-js needs to tell which fields are selected. */
export interface Operation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Variables;
}

/** A selected field: aliases, fragments, `@include` and `@skip` are already resolved, by graphql-js's own collector. */
export interface SelectedField {
  readonly responseKey: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly definition: GraphQLField<unknown, unknown>;
  /** The type that has the field. */
  readonly parent: GraphQLObjectType;
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
export function argumentsOf({ definition, nodes }: SelectedField, variables: Variables): Record<string, unknown> {
  const [node] = nodes;
  return node ? getArgumentValues(definition, node, variables) : {};
}

/** Whether the arguments of the field depend on variables. */
export const usesVariables = ({ nodes: [node] }: SelectedField): boolean =>
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

function selected(type: GraphQLObjectType, groups: ReadonlyMap<string, readonly FieldNode[]>): SelectedField[] {
  const known = type.getFields();
  return [...groups].flatMap(([responseKey, nodes]) => {
    const name = nodes[0]?.name.value ?? '';
    const definition = metaFields[name] ?? known[name];
    return definition ? [{ responseKey, name, nodes, definition, parent: type }] : [];
  });
}
