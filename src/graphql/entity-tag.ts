import { createHash } from 'node:crypto';

/**
 * A strong validator (RFC 9110, 8.8.3): the same only for the same bytes. What the client accepts decides on type and
 * encoding, so it is part of it.
 */
export function entityTag(requestKey: string, graphVersion: number, accepted: readonly (string | undefined)[]): string {
  const digest = createHash('sha256').update(JSON.stringify([requestKey, graphVersion, ...accepted]));
  return `"${digest.digest('base64url')}"`;
}

/** Whether `If-None-Match` names the tag (RFC 9110, 13.1.2: compared weakly). */
export const isNamedIn = (header: string | undefined, tag: string): boolean =>
  header !== undefined && header.split(',').some((item) => ['*', tag, `W/${tag}`].includes(item.trim()));
