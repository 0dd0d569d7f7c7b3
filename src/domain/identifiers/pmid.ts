import type { Pattern } from '../attribute.ts';
import { longestIdentifier, refusedIdentifier } from './refused-identifier.ts';

export const pmidPattern: Pattern = { expression: /^\d{1,9}$/u, allowed: 'a PubMed id: digits only' };

const label = /^(?:https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/|pmid\s*:?\s*)/iu;

/** A PubMed id, bare, from digits, `PMID: 123` or an address of PubMed. PMC ids number something else. */
export function pmidOf(input: string): string {
  const digits =
    input.length > longestIdentifier
      ? ''
      : input
          .trim()
          .replace(label, '')
          .replace(/\/?(?:[?#].*)?$/su, '');
  const bare = digits.replace(/^0+/u, '');
  if (!pmidPattern.expression.test(digits) || bare === '')
    throw refusedIdentifier('pmid', input, 'a PubMed id of 1 to 9 digits, bare or as PMID: 123 (not a PMC id)');
  return bare;
}
