import { invalidArgument } from '../../domain/errors.ts';
import { nodeIdOf } from '../../domain/ids.ts';
import { memberOf, type Model, type Traversal } from '../../domain/model.ts';
import { searchWordsOf } from '../../domain/search-text.ts';
import type { Filter } from '../../store/read-plan.ts';
import type { ArgumentValues } from '../argument-values.ts';

/** Deepest nesting of a filter, most conditions in it, and most values in one of its lists. */
const [deepest, mostConditions, mostValues] = [6, 200, 100];

/**
 * A filter argument as the store understands it, wherever it comes from. `kind` is undefined where a relationship leads to
 * several kinds. A database plans a text of many conditions for longer than it may take to answer, and cannot be stopped.
 */
export const filterOf = (model: Model, kind: string | undefined, args: ArgumentValues): Filter =>
  conditionsOf({ model, kind, depth: 1, counter: { conditions: 0 } }, args);

interface Place {
  readonly model: Model;
  readonly kind: string | undefined;
  readonly depth: number;
  /** Of the whole filter. */
  readonly counter: { conditions: number };
}

function conditionsOf(place: Place, args: ArgumentValues): Filter {
  const { depth, counter } = place;
  if (depth > deepest) throw invalidArgument('filter', `filter may be nested ${deepest} deep at most; it is deeper.`);
  const parts = Object.entries(args).filter(([, value]) => value !== null && value !== undefined);
  counter.conditions += parts.length;
  if (counter.conditions > mostConditions)
    throw invalidArgument('filter', `filter may have ${mostConditions} conditions at most; it has more.`);
  return { all: parts.map(([name, value]) => partOf(place, name, value)) };
}

const deeper = (place: Place, kind: string | undefined, args: ArgumentValues): Filter =>
  conditionsOf({ ...place, kind, depth: place.depth + 1 }, args);

function partOf(place: Place, name: string, value: unknown): Filter {
  const { model, kind } = place;
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
      return { any: alternatives(value as ArgumentValues[]).map((item) => deeper(place, kind, item)) };
    case 'not':
      return { not: deeper(place, kind, value as ArgumentValues) };
    default:
      return memberPart(place, name, value as ArgumentValues);
  }
}

function alternatives(items: readonly ArgumentValues[]): readonly ArgumentValues[] {
  if (items.length > mostConditions)
    throw invalidArgument(
      'filter.any',
      `filter.any may list ${mostConditions} alternatives at most; got ${items.length}.`,
    );
  return items;
}

function memberPart(place: Place, name: string, value: ArgumentValues): Filter {
  const { model, kind } = place;
  const member = memberOf(model, kind ?? '', name);
  if (!member) throw invalidArgument('filter', `filter knows no "${name}".`);
  if (member.is === 'relationship') return relationshipPart(place, member.traversal, value);
  if (Array.isArray(value)) return { attribute: name, in: valuesOf(name, value) };
  const { from, to } = value as { from?: string | number | null; to?: string | number | null };
  return { attribute: name, ...(from != null && { from }), ...(to != null && { to }) };
}

function relationshipPart(place: Place, { field, targets }: Traversal, value: ArgumentValues): Filter {
  const end = targets.length === 1 ? targets[0] : undefined;
  const { some, none } = value as { some?: ArgumentValues | null; none?: ArgumentValues | null };
  const condition = (args: ArgumentValues): Filter => ({ field: field.field, some: deeper(place, end, args) });
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
