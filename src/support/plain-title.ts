import { decodeHTML } from 'entities';

/** Elements that titles are marked up with: HTML's, JATS' (`jats:`) and MathML's (`mml:`). Anything else is text. */
const markup = /<\/?(?:(?:jats|mml):[a-z]+|i|b|u|em|strong|sub|sup|inf|sc|scp|span|small|tt|p|br)(?:\s[^<>]*)?\/?>/giu;

/** A title as it is shown: without markup, entities read, and on one line. What only looks like markup, as `p < 0.05`, stays. */
export function plainTitle(title: string): string {
  if (!/[<&]/u.test(title)) return oneLine(title);
  // Some exports encode their markup a second time: `&lt;i&gt;`.
  return oneLine(decodeHTML(title.replace(markup, '')).replace(markup, ''));
}

const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();
