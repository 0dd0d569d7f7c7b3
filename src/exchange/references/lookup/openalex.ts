import { listAt, member, textAt } from './json-members.ts';
import type { Registry } from './reference-lookup.ts';

const wanted = 'doi,ids,title,type,publication_date,authorships,primary_location,is_retracted,biblio';

/** https://api.openalex.org: `works/doi:…` or `works/pmid:…`. */
export const openalex: Registry = {
  addressFor({ doi, pmid }) {
    if (!doi && !pmid) return undefined;
    const name = doi ? `doi:${encodeURIComponent(doi)}` : `pmid:${encodeURIComponent(pmid ?? '')}`;
    return `https://api.openalex.org/works/${name}?select=${wanted}`;
  },
  read(work) {
    const title = textAt(work, 'title');
    if (title === undefined) return undefined;
    const item = {
      type: typeOf(work),
      title,
      author: listAt(work, 'authorships').map((authorship) => ({
        literal: textAt(authorship, 'raw_author_name') ?? textAt(authorship, 'author', 'display_name'),
      })),
      issued: { raw: issuedOf(textAt(work, 'publication_date') ?? '') },
      'container-title': textAt(work, 'primary_location', 'source', 'display_name'),
      volume: textAt(work, 'biblio', 'volume'),
      issue: textAt(work, 'biblio', 'issue'),
      DOI: textAt(work, 'doi'),
      PMID: textAt(work, 'ids', 'pmid'),
    };
    return { item, retracted: member(work, 'is_retracted') === true };
  },
};

/** Its `article` is any text of that length; only in a journal is it a journal article. */
function typeOf(work: unknown): string | undefined {
  const type = textAt(work, 'type');
  if (type !== 'article') return type;
  return member(work, 'primary_location', 'source', 'type') === 'journal' ? 'article-journal' : undefined;
}

/** Where only the year is known it says 1 January: of that date only the year is believed. */
const issuedOf = (date: string) => date.replace(/-01-01$/u, '');
