/**
 * Attributes as data. A kind lists its attributes once, here in the domain; tables, indexes, the review-package
 * format, GraphQL fields and filters are made from that list, and so are the types of their values.
 */

/** How an attribute is stored, checked and shown. `object` is a list item or value of named parts, kept as JSON. */
export type Attribute =
  | TextAttribute
  | DateAttribute
  | NumberAttribute
  | BooleanAttribute
  | ChoiceAttribute
  | ObjectAttribute
  | JsonAttribute;

interface AttributeOptions<Value> {
  readonly required?: boolean;
  /** What is stored when nothing is given; lists default to the empty list. */
  readonly default?: Value | readonly never[];
  /** Where full-text search finds it: `names` rank before `texts`. */
  readonly search?: 'names' | 'texts';
  /** Whether lists of the kind can be filtered by it. */
  readonly filter?: boolean;
  /** Whether lists of the kind can be ordered by it. */
  readonly order?: boolean;
}

interface CommonParts {
  readonly description: string;
  /** Whether it holds several values: never absent, empty when nothing is given. */
  readonly list?: boolean;
}

interface TextOptions extends AttributeOptions<string> {
  /** Most characters (default 10,000), most words, and the form it must have. */
  readonly maxLength?: number;
  readonly maxWords?: number;
  readonly pattern?: Pattern;
}

interface NumberOptions extends AttributeOptions<number> {
  /** Bounds, both inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface TextAttribute extends CommonParts, TextOptions {
  readonly type: 'text';
}

interface DateOptions extends TextOptions {
  /** Whether it may lie ahead of the day on which it is entered. */
  readonly ahead?: boolean;
}

export interface DateAttribute extends CommonParts, DateOptions {
  readonly type: 'date';
}

export interface NumberAttribute extends CommonParts, NumberOptions {
  readonly type: 'integer' | 'number';
}

export interface BooleanAttribute extends CommonParts, AttributeOptions<boolean> {
  readonly type: 'boolean';
}

export interface ChoiceAttribute extends CommonParts, AttributeOptions<string> {
  readonly type: 'choice';
  /** The enum's name, shared by every attribute that means the same, and its values with their meaning. */
  readonly choices: ChoiceSet;
}

export interface ObjectAttribute extends CommonParts, AttributeOptions<JsonObject> {
  readonly type: 'object';
  /** The name of the shape and its parts. */
  readonly shape: Shape;
}

export interface JsonAttribute extends CommonParts, AttributeOptions<JsonObject> {
  readonly type: 'json';
}

type JsonObject = Readonly<Record<string, unknown>>;

export interface ChoiceSet<Value extends string = string> {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<Value, string>>;
}

export interface Shape<Parts extends AttributeTable = AttributeTable> {
  readonly name: string;
  readonly description: string;
  readonly parts: Parts;
}

/** A form a text must have, with the words that tell a person what is allowed. */
export interface Pattern {
  readonly expression: RegExp;
  readonly allowed: string;
}

export type AttributeTable = Readonly<Record<string, Attribute>>;

export const text = <const Options extends TextOptions>(description: string, options: Options) => ({
  ...options,
  type: 'text' as const,
  description,
});
export const integer = <const Options extends NumberOptions>(description: string, options: Options) => ({
  ...options,
  type: 'integer' as const,
  description,
});
export const number = <const Options extends NumberOptions>(description: string, options: Options) => ({
  ...options,
  type: 'number' as const,
  description,
});
export const boolean = <const Options extends AttributeOptions<boolean>>(description: string, options: Options) => ({
  ...options,
  type: 'boolean' as const,
  description,
});
/** A date as far as it is known: `2008`, `2008-03` or `2008-03-14` (ISO 8601 / EDTF level 0). */
export const date = <const Options extends DateOptions>(description: string, options: Options) => ({
  pattern: partialDate,
  ...options,
  type: 'date' as const,
  description,
});
/** Any JSON object, kept as it is given. */
export const json = <const Options extends AttributeOptions<JsonObject>>(description: string, options: Options) => ({
  ...options,
  type: 'json' as const,
  description,
});

export const choice = <Value extends string, const Options extends AttributeOptions<NoInfer<Value>>>(
  choices: ChoiceSet<Value>,
  description: string,
  options: Options,
) => ({ ...options, type: 'choice' as const, description, choices });

export const object = <Parts extends AttributeTable, const Options extends AttributeOptions<JsonObject>>(
  shape: Shape<Parts>,
  description: string,
  options: Options,
) => ({ ...options, type: 'object' as const, description, shape });

/** A list of what `item` describes: never absent, empty when nothing is given. */
export const list = <Item extends Attribute>(item: Item) => ({
  ...item,
  list: true as const,
  required: true as const,
  default: [] as const,
});

/** The TypeScript type of one value of an attribute. */
type ItemValue<Item extends Attribute> = Item extends { readonly type: 'text' | 'date' }
  ? string
  : Item extends { readonly type: 'integer' | 'number' }
    ? number
    : Item extends { readonly type: 'boolean' }
      ? boolean
      : Item extends { readonly type: 'choice'; readonly choices: ChoiceSet<infer Value> }
        ? Value
        : Item extends { readonly type: 'object'; readonly shape: Shape<infer Parts> }
          ? AttributeValues<Parts>
          : JsonObject;

/** The TypeScript type of an attribute table: lists and required attributes are present, all others may be null. */
export type AttributeValues<Table extends AttributeTable> = {
  readonly [Name in keyof Table]: AttributeValue<Table[Name]>;
};

type AttributeValue<Item extends Attribute> = Item extends { readonly list: true }
  ? readonly ItemValue<Item>[]
  : Item extends { readonly required: true }
    ? ItemValue<Item>
    : ItemValue<Item> | null;

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
