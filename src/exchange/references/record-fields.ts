/** The fields of one record by tag, in order of the file. Line ends inside a value are kept: they part no words of an address. */
export type RecordFields = ReadonlyMap<string, readonly string[]>;

/** All values of the tags, in the order of the tags. */
export const valuesOf = (fields: RecordFields, ...tags: readonly string[]): string[] =>
  tags.flatMap((tag) => fields.get(tag) ?? []);

/** The first value of the tags, on one line. */
export const firstOf = (fields: RecordFields, ...tags: readonly string[]): string | undefined =>
  valuesOf(fields, ...tags)
    .map((value) => value.replace(/\s+/gu, ' ').trim())
    .find((value) => value !== '');

/** The object without what is undefined. */
export const defined = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
