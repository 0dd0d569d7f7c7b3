import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partialDateOf } from '../../../src/exchange/references/partial-date-of.ts';
import type { ReferenceRow } from '../../../src/curation/imports/sort-references.ts';
import { readReferences } from '../../../src/exchange/references/read-references.ts';
import {
  formatOfFile,
  formatOfText,
  referenceFormatNames,
} from '../../../src/exchange/references/reference-formats.ts';

type Format = (typeof referenceFormatNames)[number];

const rows = (format: Format, text: string, kind?: string) => readReferences(text, { format, kind });

/** Each row in short: its line, and its title or what is wrong. */
const inShort = (read: readonly ReferenceRow[]) =>
  read.map((row) => [row.line, 'problems' in row ? row.problems.join('; ') : row.attributes['title']]);

const attributesOf = (format: Format, text: string) => {
  const [row] = rows(format, text);
  if (!row || 'problems' in row) throw new Error(JSON.stringify(row));
  return row.attributes;
};

const risRecord = `TY  - JOUR
AU  - Smith, John
AU  - World Health Organization
TI  - Drug courts  - a <i>review</i>
  that goes on
JO  - Journal of Crime
PY  - 2008/03//
DA  - Mar 14
M3  - doi:10.1000/ABC
DB  - PubMed
AN  - 1234
SN  - 0269-9370
UR  - https://example.org/a
AB  - Other people's words.
ER  - 
`;

const bibtexEntry = `@string{jc = "Journal of Crime"}
@article{smith2008,
  title = {The {DNA} of <b>drug</b> courts \\& {\\"u}ber},
  author = {Smith, John and {World Health Organization}},
  journal = jc, year = 2008, month = mar,
  doi = {https://doi.org/10.1000/ABC}, pmid = {1234},
  abstract = {Other people's words.}
}
`;

const cslItem = {
  type: 'article-journal',
  title: 'Drug <i>courts</i>',
  author: [
    { family: 'Berg', given: 'Ada', 'non-dropping-particle': 'van den', suffix: 'Jr.' },
    { literal: 'Home Office' },
  ],
  issued: { 'date-parts': [['2008', 3, 14]] },
  publisher: 'Press',
  DOI: '10.1000/ABC',
  PMID: 1234,
  ISBN: '0-306-40615-2 (hbk), 978-0-306-40615-7 (pbk)',
  URL: 'https://example.org/a',
  abstract: 'Other people’s words.',
  custom: { anything: true },
};

const whole = {
  identified: true,
  asCited: null,
  standing: 'CURRENT',
  edition: null,
  reviewBy: null,
  language: null,
  licence: null,
};

describe('a sound record', () => {
  it('of RIS tells what its tags tell, with the DOI of M3 and the rest of a line behind a second dash', () => {
    expect(attributesOf('ris', risRecord)).toEqual({
      ...whole,
      kind: 'ARTICLE',
      title: 'Drug courts - a review that goes on',
      authors: ['Smith, John', 'World Health Organization'],
      issued: '2008-03-14',
      publisher: null,
      doi: '10.1000/abc',
      pmid: '1234',
      isbn: null,
      url: 'https://example.org/a',
      csl: expect.objectContaining({ 'container-title': 'Journal of Crime', ISSN: '0269-9370' }) as object,
    });
    expect(JSON.stringify(attributesOf('ris', risRecord))).not.toContain('words');
  });

  it('of BibTeX is read without its braces and commands, with its strings, and without markup', () => {
    expect(attributesOf('bibtex', bibtexEntry)).toEqual({
      ...whole,
      kind: 'ARTICLE',
      title: 'The DNA of drug courts & über',
      authors: ['Smith, John', 'World Health Organization'],
      issued: '2008-03',
      publisher: null,
      doi: '10.1000/abc',
      pmid: '1234',
      isbn: null,
      url: null,
      csl: expect.objectContaining({ 'container-title': 'Journal of Crime' }) as object,
    });
    expect(JSON.stringify(attributesOf('bibtex', bibtexEntry))).not.toContain('words');
  });

  it('of CSL-JSON keeps what cites the document and nothing else', () => {
    const { abstract: _, custom: __, ...kept } = cslItem;
    expect(attributesOf('csl-json', JSON.stringify(cslItem))).toEqual({
      ...whole,
      kind: 'ARTICLE',
      title: 'Drug courts',
      authors: ['van den Berg, Ada, Jr.', 'Home Office'],
      issued: '2008-03-14',
      publisher: 'Press',
      doi: '10.1000/abc',
      pmid: '1234',
      isbn: '9780306406157',
      url: 'https://example.org/a',
      csl: { ...kept, DOI: '10.1000/abc', PMID: '1234', ISBN: '9780306406157' },
    });
  });

  it('tells nothing that it does not state', () => {
    const bare = attributesOf('ris', 'TY  - RPRT\nTI  - Bare\nER  -\n');
    expect(bare).toEqual({
      ...whole,
      kind: 'REPORT',
      title: 'Bare',
      authors: [],
      issued: null,
      publisher: null,
      doi: null,
      pmid: null,
      isbn: null,
      url: null,
      csl: { type: 'report', title: 'Bare' },
    });
  });

  it('has the DOI of its resolver address', () => {
    const item = { ...cslItem, DOI: undefined, URL: 'https://doi.org/10.1000/ABC' };
    expect(attributesOf('csl-json', JSON.stringify(item))).toMatchObject({ doi: '10.1000/abc' });
  });

  it('of a type that says no kind is taken for what it is likely to be, and says so, and the given one never replaces what a type says', () => {
    const text = '@misc{b, title = {Anything}}\n@techreport{r, title = {Report}}\n';
    const kinds = (kind?: string) =>
      rows('bibtex', text, kind).map((row) => 'attributes' in row && row.attributes['kind']);
    expect([kinds(), kinds('GUIDELINE')]).toEqual([
      ['REPORT', 'REPORT'],
      ['GUIDELINE', 'REPORT'],
    ]);
    expect(rows('bibtex', text).map((row) => 'attributes' in row && (row.warnings ?? []))).toEqual([
      [{ field: 'type', message: '"misc" names no kind of source; taken as REPORT' }],
      [],
    ]);
  });
});

