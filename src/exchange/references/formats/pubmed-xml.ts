import type { RecordFields } from '../record-fields.ts';
import { nbibItem } from './nbib-item.ts';
import type { ReadItem, ReferenceFormat } from './reference-format.ts';
import { xmlFormatRecords } from './xml-format.ts';
import { elementsAt, textsAt, type XmlElement } from './xml-records.ts';

/** PubMed's XML (`PubmedArticleSet`). */
export const pubmedXml: ReferenceFormat = {
  title: 'PubMed XML',
  extensions: ['.xml'],
  looksLike: (text) =>
    /<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitationSet)[\s>]/u.test(text.slice(0, 20_000)),
  records: (text) => xmlFormatRecords(text, ['PubmedArticle', 'PubmedBookArticle'], pubmedItem),
};

/** The elements as the fields that PubMed's text has, so that one reader knows what they mean. */
function pubmedItem(record: XmlElement): ReadItem {
  const [citation] = [...elementsAt(record, 'MedlineCitation'), ...elementsAt(record, 'BookDocument')];
  if (!citation) return nbibItem(new Map());
  const [article = citation] = elementsAt(citation, 'Article');
  const journal = (...path: readonly string[]) => textsAt(article, 'Journal', ...path);
  const identifiers = [
    ...elementsAt(article, 'ELocationID'),
    ...elementsAt(record, 'PubmedData', 'ArticleIdList', 'ArticleId'),
    ...elementsAt(citation, 'ArticleIdList', 'ArticleId'),
  ];
  const named = (type: string) =>
    identifiers
      .filter(({ attributes }) => (attributes['EIdType'] ?? attributes['IdType']) === type)
      .map(({ text }) => text.trim());
  const fields: Record<string, readonly string[]> = {
    PMID: textsAt(citation, 'PMID'),
    TI: textsAt(article, 'ArticleTitle'),
    BTI: textsAt(citation, 'Book', 'BookTitle'),
    FAU: elementsAt(article, 'AuthorList', 'Author').flatMap(personOf),
    CN: elementsAt(article, 'AuthorList', 'Author').flatMap((author) => textsAt(author, 'CollectiveName')),
    JT: journal('Title'),
    TA: journal('ISOAbbreviation'),
    VI: journal('JournalIssue', 'Volume'),
    IP: journal('JournalIssue', 'Issue'),
    IS: journal('ISSN'),
    DP: dateOf([
      ...elementsAt(article, 'Journal', 'JournalIssue', 'PubDate'),
      ...elementsAt(citation, 'Book', 'PubDate'),
    ]),
    PG: textsAt(article, 'Pagination', 'MedlinePgn'),
    LA: textsAt(article, 'Language'),
    PT: textsAt(article, 'PublicationTypeList', 'PublicationType'),
    PB: textsAt(citation, 'Book', 'Publisher', 'PublisherName'),
    ISBN: textsAt(citation, 'Book', 'Isbn'),
    SI: textsAt(article, 'DataBankList', 'DataBank', 'AccessionNumberList', 'AccessionNumber'),
    LID: named('doi').map((doi) => `${doi} [doi]`),
    PMC: named('pmc'),
  };
  const filled: RecordFields = new Map(Object.entries(fields).filter(([, values]) => values.length > 0));
  return nbibItem(filled);
}

function personOf(author: XmlElement): string[] {
  const [family] = textsAt(author, 'LastName');
  const [given] = [...textsAt(author, 'ForeName'), ...textsAt(author, 'Initials')];
  const [suffix] = textsAt(author, 'Suffix');
  return family === undefined ? [] : [[family, given, suffix].filter((part) => part !== undefined).join(', ')];
}

function dateOf([date]: readonly XmlElement[]): string[] {
  if (!date) return [];
  const whole = ['Year', 'Month', 'Season', 'Day'].flatMap((part) => textsAt(date, part)).join(' ');
  return whole === ''
    ? textsAt(date, 'MedlineDate')
    : [
        whole.replace(/^(\d{4}) (\d{1,2})(?: (\d{1,2}))?$/u, (_, year: string, ...rest: string[]) =>
          [year, rest[0], rest[1]].filter(Boolean).join('-'),
        ),
      ];
}
