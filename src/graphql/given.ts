/** Arguments of a field as GraphQL has coerced them. */
export type Given = Readonly<Record<string, unknown>>;
