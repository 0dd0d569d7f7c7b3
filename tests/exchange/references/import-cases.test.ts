import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReferenceRow } from '../../../src/curation/imports/sort-references.ts';
import { importReferences, type ImportedReference } from '../../../src/exchange/references/import-references.ts';
import { readReferenceFile } from '../../../src/exchange/references/read-reference-file.ts';
import { storedSources } from './stored-sources.ts';

const options = { by: 'tests', at: '2026-01-02T00:00:00.000Z', from: 'cases' };

interface Imported {
  readonly attributes: readonly Readonly<Record<string, unknown>>[];
  readonly outcomes: readonly string[];
  readonly reports: readonly ImportedReference[];
  readonly rows: readonly ReferenceRow[];
  readonly notes: readonly string[];
  /** All warnings, each with the line of its record. */
  readonly warnings: readonly string[];
}

/** One file alone, into an empty store. */
async function imported(name: string): Promise<Imported> {
  const { rows, notes } = await readReferenceFile(join(import.meta.dirname, 'cases', name));
  const { store } = await storedSources();
  const reports = await importReferences(store, rows, options);
  return {
    attributes: rows.map((row) => ('attributes' in row ? row.attributes : { problems: row.problems })),
    outcomes: reports.map(({ outcome }) => outcome),
    reports,
    rows,
    notes,
    warnings: rows.flatMap((row) =>
      'attributes' in row ? (row.warnings ?? []).map(({ field, message }) => `${row.line} ${field} ${message}`) : [],
    ),
  };
}

const pick = ({ attributes }: Imported, ...names: readonly string[]) =>
  attributes.map((each) => (names.length === 1 ? each[names[0] ?? ''] : names.map((name) => each[name])));

const citation = ({ attributes }: Imported, name: string) =>
  attributes.map((each) => (each['csl'] as Record<string, unknown>)[name]);