describe('a date', () => {
  it.each([
    [{ 'date-parts': [[2008]] }, '2008'],
    [{ 'date-parts': [[2008, 3]] }, '2008-03'],
    [{ 'date-parts': [['2008', '03', '14']] }, '2008-03-14'],
    [{ 'date-parts': [[2008, 3], [2008, 5]] }, '2008'], // prettier-ignore
    [{ 'date-parts': [[2008], [2009]] }, undefined],
    [{ 'date-parts': [[2008, 21]] }, '2008'],
    [{ 'date-parts': [[2008]], circa: true }, undefined],
    [{ 'date-parts': [[]] }, undefined],
    [{ raw: '2008///' }, '2008'],
    [{ raw: '2008/3/4' }, '2008-03-04'],
    [{ raw: 'March 2008' }, '2008-03'],
    [{ literal: 'c. 2008' }, undefined],
    [{ literal: '2018 Spring' }, '2018'],
    [{ raw: '2020-02-30' }, undefined],
    [{ raw: '03/04/2008' }, '2008'],
    [{ raw: '14/03/2008' }, '2008-03-14'],
    [{ raw: '2008 Mar-Apr' }, '2008'],
    [{ raw: '1998 Dec-1999 Jan' }, undefined],
    [{ raw: '2018~' }, undefined],
    [{ year: 2014 }, '2014'],
    [{ raw: '08' }, undefined],
    ['2008-03', '2008-03'],
    [null, undefined],
    [7, undefined],
    [{ raw: { toString: 7 } }, undefined],
    [{ 'date-parts': [[{ toString: 7 }]] }, undefined],
    [{ 'date-parts': [[2008, { toString: 7 }]] }, '2008'],
  ])('%j is known as %j', (input, wanted) => {
    expect(partialDateOf(input)).toBe(wanted);
  });

  it.each([
    ['PY  - 2008', '2008'],
    ['PY  - 2008///Spring', '2008'],
    ['PY  - 2008\nDA  - 2008/03/14/', '2008-03-14'],
    ['PY  - 2008\nDA  - 14 March', '2008-03-14'],
    ['PY  - 2020\nDA  - Feb 30', '2020'],
    ['Y1  - 2020/11//Nov/Dec2020', '2020-11'],
    ['PY  - 2008-2009', null],
    ['PY  - 2008\nDA  - 2009/01/01', '2008'],
    ['PY  - in press', null],
  ])('of RIS, %j, is known as %j', (input, wanted) => {
    expect(attributesOf('ris', `TY  - JOUR\nTI  - T\n${input}\nER  - \n`)).toMatchObject({ issued: wanted });
  });
});

