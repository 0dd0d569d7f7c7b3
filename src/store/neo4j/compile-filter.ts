import { memberOf, traversalOf, type Model, type Traversal } from '../../domain/model.ts';
import type { Filter } from '../read-plan.ts';
import { identifier, searchProperties } from './names.ts';
import type { Parameters } from './parameters.ts';

/** Where a condition is met: a variable that is bound to a node of one of the kinds. */
export interface FilterPlace {
  readonly model: Model;
  readonly kinds: readonly string[];
  readonly variable: string;
  readonly parameters: Parameters;
}

/** A filter as a Cypher condition that is true or false, never null. */
export function compileFilter(place: FilterPlace, filter: Filter): string {
  if ('all' in filter) return joined(place, filter.all, ' AND ', true);
  if ('any' in filter) return joined(place, filter.any, ' OR ', false);
  if ('not' in filter) return `NOT ${compileFilter(place, filter.not)}`;
  if ('kinds' in filter) return ofKinds(place, filter.kinds);
  if ('words' in filter) return words(place, filter.words);
  if ('field' in filter) return relationship(place, filter.field, filter.some);
  return 'in' in filter ? oneOf(place, filter.attribute, filter.in) : between(place, filter);
}

function joined(place: FilterPlace, filters: readonly Filter[], by: string, none: boolean): string {
  if (filters.length === 0) return constant(place, none);
  return `(${filters.map((filter) => compileFilter(place, filter)).join(by)})`;
}

/** As a parameter: the planner folds a constant away together with the index that a hint names, and refuses the hint. */
const constant = ({ parameters }: FilterPlace, value: boolean) => parameters.add(value);

function ofKinds(place: FilterPlace, wanted: readonly string[]): string {
  const { variable, kinds } = place;
  const possible = kinds.filter((kind) => wanted.includes(kind));
  if (possible.length === 0) return constant(place, false);
  return `(${possible.map((kind) => `${variable}:${identifier(kind)}`).join(' OR ')})`;
}

/** Whole words stand between spaces, so containment is enough; the last one may go on. */
function words({ variable, parameters }: FilterPlace, lists: readonly (readonly string[])[]): string {
  const pieces = lists.map((list) => list.map((word, index) => (index === list.length - 1 ? ` ${word}` : ` ${word} `)));
  const text = `' ' + ${variable}.${searchProperties.names} + ' ' + ${variable}.${searchProperties.texts} + ' '`;
  // One expression however many lists: the planner takes long over alternatives.
  return `any(list IN ${parameters.add(pieces)} WHERE all(word IN list WHERE ${text} CONTAINS word))`;
}

function oneOf({ model, kinds, variable, parameters }: FilterPlace, name: string, wanted: readonly unknown[]): string {
  const members = kinds.map((kind) => memberOf(model, kind, name));
  const property = `${variable}.${identifier(name)}`;
  const values = parameters.add(wanted);
  const isList = members.some((member) => member?.is === 'attribute' && member.attribute.list);
  return isList
    ? `any(item IN coalesce(${property}, []) WHERE item IN ${values})`
    : `coalesce(${property} IN ${values}, false)`;
}

/** Sorts behind every continuation of a partial date: `2008` as an upper end takes in `2008-11`. */
const behind = '\u{10FFFD}';

function between(
  { variable, parameters }: FilterPlace,
  filter: { attribute: string; from?: string | number; to?: string | number },
): string {
  const property = `${variable}.${identifier(filter.attribute)}`;
  const { from, to } = filter;
  const parts = [`${property} IS NOT NULL`];
  if (from !== undefined) parts.push(`${property} >= ${parameters.add(from)}`);
  if (to !== undefined) parts.push(`${property} <= ${parameters.add(typeof to === 'string' ? to + behind : to)}`);
  return `coalesce(${parts.join(' AND ')}, false)`;
}

function relationship(place: FilterPlace, field: string, some: Filter): string {
  const { model, kinds, variable, parameters } = place;
  const traversals = kinds.flatMap((kind) =>
    memberOf(model, kind, field)?.is === 'relationship' ? [traversalOf(model, kind, field)] : [],
  );
  const [first] = traversals;
  if (!first) throw new TypeError(`None of ${kinds.join(', ')} has a relationship ${field}.`);
  const far = parameters.variable('y');
  const targets = [...new Set(traversals.flatMap((traversal) => traversal.targets))];
  const condition = compileFilter({ ...place, kinds: targets, variable: far }, some);
  return `EXISTS { ${pattern(first, variable, far)} WHERE ${condition} }`;
}

/** The pattern of a traversal, from one variable to the other, or to nothing in particular. */
export function pattern({ type, direction }: Pick<Traversal, 'type' | 'direction'>, near: string, far = ''): string {
  return direction === 'forward'
    ? `(${near})-[:${identifier(type)}]->(${far})`
    : `(${near})<-[:${identifier(type)}]-(${far})`;
}
