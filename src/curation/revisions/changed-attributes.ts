import { isDeepStrictEqual } from 'node:util';
import type { Attribute } from '../../domain/attribute.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { Problem } from '../../domain/errors.ts';
import type { Kind } from '../../domain/kind.ts';
import { withoutNulls } from '../drafts/without-nulls.ts';

interface Changed<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

/** Attributes after a change: only what is named differs. An attribute that is emptied is left out, as though never given. */
export function changedAttributes(
  kind: Kind,
  before: AttributeRecord,
  fields: Readonly<Record<string, unknown>>,
): Changed<AttributeRecord> {
  const problems: Problem[] = [];
  const changed = Object.entries(fields).flatMap(([name, input]) => {
    const attribute = kind.attributes[name];
    if (!attribute) {
      problems.push({ path: name, message: 'is not an attribute that can be changed' });
      return [];
    }
    const { value, problems: wrong } = changedValue(attribute, before[name], input);
    problems.push(...wrong.map(({ path, message }) => ({ path: [name, path].filter(Boolean).join('.'), message })));
    return [[name, value] as const];
  });
  const after = { ...before, ...Object.fromEntries(changed) };
  return { value: Object.fromEntries(Object.entries(after).filter(([, value]) => value !== null)), problems };
}

function changedValue({ list }: Attribute, before: unknown, input: unknown): Changed<unknown> {
  if (!list) return { value: plain(input), problems: [] };
  return changedList((before ?? []) as readonly unknown[], input);
}

const listActions = new Set(['set', 'add', 'remove']);

/** A list after what is to be set, removed and added, in this order. */
function changedList(before: readonly unknown[], input: unknown): Changed<readonly unknown[]> {
  if (!isListChange(input)) return { value: before, problems: [{ path: '', message: 'takes set, add and remove' }] };
  const { set, add, remove } = input;
  const items = (set ?? before).map(plain);
  const problems: Problem[] = [];
  (remove ?? []).map(plain).forEach((item, index) => {
    const place = items.findIndex((each) => isLike(each, item));
    if (place >= 0) items.splice(place, 1);
    else problems.push({ path: `remove.${index}`, message: 'is not in the list' });
  });
  (add ?? []).map(plain).forEach((item, index) => {
    if (items.some((each) => isLike(each, item))) problems.push({ path: `add.${index}`, message: 'is there already' });
    else items.push(item);
  });
  return { value: items, problems };
}

interface ListChange {
  readonly set?: readonly unknown[] | null;
  readonly add?: readonly unknown[] | null;
  readonly remove?: readonly unknown[] | null;
}

/** Whether it is a change of a list: nothing but lists under these three words. */
export const isListChange = (input: unknown): input is ListChange =>
  typeof input === 'object' &&
  input !== null &&
  Object.entries(input).every(([name, items]) => listActions.has(name) && (items === null || Array.isArray(items)));

/** Parts that nobody gave are kept as null, so they are left out on both sides. */
const isLike = (one: unknown, other: unknown) => isDeepStrictEqual(plain(one), plain(other));

const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? withoutNulls(value) : value;
