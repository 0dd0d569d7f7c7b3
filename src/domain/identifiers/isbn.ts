import type { Pattern } from '../attribute.ts';
import { longestIdentifier, refusedIdentifier } from './refused-identifier.ts';

export const isbnPattern: Pattern = {
  expression: /^(\d{9}[\dX]|\d{13})$/u,
  allowed: 'an ISBN of 10 or 13 digits without hyphens',
};

const label = /^(?:urn:)?isbn(?:-?1[03](?=[:\s]))?\s*:?\s*/iu;

/** An ISBN as its 13 digits: hyphens and spaces go, the check digit must be right, 10 digits become 13. */
export function isbnOf(input: string): string {
  const text = input.length > longestIdentifier ? '' : input.trim().replace(label, '');
  const digits = text.replace(/[\s\-\u2010-\u2013]/gu, '').toUpperCase();
  if (/^97[89]\d{10}$/u.test(digits) && checkDigit13(digits) === digits[12]) return digits;
  if (/^\d{9}[\dX]$/u.test(digits) && checkDigit10(digits) === digits[9]) return isbn13Of(digits);
  throw refusedIdentifier('isbn', input, 'an ISBN of 10 or 13 digits with a right check digit, hyphens allowed');
}

/** The 10 digits that the same book may be kept under, where there are such: only 978 has them. */
export function isbn10Of(isbn13: string): string | undefined {
  if (!isbn13.startsWith('978')) return undefined;
  const digits = isbn13.slice(3, 12);
  return digits + checkDigit10(digits);
}

function isbn13Of(isbn10: string): string {
  const digits = `978${isbn10.slice(0, 9)}`;
  return digits + checkDigit13(digits);
}

function checkDigit13(digits: string): string {
  const sum = Array.from(digits.slice(0, 12), Number).reduce(
    (total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

function checkDigit10(digits: string): string {
  const sum = Array.from(digits.slice(0, 9), Number).reduce((total, digit, at) => total + digit * (10 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}
