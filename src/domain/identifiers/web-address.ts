import type { Pattern } from '../attribute.ts';
import { longestIdentifier, refusedIdentifier } from './refused-identifier.ts';

export const webAddressPattern: Pattern = {
  expression: /^https?:\/\/\S+$/u,
  allowed: 'an address that starts with http:// or https://',
};

/** A web address in the form that browsers make of it; one with a user or password in it is never kept. */
export function webAddressOf(input: string): string {
  const text = input.length > longestIdentifier ? '' : input.trim();
  const address =
    webAddressPattern.expression.test(text.toLowerCase()) && URL.canParse(text) ? new URL(text) : undefined;
  if (!address || address.username !== '' || address.password !== '' || address.href.length > longestIdentifier)
    throw refusedIdentifier('url', withoutUser(input), 'an http or https address without user and password');
  return address.href;
}

/** A refusal is shown and logged: what may be a password stays out of it. */
const withoutUser = (input: string) => input.replace(/\/\/[^/?#]*@/u, '//…@');
