import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The text of an API key, `evk_<id>_<secret>`: an id to look it up by, and 256 bits that only its holder has. */
const form = /^evk_([0-9a-f]{16})_[\w-]{43}$/u;

export interface KeyText {
  readonly id: string;
  readonly text: string;
}

export function newKeyText(): KeyText {
  const id = randomBytes(8).toString('hex');
  return { id, text: `evk_${id}_${randomBytes(32).toString('base64url')}` };
}

/** Whether it is meant to be a key. */
export const looksLikeKey = (text: string) => text.startsWith('evk_');

/** The id in a key; undefined where it is not of the form. */
export const keyIdIn = (text: string): string | undefined => form.exec(text)?.[1];

/** All that is kept of a key. Without the pepper, which is not in the store, nobody can tell whether a guess is right. */
export const keyDigest = (pepper: string, text: string) =>
  createHmac('sha256', pepper).update(text).digest('base64url');

/** Takes as long whatever differs. */
export function isSameDigest(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
