import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { connectionLists, kindsInList } from '../drafts/connections.ts';
import type { EntryReference } from '../drafts/draft-change.ts';

/*
 * What a verb takes, as data: GraphQL inputs and the reader of files are made from it, so that both take the same.
 */

/** The content of a field. A `reference` is an entry that is there or a new one; a `quotation` also names its source. */
export type FieldContent = 'id' | 'attributes' | 'reference' | 'passage' | 'quotation';

/** `Value` exists for the compiler only: it lets {@link InputOf} say the type of a verb's input. */
export interface Field<Value = unknown> {
  readonly content: FieldContent;
  /** The kinds that it may name, or the one whose attributes it has. */
  readonly kinds: readonly string[];
  readonly description: string;
  readonly required: boolean;
  readonly list: boolean;
  readonly phantom?: Value;
}

export type FieldTable = Readonly<Record<string, Field>>;

/** A passage that something stands in. */
export interface QuotedPassage {
  readonly attributes: AttributeRecord;
  /** What stands there, pasted: the anchor must be found in it. It is not kept. */
  readonly text?: string | undefined;
}

/** A passage together with the source that it stands in. */
export interface Quotation extends QuotedPassage {
  readonly source: EntryReference;
}

type ValueOf<F> = F extends Field<infer Value> ? Value : never;
type Optional<Fields> = {
  [Name in keyof Fields]: undefined extends ValueOf<Fields[Name]> ? Name : never;
}[keyof Fields];

/** The input of a verb, once it was read. */
export type InputOf<Fields extends FieldTable> = {
  readonly [Name in Exclude<keyof Fields, Optional<Fields>>]: ValueOf<Fields[Name]>;
} & { readonly [Name in Optional<Fields>]?: ValueOf<Fields[Name]> };

const field = <Value>(content: FieldContent, kinds: readonly string[], description: string): Field<Value> => ({
  content,
  kinds,
  description,
  required: true,
  list: false,
});

/** The id of an entry that is there. */
export const id = (kinds: readonly string[], description: string) => field<string>('id', kinds, description);

/** The attributes of an entry to be added. */
export const entry = (kind: string, description: string) => field<AttributeRecord>('attributes', [kind], description);

/** An entry that is there, by its id, or a new one. */
export const reference = (kind: string, description: string) => field<EntryReference>('reference', [kind], description);

export const passage = (description: string) => field<QuotedPassage>('passage', ['Passage'], description);

export const quotation = (description: string) => field<Quotation>('quotation', ['Passage'], description);

export const optional = <Value>(input: Field<Value>): Field<Value | undefined> => ({ ...input, required: false });

export const several = <Value>({ content, kinds, description }: Field<Value>): Field<readonly Value[]> => ({
  ...field(content, kinds, description),
  required: false,
  list: true,
});

/** What an entry compares with. */
export const comparators = () =>
  several(id(kindsInList(connectionLists.comparators), connectionLists.comparators.description));

/** What an entry is about. */
export const about = (description: string) => several(id(kindsInList(connectionLists.about), description));
