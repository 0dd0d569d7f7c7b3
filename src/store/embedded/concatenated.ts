/** SQLite takes 127 arguments to a function at most. */
export const mostArguments = 100;

/** Texts as one: `||` would copy all that stands to the left of each once more. An absent part counts as empty. */
export function concatenated(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? "''";
  if (parts.length <= mostArguments) return `concat(${parts.join(', ')})`;
  const chunks = Array.from({ length: Math.ceil(parts.length / mostArguments) }, (_, index) =>
    concatenated(parts.slice(index * mostArguments, (index + 1) * mostArguments)),
  );
  return concatenated(chunks);
}
