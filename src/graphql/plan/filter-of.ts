import { invalidArgument } from '../../domain/errors.ts';
import { nodeIdOf } from '../../domain/ids.ts';
import { memberOf, type Model, type Traversal } from '../../domain/model.ts';
import { searchWordsOf } from '../../domain/search-text.ts';
import type { Filter } from '../../store/read-plan.ts';

type Given = Readonly<Record<string, unknown>>;

/** Deepest nesting of a filter, and most values in one of its lists. */
const deepest = 6;
const mostValues = 100;

/** A filter argument as the store understands it. `kind` is undefined where a relationship leads to several kinds. */
export function filterOf(model: Model, kind: string | undefined, given: Given, depth = 1): Filter {
  if (depth > deepest) throw invalidArgument('filter', `filter may be nested ${deepest} deep at most.`);
  const parts = Object.entries(given).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [partOf({ model, kind, depth }, name, value)],
  );
  return { all: parts };
}

interface Place {
  readonly model: Model;
  readonly kind: string | undefined;
  readonly depth: number;
}

function partOf(place: Place, name: string, value: unknown): Filter {
  const { model, kind, depth } = place;
  switch (name) {
    case 'id':
      return { attribute: 'id', in: valuesOf(name, value).map((id) => nodeIdOf(model, String(id), 'filter.id')) };
    case 'status':
      return { attribute: 'status', in: valuesOf(name, value) };
    case 'kinds':
      return { kinds: valuesOf(name, value).map((name) => kindNamed(model, String(name))) };
    case 'search':
      return { words: [searchWordsOf('filter.search', String(value))] };
    case 'any':
      return { any: (value as Given[]).map((item) => filterOf(model, kind, item, depth + 1)) };
    case 'not':
      return { not: filterOf(model, kind, value as Given, depth + 1) };
    default:
      return memberPart(place, name, value as Given);
  }
}

function memberPart({ model, kind, depth }: Place, name: string, value: Given): Filter {
  const member = memberOf(model, kind ?? '', name);
  if (!member) throw invalidArgument('filter', `filter knows no "${name}".`);
  if (member.is === 'relationship') return relationshipPart(model, member.traversal, { value, depth });
  if (Array.isArray(value)) return { attribute: name, in: valuesOf(name, value) };
  const { from, to } = value as { from?: string | number | null; to?: string | number | null };
  return { attribute: name, ...(from != null && { from }), ...(to != null && { to }) };
}

function relationshipPart(
  model: Model,
  { field, targets }: Traversal,
  { value, depth }: { value: Given; depth: number },
): Filter {
  const end = targets.length === 1 ? targets[0] : undefined;
  const { some, none } = value as { some?: Given | null; none?: Given | null };
  const condition = (given: Given): Filter => ({ field: field.field, some: filterOf(model, end, given, depth + 1) });
  return { all: [...(some ? [condition(some)] : []), ...(none ? [{ not: condition(none) }] : [])] };
}

function valuesOf(name: string, value: unknown): (string | number | boolean)[] {
  const values = value as (string | number | boolean)[];
  if (values.length > mostValues)
    throw invalidArgument(
      `filter.${name}`,
      `filter.${name} may list ${mostValues} values at most; got ${values.length}.`,
    );
  return values;
}

function kindNamed(model: Model, name: string): string {
  if (Object.hasOwn(model.kinds, name)) return name;
  throw invalidArgument(
    'kinds',
    `kinds must be among ${Object.keys(model.kinds).join(', ')}; got ${JSON.stringify(name.slice(0, 60))}.`,
  );
}