describe('a broken record stops none of the others', () => {
  it('in RIS', () => {
    const text = `TY  - JOUR\nTI  - One\nER  - \nstray\nTY  - NONE\nTI  - X\nER  - \nTY  - JOUR\nTI  - Open\nTY  - JOUR\nDO  - ten\nTI  - Y\nER  - \r\nTY  - JOUR\r\nTI  - Two\r\nER  - \r\nTY  - JOUR\nTI  - Cut`;
    expect(inShort(rows('ris', text))).toEqual([
      [1, 'One'],
      [5, 'X'],
      [8, 'Open'],
      [10, 'Y'],
      [14, 'Two'],
      [17, 'Cut'],
    ]);
  });

  it('in BibTeX', () => {
    const text = `Words between entries are comments.
@article{a, title = {One}}
@article{b, title = {Open, year = 2009
@comment{@article{no, title = {Not an entry}}}
@string{x = a # b}
@article{c, title = "Open too}
@article{d, title = {}}
@article{e, title = {Two}, doi = {ten}} @article{f, title = {Three}}
`;
    expect(inShort(rows('bibtex', text))).toEqual([
      [2, 'One'],
      [3, 'the entry cannot be read: a brace or quotation mark is not closed'],
      [5, '@string may hold one plain text only'],
      [6, 'the entry cannot be read: a brace or quotation mark is not closed'],
      [7, expect.stringContaining('an identified source needs a title')],
      [8, 'Two'],
      [8, 'Three'],
    ]);
  });

  it('in CSL-JSON', () => {
    const text = `[
      {"type": "report", "title": "One"},
      7,
      {"type": "report", "title": "Twice", "title": "Other"},
      {"type": "report", "title": "Bad\\u0000"},
      {"type": "report", "title": "Named", "author": [{"family": "A\\u0007"}]},
      {"type": "report", "title": "Two", "__proto__": {"x": 1}},
      {"type": "report", "title": "Three", "constructor": "x", "toString": "y"}]`;
    expect(inShort(rows('csl-json', text))).toEqual([
      [2, 'One'],
      [3, 'must be a CSL-JSON item: a mapping with type, title and so on'],
      [4, 'the key "title" stands twice in one mapping'],
      [5, expect.stringContaining('without control characters')],
      [6, expect.stringContaining('without control characters')],
      [7, '__proto__ may not be called "__proto__"'],
      [8, 'Three'],
    ]);
  });

  it('in JSON that breaks off there is one broken row, with its line', () => {
    expect(inShort(rows('csl-json', '[\n{"type": "report"},\n{"type" "report"}]'))).toEqual([
      [3, 'is not JSON from here on'],
    ]);
  });

  it('and each sound one is read, wherever broken ones stand', () => {
    const sound = (index: number) => ({
      ris: `TY  - RPRT\nTI  - Sound ${index}\nER  - \n`,
      bibtex: `@techreport{k${index}, title = {Sound ${index}}}\n`,
    });
    const broken = {
      ris: fc.constantFrom(
        'stray\n',
        'TY  - NONE\nER  - \n',
        'TY  - JOUR\nTI  - Open\n',
        'ER  - \n',
        'TY  - \nER  - \n',
      ),
      bibtex: fc.constantFrom(
        '@article{x, title = {Open\n',
        '@article{\n',
        '@article(x, a = "\n',
        '@{}\n',
        '@article{,}\n',
        '}\n',
      ),
    };
    for (const format of ['ris', 'bibtex'] as const) {
      fc.assert(
        fc.property(fc.array(fc.option(broken[format]), { minLength: 1, maxLength: 12 }), (parts) => {
          const text = parts.map((part, index) => part ?? sound(index)[format]).join('');
          const wanted = parts.flatMap((part, index) => (part === null ? [`Sound ${index}`] : []));
          fc.pre(wanted.length > 0);
          const titles = rows(format, text).flatMap((row) => ('attributes' in row ? [row.attributes['title']] : []));
          // A record left open and an end that strays make one that is sound.
          expect(titles.filter((title) => !String(title).startsWith('Open'))).toEqual(wanted);
        }),
        { numRuns: 200 },
      );
    }
  });
});

