/** Arguments of a field as GraphQL has coerced them. */
export type ArgumentValues = Readonly<Record<string, unknown>>;
