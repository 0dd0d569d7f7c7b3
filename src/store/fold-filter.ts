import type { Filter } from './read-plan.ts';

/**
 * The same condition in as few parts as possible: alternatives on one attribute become one list of values, alternatives
 * along one relationship one look along it. A database plans a text of thousands of alternatives for minutes, and nothing
 * ends it meanwhile; a long list of values is one parameter.
 */
export function foldFilter(filter: Filter): Filter {
  if ('all' in filter) return joined('all', foldNones(partsOf('all', filter.all)));
  if ('any' in filter) return joined('any', foldAlternatives(partsOf('any', filter.any)));
  if ('not' in filter) return negated(foldFilter(filter.not));
  if ('field' in filter) return { field: filter.field, some: foldFilter(filter.some) };
  return filter;
}

type Join = 'all' | 'any';

/** The folded parts, those of parts of the same sort among them. */
const partsOf = (join: Join, filters: readonly Filter[]): Filter[] =>
  filters
    .map(foldFilter)
    .flatMap((part) => (join in part ? (part as Readonly<Record<Join, readonly Filter[]>>)[join] : part));

function joined(join: Join, parts: readonly Filter[]): Filter {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return join === 'all' ? { all: parts } : { any: parts };
}

const negated = (filter: Filter): Filter => ('not' in filter ? filter.not : { not: filter });

/** Neither of two along one relationship is: none of both. */
function foldNones(parts: readonly Filter[]): Filter[] {
  return grouped(
    parts,
    (part) => ('not' in part && 'field' in part.not ? part.not.field : undefined),
    (nones) => {
      const conditions = nones.flatMap((part) => ('not' in part && 'field' in part.not ? [part.not] : []));
      return { not: along(conditions) };
    },
  );
}

function foldAlternatives(parts: readonly Filter[]): Filter[] {
  const lists = grouped(parts, (part) => ('in' in part ? part.attribute : undefined), oneList);
  const words = grouped(
    lists,
    (part) => ('words' in part ? 'words' : undefined),
    (found) => ({
      words: found.flatMap((part) => ('words' in part ? part.words : [])),
    }),
  );
  return grouped(
    words,
    (part) => ('field' in part ? part.field : undefined),
    (found) => along(found.flatMap((part) => ('field' in part ? [part] : []))),
  );
}

function oneList(parts: readonly Filter[]): Filter {
  const lists = parts.flatMap((part) => ('in' in part ? [part] : []));
  return { attribute: lists[0]?.attribute ?? '', in: [...new Set(lists.flatMap((list) => list.in))] };
}

/** One of several conditions along one relationship. */
function along(conditions: readonly { readonly field: string; readonly some: Filter }[]): Filter {
  return { field: conditions[0]?.field ?? '', some: foldFilter({ any: conditions.map(({ some }) => some) }) };
}

/** Parts with the same name are put together, at the place of the first; those without one stay. */
function grouped(
  parts: readonly Filter[],
  nameOf: (part: Filter) => string | undefined,
  fold: (group: readonly Filter[]) => Filter,
): Filter[] {
  const groups = new Map<string | Filter, Filter[]>();
  for (const part of parts) {
    const name = nameOf(part) ?? part;
    const group = groups.get(name);
    if (group) group.push(part);
    else groups.set(name, [part]);
  }
  return [...groups.values()].map((group) => (group.length === 1 && group[0] ? group[0] : fold(group)));
}