describe('hostile input', () => {
  const quarter = 256 * 1024;
  it.each<[string, Format, string]>([
    ['unclosed braces', 'bibtex', `@article{a, title = ${'{'.repeat(quarter - 100)}`],
    ['closed deep braces', 'bibtex', `@article{a, title = ${'{'.repeat(60_000)}${'}'.repeat(60_000)}}`],
    [
      'a string used over and over',
      'bibtex',
      `@string{s = "${'x'.repeat(1000)}"}\n@article{a, title = ${'s # '.repeat(50_000)}s}`,
    ],
    ['a long record', 'ris', `TY  - JOUR\n${'AB  - x\n'.repeat(quarter)}ER  - \n`],
    ['a long field', 'ris', `TY  - JOUR\nTI  - ${'x'.repeat(quarter)}\nER  - \n`],
    ['a control character', 'ris', 'TY  - JOUR\nTI  - a\u0000b\nER  - \n'],
    ['a broken character', 'ris', 'TY  - JOUR\nTI  - a\uD800b\nER  - \n'],
    ['deep lists', 'csl-json', `[{"type":"report","title":"T","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`],
    ['a long item', 'csl-json', JSON.stringify([{ type: 'report', title: 'T', abstract: 'x'.repeat(quarter) }])],
  ])('%s in %s is one broken row, soon', (_, format, text) => {
    const start = performance.now();
    const read = rows(format, text);
    expect(read.map((row) => 'problems' in row && row.problems.length > 0)).toEqual([true]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('is refused where it has too many records or characters, or none', () => {
    const record = 'TY  - JOUR\nTI  - T\nER  - \n';
    expect(() => rows('ris', record.repeat(20_001))).toThrow('may have 20000 records at most: split it');
    expect(() => rows('ris', ' '.repeat(64 * 1024 * 1024 + 1))).toThrow('may have 64 Mi characters at most');
    for (const format of referenceFormatNames.filter((name) => name !== 'csl-json' && !name.endsWith('-xml')))
      expect(() => rows(format, '\n\n')).toThrow('The text holds no record of');
    expect(() => rows('csl-json', '[]')).toThrow('The text holds no record of CSL-JSON');
  });

  it('with any tags of RIS, once or several times, is one row that its tags can be read together for', () => {
    const tags =
      'AU A1 A2 TI T1 T2 PY Y1 DA DO M3 SN UR SP EP VL IS KW AB N1 PB CY DB AN C1 C2 JO LA ET Y2 ED BT'.split(' ');
    const values = [
      'x',
      '2008',
      '2008/03',
      '10.1000/a',
      'Smith, John',
      '',
      '1-2',
      ',',
      '/',
      'a, b, c, d',
      '2008/1/1/1/1',
    ];
    const line = fc.tuple(fc.constantFrom(...tags), fc.constantFrom(...values));
    const type = fc.constantFrom('JOUR', 'BOOK', 'RPRT', 'CHAP', 'THES', 'CONF', 'ELEC', 'PAT', 'CASE', 'NEWS', 'GEN');
    fc.assert(
      fc.property(type, fc.array(line, { maxLength: 15 }), (named, lines) => {
        const text = lines.map(([tag, value]) => `${tag}  - ${value}\n`).join('');
        const read = rows('ris', `TY  - ${named}\n${text}ER  - \n`, 'REPORT');
        expect(read).toHaveLength(1);
        expect(JSON.stringify(read)).not.toContain('cannot be read together');
      }),
      { numRuns: 1_000 },
    );
  });

  it('of any form is answered with rows or a refusal', () => {
    const ofTexts = [
      'TY  - JOUR\n',
      'ER  - \n',
      'TI  - T\n',
      'DO  - ',
      'PY  - 2008',
      '@article{a,',
      ' title = {',
      '@',
      '#',
    ];
    const ofData = ['[', ']', ':', ',', '"title"', '{"type":"report"', '__proto__', '\u0000', '٣', '𝒜'];
    const ofBoth = ['}', '{', '"', '\\', '\n', ' and ', '$', '%', '~'];
    const pieces = fc.constantFrom(...ofTexts, ...ofData, ...ofBoth);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom(...referenceFormatNames), (parts, format) => {
        try {
          for (const row of rows(format, parts.join(''))) expect(row.line).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ code: 'INVALID_ARGUMENT' });
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the format', () => {
  it('is told by the name of a file, and by the look of a text', () => {
    expect(['a.RIS', 'a.b.bib', 'a.bibtex', 'a.json'].map(formatOfFile)).toEqual([
      'ris',
      'bibtex',
      'bibtex',
      'csl-json',
    ]);
    expect(() => formatOfFile('a.txt')).toThrow(
      'must end with one of .ris (ris), .bib, .bibtex (bibtex), .json (csl-json), .nbib (nbib), .ciw (ciw), .enw (enw), .xml (endnote-xml, pubmed-xml), .csv, .tsv (csv), or the format must be named; got "a.txt"',
    );
    expect([risRecord, `% hello\n${bibtexEntry}`, ' [{}]', 'words'].map(formatOfText)).toEqual([
      'ris',
      'bibtex',
      'csl-json',
      undefined,
    ]);
  });
});
