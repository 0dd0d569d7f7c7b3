/**
 * Attributes as data. A kind lists its attributes once, here in the domain; tables, indexes, the review-package
 * format, GraphQL fields and filters are made from that list.
 */

/** How an attribute is stored, checked and shown. `object` is a list item or value of named parts, kept as JSON. */
export type AttributeType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'choice' | 'object' | 'json';

/** `Value` and `Required` exist for the compiler only: they let {@link AttributeValues} say a kind's type. */
export interface Attribute<Value = unknown, Required extends boolean = boolean> {
  readonly type: AttributeType;
  readonly description: string;
  readonly required: Required;
  readonly list: boolean;
  /** What is stored when nothing is given; lists default to the empty list. */
  readonly default?: Value;
  /** `choice`: the enum's name, shared by every attribute that means the same, and its values with their meaning. */
  readonly choices?: ChoiceSet;
  /** `object`: the name of the shape and its parts. */
  readonly shape?: Shape;
  /** `integer` and `number`: bounds, both inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** `text`: most characters (default 10,000), most words, and the form it must have. */
  readonly maxLength?: number;
  readonly maxWords?: number;
  readonly pattern?: Pattern;
  /** Where full-text search finds it: `names` rank before `texts`. */
  readonly search?: 'names' | 'texts';
  /** Whether lists of the kind can be filtered by it. */
  readonly filter?: boolean;
  /** Whether lists of the kind can be ordered by it. */
  readonly order?: boolean;
  readonly phantom?: Value;
}

export interface ChoiceSet<Value extends string = string> {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<Value, string>>;
}

export interface Shape {
  readonly name: string;
  readonly description: string;
  readonly parts: AttributeTable;
}

/** A form a text must have, with the words that tell a person what is allowed. */
export interface Pattern {
  readonly expression: RegExp;
  readonly allowed: string;
}

export type AttributeTable = Readonly<Record<string, Attribute>>;

type Options = Partial<Omit<Attribute, 'type' | 'description' | 'phantom' | 'list' | 'choices' | 'shape'>>;
type IsRequired<O> = O extends { readonly required: true } ? true : false;

function attribute<Value, O extends Options>(type: AttributeType, description: string, options: O) {
  return { list: false, ...options, required: options.required === true, type, description } as unknown as Attribute<
    Value,
    IsRequired<O>
  >;
}

export const text = <const O extends Options>(description: string, options: O) =>
  attribute<string, O>('text', description, options);
export const integer = <const O extends Options>(description: string, options: O) =>
  attribute<number, O>('integer', description, options);
export const number = <const O extends Options>(description: string, options: O) =>
  attribute<number, O>('number', description, options);
export const boolean = <const O extends Options>(description: string, options: O) =>
  attribute<boolean, O>('boolean', description, options);
/** A date as far as it is known: `2008`, `2008-03` or `2008-03-14` (ISO 8601 / EDTF level 0). */
export const date = <const O extends Options>(description: string, options: O) =>
  attribute<string, O>('date', description, { pattern: partialDate, ...options });
/** Any JSON object, kept as it is given. */
export const json = <const O extends Options>(description: string, options: O) =>
  attribute<Readonly<Record<string, unknown>>, O>('json', description, options);

export const choice = <Value extends string, const O extends Options>(
  choices: ChoiceSet<Value>,
  description: string,
  options: O,
) => ({ ...attribute<Value, O>('choice', description, options), choices }) as Attribute<Value, IsRequired<O>>;

export const object = <Parts extends AttributeTable, const O extends Options>(
  shape: { readonly name: string; readonly description: string; readonly parts: Parts },
  description: string,
  options: O,
) => ({ ...attribute<AttributeValues<Parts>, O>('object', description, options), shape });

/** A list of what `item` describes: never absent, empty when nothing is given. */
export const list = <Value>(item: Attribute<Value>) =>
  ({ ...item, list: true, required: true, default: [] }) as unknown as Attribute<readonly Value[], true>;

/** The TypeScript type of an attribute table: required attributes are present, all others may be null. */
export type AttributeValues<Table extends AttributeTable> = {
  readonly [Name in keyof Table]: Table[Name] extends Attribute<infer Value, infer Required>
    ? true extends Required
      ? Value
      : Value | null
    : never;
};

export const partialDate: Pattern = {
  expression: /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/u,
  allowed: 'a date as YYYY, YYYY-MM or YYYY-MM-DD',
};

export function choiceSet<const Values extends Readonly<Record<string, string>>>(
  name: string,
  description: string,
  values: Values,
): ChoiceSet<keyof Values & string> {
  return { name, description, values };
}
