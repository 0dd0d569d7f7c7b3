import {
  astFromValue,
  getNullableType,
  isNonNullType,
  print,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';
import type { Choices } from './choices.ts';

/** What is written at the place of a value, and what it comes to. */
export interface Written {
  readonly text: string;
  readonly value: unknown;
}

interface Variable {
  readonly definition: string;
  readonly given: unknown;
}

/** Where a value stands: its type, and the argument's default where it has one. */
export type Place = Pick<GraphQLArgument, 'type'> & { readonly defaultValue?: unknown };

/**
 * The variables of a document. Names are unique in the document, so that fragments can be shared by operations.
 */
export class OperationVariables {
  readonly #choices: Choices;
  readonly #variables = new Map<string, Variable>();

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /** The definitions of the variables that the text uses. */
  definitionsIn(text: string): string {
    const written = this.#usedIn(text).map(([, { definition }]) => definition);
    return written.length > 0 ? `(${written.join(', ')})` : '';
  }

  /** What is sent with the text: variables that were left out on purpose are absent. */
  givenIn(text: string): Record<string, unknown> {
    const sent = this.#usedIn(text).filter(([, { given }]) => given !== undefined);
    return Object.fromEntries(sent.map(([name, { given }]) => [name, given]));
  }

  #usedIn(text: string): [string, Variable][] {
    const names = new Set(text.match(/(?<=\$)v\d+/gu));
    return [...this.#variables].filter(([name]) => names.has(name));
  }

  /** Writes null, as a literal or through a variable, where it means the default of the argument. */
  writeNull({ type, defaultValue }: Place): Written {
    const bare = String(getNullableType(type));
    switch (this.#choices.below(3)) {
      case 0:
        return { text: 'null', value: null };
      case 1:
        return this.#declare(bare, null, null);
      default:
        return this.#declare(`${bare} = ${literal(type, defaultValue)}`, null, null);
    }
  }

  /** Writes the value as a literal or through a variable. */
  write(place: Place, value: unknown): Written {
    if (!this.#choices.chance(35)) return { text: literal(place.type, value), value };
    return this.#through(place, value);
  }

  #through({ type, defaultValue }: Place, value: unknown): Written {
    // Where there is a default, null would not be the value.
    const nullable = !isNonNullType(type) && defaultValue === undefined;
    const bare = String(getNullableType(type));
    const plain = literal(type, value);
    switch (this.#choices.below(6)) {
      case 0:
        return this.#declare(String(type), value, value);
      case 1:
        return this.#declare(`${bare} = ${plain}`, undefined, value);
      case 2:
        return this.#declare(`${nullable ? bare : String(type)} = ${plain}`, value, value);
      case 3:
        return this.#declare(value === null ? bare : `${bare}!`, value, value);
      case 4:
        return nullable ? this.#declare(bare, null, null) : this.#declare(`${bare}!`, value, value);
      default:
        return this.#absent({ type, defaultValue }, value);
    }
  }

  /** A variable that is not sent: its place falls back on the argument's default, or counts as not given. */
  #absent({ type, defaultValue }: Place, value: unknown): Written {
    const bare = String(getNullableType(type));
    if (defaultValue !== undefined && defaultValue === value) return this.#declare(bare, undefined, defaultValue);
    if (defaultValue !== undefined || isNonNullType(type)) return this.#declare(`${bare}!`, value, value);
    return this.#declare(bare, undefined, undefined);
  }

  #declare(type: string, given: unknown, value: unknown): Written {
    const name = `v${this.#variables.size}`;
    this.#variables.set(name, { definition: `$${name}: ${type}`, given });
    return { text: `$${name}`, value };
  }
}

export function literal(type: GraphQLInputType, value: unknown): string {
  const node = astFromValue(value, type);
  if (!node) throw new TypeError(`${JSON.stringify(value)} cannot be written as ${String(type)}.`);
  return print(node);
}
