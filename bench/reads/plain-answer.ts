type Json = null | string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/**
 * An answer without the forms of its schema: connections become lists, a count becomes its number, page information
 * goes, and the one root, or the roots one after another, become the answer. Aliases in the documents name the rest alike.
 */
export function plainAnswer(data: unknown): unknown {
  const roots = Object.values(data as Record<string, Json>).map(plain);
  return roots.length === 1 ? roots[0] : roots.flat(1);
}

function plain(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(plain);
  if (value === null || typeof value !== 'object') return value;
  const { edges, nodes, totalCount, ...rest } = value as Readonly<Record<string, Json>>;
  if (edges !== undefined) return (edges as readonly { node: Json }[]).map(({ node }) => plain(node));
  if (nodes !== undefined) return plain(nodes);
  if (totalCount !== undefined && Object.keys(rest).length === 0) return totalCount;
  return Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, plain(part)]));
}

/** The same answer with every list in order of ids, for servers whose lists have no order. */
export function unordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unordered).toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unordered(part)]));
}

const idOf = (value: unknown) => String((value as { id?: unknown }).id);
