import { hash } from 'node:crypto';
import { fold } from '../support/fold.ts';
import type { Kind } from './kind.ts';
import type { Relationship } from './relationship.ts';

/*
 * Pages need a total order that both engines keep alike and an index can give without sorting. So every order is a
 * text that is made when a node or edge is written, is unique in its list, and compares by code point.
 */

/** Longer names are cut in order keys: what follows never decides between two entries that a person would compare. */
const keptCharacters = 80;

/** Follows everything that has a value: entries without one come last. */
const last = '\u{10FFFD}';

/** `2.10` comes after `2.9`: runs of digits are padded. */
export const naturalKey = (value: string): string =>
  fold(value)
    .replace(/\d+/gu, (digits) => digits.padStart(6, '0'))
    .slice(0, keptCharacters);

/** The orders that lists of a kind offer: these three, and each attribute that is marked `order`. */
export const commonOrders = ['label', 'createdAt', 'updatedAt'] as const;

export function ordersOf(kind: Kind): readonly string[] {
  const own = Object.entries(kind.attributes).filter(([, { order }]) => order === true);
  return [...own.map(([name]) => name), ...commonOrders];
}

/** One key for each order of the kind, unique by the id at its end. */
export function orderKeysOf(
  kind: Kind,
  node: Readonly<Record<string, unknown>> & { readonly id: string },
): Record<string, string> {
  return Object.fromEntries(ordersOf(kind).map((order) => [order, `${keyOf(node[order])} ${node.id}`]));
}

function keyOf(value: unknown): string {
  if (value === null || value === undefined) return last;
  return naturalKey(String(value));
}

/** What an edge's place in a page is made from; see `order` of the relationship table. */
export function edgeOrder(relationship: Relationship, listed: number, from: Readonly<Record<string, unknown>>): string {
  switch (relationship.order) {
    case 'listed':
      return String(listed).padStart(6, '0');
    case 'fromOrdinal':
      return keyOf(from['ordinal']);
    default:
      return relationship.order satisfies never;
  }
}

/** Behind all that was listed, in the order of time: whoever contributes knows no place in a list. */
export const contributedOrder = (at: string) => `9 ${at}`;

/**
 * The key of an edge: its order, then a digest of its ends, so that ties have a place too. 96 bits of SHA-256: with a
 * hundred thousand equal orders on one node, two equal digests are less likely than 1 in 10^19.
 */
export function edgeKey(order: string, from: string, to: string): string {
  return `${order} ${hash('sha256', `${from}\n${to}`, 'base64url').slice(0, digestLength)}`;
}

const digestLength = 16;

/** The order that an {@link edgeKey} was made of. */
export const orderOfKey = (key: string) => key.slice(0, -digestLength - 1);
