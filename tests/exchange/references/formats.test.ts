import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/exchange/references/decode-text.ts';
import { foreignFormat } from '../../../src/exchange/references/foreign-format.ts';
import { readReferences } from '../../../src/exchange/references/read-references.ts';
import { formatOfText } from '../../../src/exchange/references/reference-formats.ts';

const samples = {
  nbib: `PMID- 1234
OWN - NLM
TI  - A trial of something
      in many lines.
LID - 10.1000/abc [doi]
FAU - Muster, Anna
FAU - Beispiel, Ben
PT  - Randomized Controlled Trial
DP  - 2020 Feb 3
JT  - Journal of examples
VI  - 63
PG  - 10-20
PMC - PMC7654321
SI  - ClinicalTrials.gov/NCT01234567
`,
  ciw: `FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Muster, A
   Beispiel, B
AF Muster, Anna
   Beispiel, Ben
TI A trial of something
   in many lines
SO JOURNAL OF EXAMPLES
DT Article
SN 0269-9370
PD FEB 3
PY 2020
VL 63
BP 10
EP 20
DI 10.1000/abc
PM 1234
ER

EF
`,
  enw: `%0 Journal Article
%A Muster, Anna
%A Beispiel, Ben
%T A trial of something in many lines
%J Journal of examples
%D 2020
%8 Feb 3
%V 63
%P 10-20
%R 10.1000/abc
%M 1234
%W NLM
`,
  'endnote-xml': `<?xml version="1.0" encoding="UTF-8"?><xml><records><record><database name="x.enl">x</database>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Muster, Anna</style></author><author>Beispiel, Ben</author></authors></contributors>
<titles><title><style face="normal">A trial of something </style><style face="italic">in many lines</style></title>
<secondary-title>Journal of examples</secondary-title></titles>
<pages>10-20</pages><volume>63</volume><dates><year>2020</year><pub-dates><date>Feb 3</date></pub-dates></dates>
<accession-num>1234</accession-num><remote-database-provider>NLM</remote-database-provider>
<electronic-resource-num>10.1000/abc</electronic-resource-num></record></records></xml>`,
  'pubmed-xml': `<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN" "https://dtd.nlm.nih.gov/x.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">1234</PMID><Article>
<Journal><JournalIssue><Volume>63</Volume><PubDate><Year>2020</Year><Month>Feb</Month><Day>3</Day></PubDate></JournalIssue><Title>Journal of examples</Title></Journal>
<ArticleTitle>A trial of something <i>in many lines</i>.</ArticleTitle><Pagination><MedlinePgn>10-20</MedlinePgn></Pagination>
<ELocationID EIdType="doi">10.1000/abc</ELocationID>
<AuthorList><Author><LastName>Muster</LastName><ForeName>Anna</ForeName></Author><Author><LastName>Beispiel</LastName><ForeName>Ben</ForeName></Author></AuthorList>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>`,
  csv: `"Authors","Author full names","Title","Year","Month","Source title","Volume","Page start","Page end","DOI","PubMed ID","Document Type"
"Muster A.; Beispiel B.","Muster, Anna (57); Beispiel, Ben (58)","A trial of something in many lines","2020","2","Journal of examples","63","10","20","10.1000/abc","1234","Article"
`,
} as const;

describe('the same article', () => {
  it.each(Object.entries(samples))('in %s is known by its content and read', (format, text) => {
    expect(formatOfText(text)).toBe(format);
    const [row, more] = readReferences(text, { format: format as keyof typeof samples });
    expect(more).toBeUndefined();
    expect(row).toMatchObject({
      attributes: {
        kind: 'ARTICLE',
        title: 'A trial of something in many lines',
        authors: ['Muster, Anna', 'Beispiel, Ben'],
        issued: format === 'csv' ? '2020-02' : '2020-02-03',
        doi: '10.1000/abc',
        pmid: '1234',
        csl: { volume: '63', page: '10-20' },
      },
    });
  });
});

it('a number of a register of trials and a PMCID are kept with the citation', () => {
  const [row] = readReferences(samples.nbib, { format: 'nbib' });
  expect(row).toMatchObject({
    attributes: { csl: { PMCID: 'PMC7654321', custom: { registrations: ['NCT01234567'] } } },
  });
});

it.each([
  ['PMID- 1\nTI  - Retracted thing.\nPT  - Retracted Publication\n', 'ITSELF', 'ARTICLE'],
  ['PMID- 1\nTI  - Retraction: A thing.\nPT  - Retraction of Publication\n', 'ANOTHER', 'ERRATUM'],
  ['PMID- 1\nTI  - Correction to: A thing.\nPT  - Published Erratum\n', 'ANOTHER', 'ERRATUM'],
])('the type or title of %j says something of a standing', (text, about, kind) => {
  expect(readReferences(text, { format: 'nbib' })).toMatchObject([{ sign: { about }, attributes: { kind } }]);
});

it('XML with entities of its own is not read', () => {
  const text =
    '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><records><record><titles><title>&b;</title></titles></record></records></xml>';
  expect(readReferences(text, { format: 'endnote-xml' })).toEqual([
    { line: 1, problems: ['XML with entities of its own is not read'] },
  ]);
});

it('loose forms of RIS are read, and prose is not taken for fields', () => {
  const text =
    'ty  - JOUR\nti  - Lower case\nER  - \nTY - JOUR\nTI - One blank\nAB - Words\nis - as everybody knows - prose\nUR - https://example.org/a\n/b\nTY  - JOUR\nTI  - Unended before\n';
  expect(
    readReferences(text, { format: 'ris' }).map(
      (row) => 'attributes' in row && [row.attributes['title'], row.attributes['url']],
    ),
  ).toEqual([
    ['Lower case', null],
    ['One blank', 'https://example.org/a/b'],
    ['Unended before', null],
  ]);
});

it.each([
  ['10.1000/abc [doi]', '10.1000/abc'],
  ['https://doi-org.proxy.example.edu/10.1000/abc', '10.1000/abc'],
  ['http://dx.doi.org.proxy.example.edu/10.1000/abc', '10.1000/abc'],
  [
    '10.1002/(SICI)1097(199806)49:8&lt;693::AID-ASI4&gt;3.0.CO;2-O',
    '10.1002/(sici)1097(199806)49:8<693::aid-asi4>3.0.co;2-o',
  ],
  ['10.1000/a b', null],
])('the DOI %j is read as %j', (input, doi) => {
  const [row] = readReferences(`TY  - JOUR\nTI  - T\nDO  - ${input}\nER  - \n`, { format: 'ris' });
  expect(row).toMatchObject({ attributes: { doi } });
  expect(row && 'warnings' in row).toBe(doi === null);
});

it('a text is read in the encoding that it has', () => {
  expect(decodeText(Buffer.from('\uFEFFTY  - JOUR', 'utf16le')).text).toContain('TY  - JOUR');
  expect(decodeText(Buffer.from('Müller', 'latin1')).text).toBe('Müller');
  const broken = Buffer.concat([Buffer.from('Müller, Łódź '), Buffer.from([0xff])]);
  expect(decodeText(broken).text).toBe('Müller, Łódź \uFFFD');
});

it('what is not read is called by its name', () => {
  expect(['PK\u0003\u0004', '%PDF-1.7', '<rdf:RDF>', 'words'].map(foreignFormat)).toEqual([
    'looks like an Excel, Word or zip file: save the table as CSV, or export the library as RIS.',
    'looks like a PDF: export the reference as RIS or BibTeX.',
    'looks like RDF: export it from Zotero as RIS, BibTeX or CSL JSON.',
    undefined,
  ]);
});
