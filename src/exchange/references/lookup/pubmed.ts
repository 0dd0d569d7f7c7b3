import { listAt, member, textAt } from './json-members.ts';
import type { Registry } from './reference-lookup.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** https://eutils.ncbi.nlm.nih.gov: `esummary`, version 2.0, by PubMed id. */
export const pubmed: Registry = {
  addressFor: ({ pmid }) =>
    pmid
      ? `https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi?db=pubmed&retmode=json&tool=evidence-graph&id=${encodeURIComponent(pmid)}`
      : undefined,
  read(answer, { pmid }) {
    const summary = member(answer, 'result', pmid ?? '');
    const title = textAt(summary, 'title');
    if (title === undefined || title === '') return undefined;
    const types = listAt(summary, 'pubtype');
    const doi = listAt(summary, 'articleids').find((id) => member(id, 'idtype') === 'doi');
    const item = {
      type: types.includes('Journal Article') ? 'article-journal' : undefined,
      // PubMed ends every title with a full stop.
      title: title.replace(/(?<!\.)\.$/u, ''),
      author: listAt(summary, 'authors').map((author) => ({ literal: textAt(author, 'name') })),
      issued: issuedOf(textAt(summary, 'pubdate') ?? ''),
      'container-title': textAt(summary, 'fulljournalname'),
      volume: textAt(summary, 'volume'),
      issue: textAt(summary, 'issue'),
      page: textAt(summary, 'pages'),
      PMID: pmid,
      DOI: textAt(doi, 'value'),
    };
    return { item, retracted: types.includes('Retracted Publication') };
  },
};

/** `2008 Mar 14`, `2008 Mar`, `2008`; of `2008 Mar-Apr` and `2008 Spring` the year is what is sure. */
function issuedOf(date: string) {
  const [, year, month, day] = /^(\d{4})(?: ([A-Z][a-z]{2})(?: (\d{1,2}))?)?(?![\w-])/u.exec(date) ?? [];
  const number = months.indexOf(month ?? '') + 1;
  const parts =
    year === undefined ? [/^\d{4}/u.exec(date)?.[0]] : [year, number || undefined, number ? day : undefined];
  return { 'date-parts': [parts.filter((part) => part !== undefined)] };
}
