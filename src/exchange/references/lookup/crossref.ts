import { listAt, member, textAt } from './json-members.ts';
import type { Registry } from './reference-lookup.ts';

/** Crossref's own names for types, where CSL has another. Others stay, and say no kind. */
const cslTypes: Readonly<Record<string, string>> = { 'journal-article': 'article-journal', 'book-chapter': 'chapter' };

/** https://api.crossref.org: `works/{doi}`. Its items are nearly CSL-JSON. */
export const crossref: Registry = {
  addressFor: ({ doi }) => (doi ? `https://api.crossref.org/works/${encodeURIComponent(doi)}` : undefined),
  read(answer) {
    const work = member(answer, 'message');
    if (typeof work !== 'object' || work === null || textAt(work, 'DOI') === undefined) return undefined;
    const type = textAt(work, 'type') ?? '';
    return {
      item: {
        ...work,
        type: Object.hasOwn(cslTypes, type) ? cslTypes[type] : type,
        author: listAt(work, 'author').map((author) => {
          const name = textAt(author, 'name');
          return name === undefined ? author : { literal: name };
        }),
      },
      retracted: listAt(work, 'updated-by').some((update) => member(update, 'type') === 'retraction'),
    };
  },
};