describe('an export, imported alone into an empty store', () => {
  it('of EBSCOhost has its DOI in L3', async () => {
    const file = await imported('h01-ebsco-cinahl.ris');
    expect(file.outcomes).toEqual(['ADDED', 'ADDED']);
    expect(pick(file, 'doi')).toEqual(['10.1371/journal.pone.0298242', '10.1371/journal.pone.0298957']);
  });

  it('of EBSCOhost has months in words behind its date, and the PubMed id in a note', async () => {
    const file = await imported('h02-ebsco-psycinfo-dates-pmid.ris');
    expect(pick(file, 'issued', 'doi', 'pmid')).toEqual([
      ['2020-04', '10.1080/13698575.2020.1796929', null],
      ['2019-06-15', '10.1007/s10899-018-9784-9', '29959690'],
    ]);
    expect(file.warnings).toContain('1 UR holds no sound web address: "name@example.org"');
  });

  it('of Embase begins with a byte order mark, and has the PubMed id in C5', async () => {
    const file = await imported('h03-embase-com.ris');
    expect(pick(file, 'pmid', 'doi')).toEqual([
      ['15368318', '10.1002/cncr.20369'],
      [null, '10.4103/2303-9027.138783'],
    ]);
  });

  it('of Scopus has the PubMed id in C2, and nothing else made of it', async () => {
    const file = await imported('h04-scopus-c2.ris');
    expect([pick(file, 'pmid'), citation(file, 'PMCID')]).toEqual([['31421429'], [undefined]]);
  });

  it('of EndNote from PubMed has the PubMed id in AN, and the month in DA', async () => {
    const file = await imported('h04b-endnote-from-pubmed.ris');
    expect(pick(file, 'pmid', 'issued')).toEqual([
      ['21553931', '2011-06'],
      ['29459515', '2018-03-01'],
    ]);
  });

  it('of RefWorks has several addresses in one field: the first stays, and a warning says so', async () => {
    const file = await imported('h05-refworks.ris');
    expect(file.outcomes).toEqual(['ADDED', 'ADDED']);
    expect(pick(file, 'url')).toEqual([
      'https://www.embase.com/search/results?subaction=viewrecord&id=L2030246463&from=export',
      'https://www.embase.com/search/results?subaction=viewrecord&id=L2030030568&from=export',
    ]);
    expect(file.warnings).toEqual([
      '1 UR holds more than one address: the first sound one is kept',
      '19 UR holds more than one address: the first sound one is kept',
    ]);
  });

  it('of Cochrane has three blanks behind the dash, and lines around the record that are told once', async () => {
    const file = await imported('h06-cochrane.ris');
    expect(file.outcomes).toEqual(['ADDED']);
    expect(pick(file, 'pmid', 'doi')).toEqual([['21314913', '10.1186/1745-6215-12-39']]);
    expect(citation(file, 'container-title')).toEqual(['Trials']);
    expect(file.notes).toEqual(['5 lines between the records are no part of any and were passed over.']);
  });

  it('of Ovid has numbers and links between records, none of them broken records', async () => {
    const file = await imported('h07-ovid.ris');
    expect([file.outcomes, pick(file, 'doi', 'issued')]).toEqual([['ADDED'], [['10.1002/cpp.2398', '2019']]]);
    expect(citation(file, 'page')).toEqual([undefined]);
  });

  it.each([
    ['h08-scopus-funding-text.bib', '10.1080/20964129.2020.9999999', 'Application of processing in image restoration'],
    ['h09-taylor-francis.bib', '10.1111/07777777.2018.1666666', 'A title from a publisher'],
    ['h10-wos-double-braces.bib', '10.1016/j.cell.2013.08.999', 'The Regulation of Example Size'],
    ['h13-jabref-no-key.bib', '10.1000/nokey1', 'An entry without a citation key'],
    ['h14-crossref-key-with-spaces.bib', '10.3233/sw-2012-9999', 'Publishing data with BibBase'],
  ])('of BibTeX that no parser takes is added: %s', async (name, doi, title) => {
    const file = await imported(name);
    expect([file.outcomes, pick(file, 'doi', 'title')]).toEqual([['ADDED'], [[doi, title]]]);
  });

  it('of Taylor & Francis has line ends around the address, and the PubMed id in a note', async () => {
    const file = await imported('h09-taylor-francis.bib');
    expect(pick(file, 'url', 'pmid')).toEqual([['https://doi.org/10.1111/07777777.2018.1666666', '33355555']]);
  });

  it('of EndNote has the PubMed id in an address, and no authors', async () => {
    const file = await imported('h11-endnote-992.ris');
    expect(pick(file, 'pmid', 'authors', 'issued')).toEqual([['23162881', [], '2012-11']]);
  });

  it('of a conference has the ISSN of its series', async () => {
    const file = await imported('h12-issn-in-sn.ris');
    expect([file.outcomes, citation(file, 'ISSN'), pick(file, 'isbn')]).toEqual([['ADDED'], ['1865-0929'], [null]]);
  });

  it('with 251 authors keeps all of them in the citation', async () => {
    const file = await imported('h15-251-authors.ris');
    expect(file.outcomes).toEqual(['ADDED']);
    expect([(citation(file, 'author')[0] as unknown[]).length, (pick(file, 'authors')[0] as unknown[]).length]).toEqual(
      [251, 250],
    );
  });

  it('whose type is not the first field is read', async () => {
    const file = await imported('h16-ty-not-first.ris');
    expect([file.outcomes, pick(file, 'title')]).toEqual([['ADDED'], ['Habitat use of a primate in a nature reserve']]);
  });

  it('of PubMed is read', async () => {
    const file = await imported('h17-pubmed.nbib');
    expect(pick(file, 'pmid', 'doi', 'issued', 'authors', 'title')).toEqual([
      [
        '30922926',
        '10.1016/j.ejmg.2019.03.004',
        '2020-02',
        ['Muster, Anna'],
        'Time lapse: A glimpse into prehistoric genomics',
      ],
    ]);
  });

  it('with A1 and AU has all its people in order', async () => {
    expect(pick(await imported('h18-a1-then-au.ris'), 'authors')).toEqual([['Muster A', 'Beispiel L', 'Probe D']]);
  });

  it('of JSTOR has a head that is no record', async () => {
    const file = await imported('h20-jstor-header.ris');
    expect([file.outcomes, citation(file, 'ISSN')]).toEqual([['ADDED'], [undefined]]);
  });

  it('keeps editorials of three journals apart, and the abstract from the paper', async () => {
    const file = await imported('h21-false-merges.ris');
    expect(file.outcomes).toEqual(['ADDED', 'ADDED', 'ADDED', 'ADDED', 'ADDED']);
    const [, , , abstract, paper] = file.reports;
    expect(paper).toMatchObject({
      near: [
        {
          id: abstract && 'id' in abstract ? abstract.id : '',
          reason: 'same title, another kind of document',
        },
      ],
    });
    expect(pick(file, 'doi').at(-1)).toBe('10.1000/lancet1');
  });

  it('with an address that leads to no DOI is added without it', async () => {
    const file = await imported('h22-resolver-address.ris');
    expect([file.outcomes, pick(file, 'doi', 'url')]).toEqual([
      ['ADDED', 'ADDED'],
      [
        [null, null],
        [null, null],
      ],
    ]);
    expect(file.warnings).toEqual(['6 UR holds no sound web address: "https://doi.org/10.1000/x%20y"']);
  });

  it('with markup in a title is the same as without', async () => {
    const file = await imported('h23-markup-duplicates.ris');
    expect([file.outcomes, pick(file, 'title')[0]]).toEqual([['ADDED', 'KNOWN'], 'Role of BRCA1 in CO2 response']);
  });

  it('that says it was retracted is told, is near to the same without the word, and nothing is set', async () => {
    const file = await imported('h24-retracted.ris');
    expect(file.outcomes).toEqual(['ADDED', 'ADDED']);
    expect(file.rows[0]).toMatchObject({ sign: { about: 'ITSELF', nature: 'RETRACTION', words: 'RETRACTED' } });
    expect(pick(file, 'standing')).toEqual(['CURRENT', 'CURRENT']);
    expect(file.reports[1]).toMatchObject({ near: [{ reason: 'same title, one is marked as retracted' }] });
  });

  it('has dates in many forms, and none is guessed', async () => {
    expect(pick(await imported('h25-dates.ris'), 'issued')).toEqual([
      '2020-11',
      '1987',
      '2008',
      null,
      '2008-03-14',
      '2008',
    ]);
  });

  it('of Zotero, NCBI and Crossref in CSL-JSON', async () => {
    const file = await imported('h26-csl.json');
    expect(file.outcomes).not.toContain('BROKEN');
    expect(pick(file, 'kind', 'title', 'issued', 'pmid')).toEqual([
      ['ARTICLE', 'Zotero with PMID in note', '2019-03-14', '31234567'],
      ['PREPRINT', 'Zotero 6 preprint', '2021-05', null],
      ['ARTICLE', 'Effect of Lactobacillus on CO2', null, null],
      ['ARTICLE', 'Season', '2018', null],
      ['ARTICLE', 'Literal date', '2018', null],
      ['ARTICLE', 'NCBI citation exporter', '2020-01', '33333333'],
      ['ARTICLE', 'Crossref title list', null, null],
      ['ARTICLE', 'Crossref type name', '2017-04', null],
      ['ARTICLE', 'Retracted one', '2015', null],
      ['ARTICLE', 'Custom retraction', '2015', null],
      ['THESIS', 'A thesis', '2015', null],
      ['ARTICLE', 'Year as text', '2014', null],
      ['ARTICLE', 'Year as number', '2014', null],
      ['ARTICLE', 'Range', '2014', null],
      ['ARTICLE', 'HTML & entity x', '2014', null],
      ['ARTICLE', 'Effect of Lactobacillus on CO2', '2020', null],
    ]);
    expect(citation(file, 'PMCID').slice(0, 1)).toEqual(['PMC6543210']);
    const signed = file.rows.flatMap((row) => ('sign' in row && row.sign ? [row.line] : []));
    expect(signed).toEqual([69, 78]);
  });

  it('of BibTeX has values that say less than they seem to', async () => {
    const file = await imported('h27-bibtex-values.bib');
    expect(file.outcomes.every((outcome) => outcome === 'ADDED')).toBe(true);
    expect(pick(file, 'title', 'authors', 'issued', 'doi', 'pmid')).toEqual([
      ['Group with others', ['World Health Organization'], '2012', null, null],
      ['DNA repair in E. coli', ['Muster, A.'], '2012', null, null],
      ['Escaped underscore in a DOI', ['Muster, A.'], '2012', '10.1007/978-3-319-1_3', null],
      ['Year with a season', ['Muster, A.'], '2008', null, null],
      ['Circa', ['Muster, A.'], null, null, null],
      ['Note of Zotero', ['Muster, A.'], '2018', null, '31234568'],
    ]);
    expect(citation(file, 'title')[1]).toBe('DNA repair in E. coli');
  });

  it('in Latin-1 is read, with a note', async () => {
    const file = await imported('h28-latin1.ris');
    expect(pick(file, 'title', 'authors')).toEqual([['Étude numérique', ['Müster, Jörg']]]);
    expect(file.notes).toEqual(['It is not UTF-8: it is read as Latin-1 (ISO 8859-1, Windows-1252).']);
  });

  it('has a kind for every type, in one run', async () => {
    const file = await imported('h29-types.ris');
    expect(file.outcomes.every((outcome) => outcome === 'ADDED')).toBe(true);
    expect(pick(file, 'kind')).toEqual(
      'CONFERENCE_PAPER CONFERENCE_PAPER THESIS BOOK CHAPTER REPORT REPORT ARTICLE PREPRINT TRIAL_REGISTRATION'.split(
        ' ',
      ),
    );
  });

  it.each(['h05-refworks.ris', 'h21-false-merges.ris', 'h24-retracted.ris', 'h26-csl.json'])(
    'adds nothing the second time: %s',
    async (name) => {
      const { rows } = await readReferenceFile(join(import.meta.dirname, 'cases', name));
      const { store } = await storedSources();
      await importReferences(store, rows, options);
      const again = await importReferences(store, rows, options);
      expect(again.filter(({ outcome }) => outcome === 'ADDED')).toEqual([]);
    },
  );
});

describe('what is certainly one document', () => {
  it('gains the identifiers that it lacked, and the report says which', async () => {
    const { rows } = await readReferenceFile(join(import.meta.dirname, 'cases', 'h23-markup-duplicates.ris'));
    const [first, second] = rows;
    if (!first || !second || 'problems' in first || 'problems' in second) throw new TypeError('Both are sound.');
    const withDoi = { ...second, attributes: { ...second.attributes, doi: '10.1000/added' } };
    const { store } = await storedSources();
    const [[added], [known]] = [
      await importReferences(store, [first], options),
      await importReferences(store, [withDoi], options),
    ];
    expect(known).toMatchObject({ outcome: 'KNOWN', filled: { doi: '10.1000/added' } });
    const [again] = await importReferences(store, [withDoi], options);
    expect(again).toMatchObject({ outcome: 'KNOWN', reason: 'same DOI', id: added && 'id' in added ? added.id : '' });
    const { store: other } = await storedSources();
    const both = await importReferences(other, [first, withDoi], options);
    expect(both[1]).toMatchObject({ outcome: 'KNOWN', filled: { doi: '10.1000/added' } });
    expect((await importReferences(other, [withDoi], options))[0]).toMatchObject({ reason: 'same DOI' });
  });
});
