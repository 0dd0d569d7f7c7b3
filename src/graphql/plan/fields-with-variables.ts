import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isCompositeType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { argumentsOf, fieldDefinition, usesVariables, type Operation, type WrittenField } from './operation-fields.ts';

/**
 * The fields of an operation whose arguments take variables, wherever they are written and whoever answers them; not what
 * `@skip` and `@include` leave out. Throws what graphql-js refuses of these. Each selection is looked at once, however
 * often its fragment is used: what doubles with each fragment costs no time.
 */
export function fieldsWithVariables(operation: Operation): readonly WrittenField[] {
  const walk = new FieldWalk(operation);
  walk.enter(operation.schema.getRootType(operation.operation.operation), operation.operation.selectionSet);
  return walk.found;
}

/** Throws what graphql-js refuses of the arguments and directives of an operation, before anything of it runs. */
export function assertArguments(operation: Operation): void {
  for (const field of fieldsWithVariables(operation)) argumentsOf(field, operation.variables);
}

class FieldWalk {
  readonly found: WrittenField[] = [];
  readonly #operation: Operation;
  readonly #fragments = new Set<string>();

  constructor(operation: Operation) {
    this.#operation = operation;
  }

  enter(type: GraphQLNamedType | null | undefined, selectionSet: SelectionSetNode | undefined): void {
    if (!isCompositeType(type)) return;
    for (const selection of selectionSet?.selections ?? [])
      if (this.#isIncluded(selection)) this.#visit(type, selection);
  }

  #visit(type: GraphQLNamedType, selection: SelectionNode): void {
    const { schema, fragments } = this.#operation;
    if (selection.kind === Kind.FIELD) return this.#field(type, selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition, selectionSet } = selection;
      return this.enter(typeCondition ? schema.getType(typeCondition.name.value) : type, selectionSet);
    }
    const name = selection.name.value;
    const fragment = fragments[name];
    if (!fragment || this.#fragments.has(name)) return undefined;
    this.#fragments.add(name);
    return this.enter(schema.getType(fragment.typeCondition.name.value), fragment.selectionSet);
  }

  #field(type: GraphQLNamedType, node: FieldNode): void {
    const definition = fieldDefinition(type, node.name.value);
    if (!definition) return;
    const field = { definition, nodes: [node] };
    if (usesVariables(field)) this.found.push(field);
    this.enter(getNamedType(definition.type), node.selectionSet);
  }

  /** As graphql-js has it, in the same order. */
  #isIncluded(selection: SelectionNode): boolean {
    const { variables } = this.#operation;
    if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;
  }
}
