import type { Pattern } from '../attribute.ts';
import { longestIdentifier, refusedIdentifier } from './refused-identifier.ts';

export const doiPattern: Pattern = { expression: /^10\.\d{4,9}\/\S+$/u, allowed: 'a bare DOI such as 10.1000/xyz123' };

const resolver = /^(?:https?:\/\/)?(?:(?:dx|www)\.)?doi\.org\//iu;
const label = /^(?:urn:)?doi(?:\s*:\s*|\s+)/iu;
const longest = 300;

/**
 * A DOI however it was pasted, bare and in lower case: DOIs are compared without regard to case (ISO 26324). Resolver
 * addresses and labels go, and so does punctuation of the sentence it stood in.
 */
export function doiOf(input: string): string {
  const refused = () => refusedIdentifier('doi', input, 'a DOI such as 10.1000/xyz123, bare or as https://doi.org/…');
  if (input.length > longestIdentifier) throw refused();
  const { text, labelled } = withoutLabels(input.trim());
  const bare = withoutPunctuation(labelled ? decoded(text) : text).replace(/[A-Z]/gu, (letter) => letter.toLowerCase());
  if (bare.length > longest || !doiPattern.expression.test(bare) || /\p{C}/u.test(bare)) throw refused();
  return bare;
}

function withoutLabels(input: string): { readonly text: string; readonly labelled: boolean } {
  let text = input;
  let labelled = false;
  for (;;) {
    const address = resolver.exec(text);
    const [prefix] = address ?? label.exec(text) ?? [];
    if (prefix === undefined) return { text, labelled };
    labelled = true;
    text = text.slice(prefix.length);
    // What an address carries behind the DOI is the sender's; in a DOI such signs would be encoded there.
    if (address) text = text.replace(/[?#].*$/su, '');
  }
}

/** Percent-encoding belongs to addresses; a bare DOI may hold a percent sign of its own. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };

/** A bracket at the end stays where it was opened inside. */
function withoutPunctuation(input: string): string {
  let text = input.trim();
  for (let last = text.at(-1); last !== undefined; last = text.at(-1)) {
    const opening = closing[last];
    const dangling = opening === undefined ? '.,;:!?\'"’”'.includes(last) : count(text, last) > count(text, opening);
    if (!dangling) break;
    text = text.slice(0, -1).trimEnd();
  }
  return text;
}

const count = (text: string, sign: string) => text.split(sign).length - 1;
