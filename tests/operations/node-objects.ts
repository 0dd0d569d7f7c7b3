import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  parse,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { schema } from '../support/serving.ts';
import { isNodePosition } from './node-position.ts';

/** A selection set on the type that it applies to. */
interface Selected {
  readonly type: GraphQLCompositeType;
  readonly set: SelectionSetNode;
}

/**
 * How many objects of an answer stand where the operation asks for nodes. Conditions are not looked at: what is not in
 * the answer counts nothing, so it does not matter why.
 */
export function nodeObjectsIn(query: string, data: unknown, operationName?: string): number {
  const { definitions } = parse(query);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of definitions) if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const operation = operations.find(({ name }) => operationName === undefined || name?.value === operationName);
  const type = schema.getQueryType();
  if (!operation || !type) throw new TypeError('There is no such operation.');
  return new NodeCount(fragments).below(data, [{ type, set: operation.selectionSet }]);
}

class NodeCount {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  below(value: unknown, selected: readonly Selected[]): number {
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + this.below(item, selected), 0);
    if (typeof value !== 'object' || value === null) return 0;
    const own = selected.some(({ type }) => isNodePosition(schema, type)) ? 1 : 0;
    const fields = this.#fields(selected);
    return Object.entries(value).reduce((sum, [key, item]) => sum + this.below(item, fields.get(key) ?? []), own);
  }

  /** The selections below each response key. Leaves have none: the objects in free JSON are no nodes. */
  #fields(selected: readonly Selected[]): Map<string, Selected[]> {
    const fields = new Map<string, Selected[]>();
    for (const { type, set } of selected.flatMap((each) => this.#flat(each))) {
      for (const field of set.selections) {
        if (field.kind !== Kind.FIELD || !field.selectionSet) continue;
        const named = fieldType(type, field.name.value);
        const key = field.alias?.value ?? field.name.value;
        if (named) fields.set(key, [...(fields.get(key) ?? []), { type: named, set: field.selectionSet }]);
      }
    }
    return fields;
  }

  /** The selection set with those of its fragments. */
  #flat(selected: Selected): Selected[] {
    const inner = selected.set.selections.flatMap((item): Selected[] => {
      if (item.kind === Kind.INLINE_FRAGMENT)
        return this.#flat({ type: this.#condition(item.typeCondition) ?? selected.type, set: item.selectionSet });
      const fragment = item.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(item.name.value) : undefined;
      const type = this.#condition(fragment?.typeCondition);
      return fragment && type ? this.#flat({ type, set: fragment.selectionSet }) : [];
    });
    return [selected, ...inner];
  }

  #condition(condition: TypeNode | undefined): GraphQLCompositeType | undefined {
    const type = condition?.kind === Kind.NAMED_TYPE ? schema.getType(condition.name.value) : undefined;
    return isCompositeType(type) ? type : undefined;
  }
}

function fieldType(type: GraphQLCompositeType, name: string): GraphQLCompositeType | undefined {
  const owner = isAbstractType(type) && !('getFields' in type) ? undefined : (type as GraphQLObjectType);
  const field = owner?.getFields()[name];
  const named = field && getNamedType(field.type);
  return isCompositeType(named) ? named : undefined;
}
