import { defined, firstOf, valuesOf, type RecordFields } from '../record-fields.ts';
import type { ReadItem } from './reference-format.ts';
import { taggedItem } from './tagged-item.ts';

const tags = {
  title: ['TI', 'BTI', 'TT'],
  author: ['FAU', 'AU'],
  groups: ['CN'],
  editor: ['FED', 'ED'],
  journal: ['JT'],
  shortJournal: ['TA'],
  volume: 'VI',
  issue: 'IP',
  publisher: ['PB'],
  place: ['PL'],
  language: 'LA',
  edition: 'EN',
};

/** A record of PubMed as a CSL-JSON item; see MEDLINE/PubMed Data Element (Field) Descriptions of the NLM. */
export function nbibItem(fields: RecordFields): ReadItem {
  const types = valuesOf(fields, 'PT');
  const inBook = fields.has('BTI');
  const item = taggedItem(fields, tags);
  // PubMed ends every title with a full stop, and puts a translated one into brackets.
  const title = String(item['title'] ?? '')
    .replace(/(?<!\.)\.$/u, '')
    .replace(/^\[(.*)\]$/u, '$1');
  const isChapter = inBook && fields.has('TI');
  const date = firstOf(fields, 'DP') ?? firstOf(fields, 'DEP')?.replace(/^(\d{4})(\d{2})(\d{2})$/u, '$1-$2-$3');
  const type = isChapter ? 'chapter' : inBook ? 'book' : 'article-journal';
  return {
    item: defined({
      ...item,
      type,
      title: title || undefined,
      'container-title': isChapter ? firstOf(fields, 'BTI') : item['container-title'],
      issued: date === undefined ? undefined : { raw: date },
      page: firstOf(fields, 'PG'),
    }),
    fields,
    type: types[0],
    types,
  };
}
