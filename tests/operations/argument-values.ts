import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import { evidenceModel } from '../../src/domain/model.ts';
import type { Choices } from './choices.ts';
import type { OperationVariables, Written } from './operation-variables.ts';

/** What the values of generated operations are drawn from. */
export interface Drawn {
  readonly ids: readonly string[];
  readonly words: readonly string[];
  /** Cursors that a field gave out, by `<type>.<field>`. */
  readonly cursors: ReadonlyMap<string, readonly string[]>;
}

export interface FieldPlace {
  readonly parent: string;
  readonly field: GraphQLField<unknown, unknown>;
  /** Most nodes that the field may ask for. */
  readonly allowance: number;
}

/** The arguments as written, with what the node counter needs of them. */
export interface WrittenArguments {
  readonly text: string;
  /** Nodes on a page, or ids asked for. */
  readonly size: number;
}

const dates = ['2008', '1999', '2008-04', '2005-01-31', '2010'];
const kinds = Object.keys(evidenceModel.kinds);
const pageSizes = [2, 1, 3, 5, 20, 7, 30, 100];

/** Draws arguments for fields: ids that exist and some that do not, filters of every sort, pages and cursors. */
export class ArgumentValues {
  readonly #choices: Choices;
  readonly #variables: OperationVariables;
  readonly #drawn: Drawn;

  constructor(choices: Choices, variables: OperationVariables, drawn: Drawn) {
    this.#choices = choices;
    this.#variables = variables;
    this.#drawn = drawn;
  }

  write(place: FieldPlace): WrittenArguments {
    const written: string[] = [];
    let size = place.field.args.some(({ name }) => name === 'first') ? 20 : 1;
    let ordered = false;
    for (const argument of place.field.args) {
      const args = this.#argument(place, argument, ordered);
      if (!args) continue;
      written.push(`${argument.name}: ${args.text}`);
      if (argument.name === 'orderBy') ordered = true;
      if (argument.name === 'first') size = Number(args.value ?? 20);
      if (argument.name === 'ids') size = (args.value as readonly string[]).length;
    }
    return { text: written.length > 0 ? `(${written.join(', ')})` : '', size };
  }

  #argument(place: FieldPlace, argument: GraphQLArgument, ordered: boolean): Written | undefined {
    switch (argument.name) {
      case 'id':
        return this.#variables.write(argument, this.#id(getNamedType(place.field.type).name));
      case 'ids':
        return this.#variables.write(argument, this.#ids());
      case 'text':
        return this.#variables.write(argument, this.#choices.of(this.#drawn.words));
      case 'first':
        return this.#first(argument, place.allowance);
      case 'after':
        return ordered ? undefined : this.#after(place, argument);
      case 'filter':
        return this.#choices.chance(30) ? this.#filter(argument) : undefined;
      default:
        return this.#choices.chance(30) ? this.#other(argument) : undefined;
    }
  }

  #other(argument: GraphQLArgument): Written {
    if (argument.defaultValue !== undefined && this.#choices.chance(20)) return this.#variables.writeNull(argument);
    return this.#variables.write(argument, this.#value(argument.type));
  }

  #first(argument: GraphQLArgument, allowance: number): Written | undefined {
    if (allowance >= 20 && this.#choices.chance(25))
      return this.#choices.chance(40) ? this.#variables.writeNull(argument) : undefined;
    const allowed = pageSizes.filter((size) => size <= allowance);
    return this.#variables.write(argument, this.#choices.of(allowed.length > 0 ? allowed : [1]));
  }

  #after({ parent, field }: FieldPlace, argument: GraphQLArgument): Written | undefined {
    if (!this.#choices.chance(20)) return undefined;
    const known = this.#drawn.cursors.get(`${parent}.${field.name}`) ?? [];
    if (known.length === 0 || this.#choices.chance(20)) return this.#variables.write(argument, null);
    return this.#variables.write(argument, this.#choices.of(known));
  }

  #id(typeName: string): string {
    const prefix = evidenceModel.kinds[typeName]?.prefix;
    const fitting = this.#drawn.ids.filter((id) => prefix === undefined || id.startsWith(`${prefix}:`));
    return this.#choices.chance(8) ? `${prefix ?? 'claim'}:absent` : this.#choices.of(fitting);
  }

  #ids(): string[] {
    return Array.from({ length: this.#choices.below(5) }, () => this.#id('Node'));
  }

  #filter(argument: GraphQLArgument): Written {
    const type = getNullableType(argument.type);
    if (!isInputObjectType(type) || this.#choices.chance(15))
      return this.#variables.write(argument, this.#choices.chance(30) ? null : this.#value(argument.type));
    const { text } = this.#object(type, 0);
    return { text, value: undefined };
  }

  /** An object as a literal that may hold variables. */
  #object(type: GraphQLInputObjectType, depth: number): Written {
    const parts = this.#fieldsOf(type, depth).map((field) => {
      const below = getNullableType(field.type);
      const nested = isInputObjectType(below) && this.#choices.chance(50);
      const { text } = nested ? this.#object(below, depth + 1) : this.#variables.write(field, this.#part(field, depth));
      return `${field.name}: ${text}`;
    });
    return { text: `{ ${parts.join(', ')} }`, value: undefined };
  }

  #fieldsOf(type: GraphQLInputObjectType, depth: number) {
    const fields = Object.values(type.getFields());
    const plain = fields.filter(({ type: below }) => !isInputObjectType(getNamedType(below)));
    const count = depth > 0 && this.#choices.chance(15) ? 0 : 1 + this.#choices.below(2);
    const drawn = Array.from({ length: count }, () =>
      this.#choices.of(depth < 2 && this.#choices.chance(40) ? fields : plain.length > 0 ? plain : fields),
    );
    return depth >= 4 ? [] : [...new Set(drawn)];
  }

  /** A value for the type, as JSON carries it. */
  #value(type: GraphQLInputType, depth = 0): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const length = this.#choices.chance(10) ? 0 : 1 + this.#choices.below(3);
      return Array.from({ length }, () => this.#value(nullable.ofType, depth));
    }
    if (isEnumType(nullable)) return this.#choices.of(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const fields = this.#fieldsOf(nullable, depth);
      return Object.fromEntries(fields.map((field) => [field.name, this.#part(field, depth)]));
    }
    return this.#scalar(getNamedType(nullable).name);
  }

  /** The value of an input field. Names of kinds are asked for as text there. */
  #part({ name, type }: GraphQLInputField, depth: number): unknown {
    return name === 'kinds' ? [this.#choices.of(kinds)] : this.#value(type, depth + 1);
  }

  #scalar(name: string): unknown {
    switch (name) {
      case 'ID':
        return this.#choices.of(this.#drawn.ids);
      case 'Boolean':
        return this.#choices.chance(50);
      case 'Int':
        return this.#choices.below(6);
      case 'PartialDate':
        return this.#choices.of(dates);
      default:
        return this.#choices.of(this.#drawn.words);
    }
  }
}
