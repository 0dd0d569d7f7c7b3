import { editorialSign } from '../../domain/editorial-sign.ts';
import { plainTitle } from '../../support/plain-title.ts';

/** A title as titles are compared and looked for: without markup, and of a retracted document without the word that says so. */
export function comparedTitle(title: string): string {
  const plain = plainTitle(title);
  const sign = editorialSign(plain);
  return sign?.about === 'ITSELF' ? sign.title : plain;
}
