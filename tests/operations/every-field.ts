import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isRequiredArgument,
  isUnionType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Model } from '../../src/domain/model.ts';
import { plainLiteral } from './plain-literal.ts';

/** What arguments are filled in with. */
export interface Filling {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
}

/** One operation of one root field. */
export interface FieldOperation {
  readonly root: string;
  readonly query: string;
}

const [rootPage, innerPage, mostRepeats] = [20, 3, 2];

/**
 * Operations that together ask for every field of the schema that a query can reach, made from the schema: whatever is
 * added to it is asked for too. Each root field comes with each of the fillings for one argument at a time.
 */
export class EveryField {
  readonly #schema: GraphQLSchema;
  readonly #model: Model;
  readonly #filling: Filling;

  constructor(schema: GraphQLSchema, model: Model, filling: Filling) {
    this.#schema = schema;
    this.#model = model;
    this.#filling = filling;
  }

  operations(): FieldOperation[] {
    const roots = Object.values(this.#schema.getQueryType()?.getFields() ?? {});
    return [...roots.flatMap((root) => this.#rootOperations(root)), ...this.#kindOperations()];
  }

  /** Fields that a query can reach and none of the operations asks for, as `Type.field`. */
  unasked(operations: readonly FieldOperation[]): string[] {
    const asked = new Set<string>();
    const info = new TypeInfo(this.#schema);
    const note = () => void asked.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}`);
    for (const { query } of operations) visit(parse(query), visitWithTypeInfo(info, { Field: note }));
    return [...this.#reachable()].filter((name) => !asked.has(name));
  }

  #rootOperations(root: GraphQLField<unknown, unknown>): FieldOperation[] {
    const selection = this.#selection(getNamedType(root.type), []);
    return this.#givens(root, rootPage).map((given) => ({
      root: root.name,
      query: `{ ${root.name}${given}${selection} }`,
    }));
  }

  /** Each field of each kind, at each of the ids that are of the kind. */
  #kindOperations(): FieldOperation[] {
    return Object.entries(this.#model.kinds).flatMap(([kind, { singular, prefix }]) => {
      const type = this.#schema.getType(kind);
      const fields = isCompositeType(type) && 'getFields' in type ? Object.values(type.getFields()) : [];
      const ids = this.#filling.ids.filter((id) => id.startsWith(`${prefix}:`));
      return (ids.length === 0 ? [`${prefix}:none`] : ids).flatMap((id) =>
        fields.flatMap((field) =>
          this.#givens(field, innerPage).map((given) => ({
            root: singular,
            query: `{ ${singular}(id: ${JSON.stringify(id)}) { ${field.name}${given}${this.#selection(getNamedType(field.type), [])} } }`,
          })),
        ),
      );
    });
  }

  #selection(type: GraphQLNamedType, trail: readonly string[]): string {
    if (!isCompositeType(type)) return '';
    if (isUnionType(type)) {
      const parts = type.getTypes().map((each) => `... on ${each.name}${this.#selection(each, trail)}`);
      return ` { __typename ${parts.join(' ')} }`;
    }
    // A node behind a field has operations of its own.
    if (type.name in this.#model.kinds) return ' { id label status version }';
    if (type.name === 'Node')
      return ' { __typename id ... on EvidenceNode { label status version createdAt updatedAt reviewPackage } }';
    const below = isInterfaceType(type) ? [] : [...trail, type.name];
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const named = getNamedType(field.type);
      const repeats = below.filter((name) => name === named.name).length;
      if (isCompositeType(named) && repeats >= mostRepeats) return [];
      const [given = ''] = this.#givens(field, innerPage);
      return [`${field.name}${given}${this.#selection(named, below)}`];
    });
    return ` { ${fields.join(' ')} }`;
  }

  /** The arguments of a field: all that it needs, and in turn each that something can be filled in for. */
  #givens(field: GraphQLField<unknown, unknown>, page: number): string[] {
    const kind = this.#model.kinds[getNamedType(field.type).name];
    const filled = field.args.map((argument) => ({ argument, values: this.#valuesOf(argument, page, kind?.prefix) }));
    const plain = filled.filter(({ argument }) => isRequiredArgument(argument) || argument.name === 'first');
    const variants = filled.flatMap(({ argument, values }) =>
      values.map((value) => {
        const others = plain.filter((other) => other.argument !== argument);
        const written = others.map((other) => `${other.argument.name}: ${other.values[0]}`);
        return `(${[...written, `${argument.name}: ${value}`].join(', ')})`;
      }),
    );
    return variants.length === 0 ? [''] : [...new Set(variants)];
  }

  #valuesOf({ name, type }: GraphQLArgument, page: number, prefix: string | undefined): string[] {
    if (name === 'first') return [String(page)];
    const nullable = getNullableType(type);
    const named = getNamedType(type);
    if (isEnumType(named) && !isListType(nullable)) return named.getValues().map((value) => value.name);
    if (named.name === 'ID' && isListType(nullable)) return [JSON.stringify(this.#filling.ids.slice(0, 100))];
    if (named.name === 'ID') {
      const fitting = this.#filling.ids.filter((id) => prefix === undefined || id.startsWith(`${prefix}:`));
      return (fitting.length === 0 ? [`${prefix}:none`] : fitting).map((id) => JSON.stringify(id));
    }
    if (named.name === 'String' && name !== 'after') return this.#filling.texts.map((text) => JSON.stringify(text));
    const required = String(type).endsWith('!');
    return required ? [plainLiteral(type)] : [];
  }

  #reachable(): Set<string> {
    const fields = new Set<string>();
    const seen = new Set<GraphQLNamedType>();
    const walk = (type: GraphQLNamedType | undefined | null) => {
      if (!type || seen.has(type) || !isCompositeType(type)) return;
      seen.add(type);
      if (isUnionType(type) || isInterfaceType(type)) this.#schema.getPossibleTypes(type).forEach(walk);
      if (isUnionType(type)) return;
      for (const field of Object.values(type.getFields())) {
        fields.add(`${type.name}.${field.name}`);
        walk(getNamedType(field.type));
      }
    };
    walk(this.#schema.getQueryType());
    return fields;
  }
}
