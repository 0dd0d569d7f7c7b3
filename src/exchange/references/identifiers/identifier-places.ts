import type { ReferenceFormatName } from '../reference-formats.ts';

export type IdentifierName = 'DOI' | 'PMID' | 'PMCID' | 'ISBN' | 'ISSN' | 'ARXIV' | 'REGISTRATION' | 'URL';

/** A field in which a supplier writes an identifier. */
export interface IdentifierPlace {
  readonly identifier: IdentifierName;
  readonly tags: readonly string[];
  /**
   * `WHOLE`: the field is for the identifier, and what is none is told; `LIKE`: the field is for something else too, and only
   * what has the form is taken; `WITHIN`: the identifier stands in words or in an address, with its label.
   */
  readonly how: 'WHOLE' | 'LIKE' | 'WITHIN';
  /** Only where a field says so: which tag, and what stands in it. */
  readonly where?: readonly [tag: string, value: RegExp];
  readonly supplier: string;
  /** Where the row was seen. */
  readonly seen: string;
}

const place = (
  identifier: IdentifierName,
  tags: string,
  how: IdentifierPlace['how'],
  [supplier, seen]: readonly [supplier: string, seen: string],
): IdentifierPlace => ({ identifier, tags: tags.split(' '), how, supplier, seen });

const ris: readonly IdentifierPlace[] = [
  place('DOI', 'DO DI', 'WHOLE', ['all', 'RIS 2011 specification']),
  place('DOI', 'L3', 'LIKE', ['EBSCOhost', 'CINAHL and Academic Search exports']),
  place('DOI', 'M3', 'LIKE', ['SpringerLink, Elsevier', 'older publisher exports']),
  place('DOI', 'L2', 'WITHIN', ['Embase', 'embase.com exports, full text link']),
  place('DOI', 'LK UR L1 L4', 'WITHIN', ['Embase, RefWorks, Scopus', 'resolver addresses of exports']),
  place('DOI', 'N1 ID U1', 'WITHIN', ['ProQuest, Ovid', 'notes: “doi: …”']),
  place('PMID', 'PMID PM', 'WHOLE', ['PubMed tools', 'RIS made from MEDLINE text: “PMID  -”']),
  {
    ...place('PMID', 'AN', 'LIKE', ['PubMed, Ovid, EBSCOhost', 'DB PubMed, MEDLINE, cmedm or medl']),
    where: ['DB', /^(?:pubmed|medline|ovid medline|cmedm|mdc|mnh|medl)\b/iu],
  },
  {
    ...place('PMID', 'AN', 'LIKE', ['EndNote from PubMed', 'exports with DP NLM']),
    where: ['DP', /^(?:nlm|pubmed|medline|national library of medicine)\b/iu],
  },
  { ...place('PMID', 'C2', 'LIKE', ['Scopus', 'RIS exports with PubMed ID']), where: ['DB', /^scopus/iu] },
  {
    ...place('PMID', 'C5', 'LIKE', ['Embase', 'embase.com exports; bibfix issue 25']),
    where: ['DB', /^(?:embase|medline)/iu],
  },
  place('PMID', 'C3 C2 C5 AN', 'WITHIN', ['Cochrane', 'CENTRAL: “C3  -  PUBMED 21314913”']),
  place('PMID', 'N1 M1 M2 U1', 'WITHIN', ['EBSCOhost', 'PsycInfo notes: “PMID: 29959690”']),
  place('PMID', 'UR L2 LK', 'WITHIN', ['EndNote, Rayyan', 'addresses of PubMed']),
  place('PMCID', 'C2 PMC PMCID', 'WITHIN', ['EndNote', 'field PMCID']),
  place('PMCID', 'N1 UR L1 L2', 'WITHIN', ['EBSCOhost, EndNote', 'notes and addresses of PubMed Central']),
  place('ISBN', 'SN BN', 'LIKE', ['all', 'RIS 2011 specification: SN is ISSN or ISBN']),
  place('ISSN', 'SN', 'LIKE', ['all', 'Scopus: “03069877 (ISSN)”, RefWorks: two of them in one field']),
  place('ARXIV', 'UR AN N1 M1 C1 JO T2 ID DO', 'WITHIN', ['arXiv', 'addresses, “arXiv:2101.00001”']),
  place('REGISTRATION', 'AN C1 C3 CN M1 M3 N1 ID UR U1 NO TI T1', 'WITHIN', [
    'Cochrane, Embase, registers',
    'CENTRAL: “C3  -  CTgov NCT…”',
  ]),
  place('URL', 'UR', 'WHOLE', ['all', 'RIS 2011 specification']),
  place('URL', 'L2 LK L1', 'LIKE', ['Embase, EndNote', 'where there is no UR']),
];

const bibtex: readonly IdentifierPlace[] = [
  place('DOI', 'doi', 'WHOLE', ['all', 'BibLaTeX manual']),
  place('DOI', 'url eprint ee bdsk-url-1 note', 'WITHIN', ['Taylor & Francis, DBLP', 'publisher exports']),
  place('PMID', 'pmid pubmed_id pubmed-id pubmedid', 'WHOLE', [
    'Scopus, Web of Science, JabRef',
    'exports: pubmed_id, PubMed-ID',
  ]),
  { ...place('PMID', 'eprint', 'LIKE', ['BibLaTeX', 'eprinttype = pubmed']), where: ['eprinttype', /^pubmed$/iu] },
  place('PMID', 'note url annote', 'WITHIN', ['Taylor & Francis, Zotero', 'note = {PMID: …}']),
  place('PMCID', 'pmc pmcid', 'LIKE', ['PubMed tools, Mendeley', 'field pmc']),
  place('PMCID', 'note url', 'WITHIN', ['Zotero', 'extra: “PMCID: …”']),
  place('ISBN', 'isbn', 'WHOLE', ['all', 'BibLaTeX manual']),
  place('ISSN', 'issn eissn', 'WHOLE', ['all', 'BibLaTeX manual; Web of Science: EISSN']),
  { ...place('ARXIV', 'eprint', 'LIKE', ['arXiv', 'archivePrefix = arXiv']), where: ['archiveprefix', /^arxiv$/iu] },
  { ...place('ARXIV', 'eprint', 'LIKE', ['BibLaTeX', 'eprinttype = arxiv']), where: ['eprinttype', /^arxiv$/iu] },
  place('ARXIV', 'journal url note eprint doi', 'WITHIN', ['Google Scholar', 'journal = {arXiv preprint arXiv:…}']),
  place('REGISTRATION', 'note number url title', 'WITHIN', ['all', 'notes']),
  place('URL', 'url', 'WHOLE', ['all', 'BibLaTeX manual']),
];

const csl: readonly IdentifierPlace[] = [
  place('DOI', 'DOI doi', 'WHOLE', ['all', 'CSL 1.0.2 specification']),
  place('DOI', 'URL note', 'WITHIN', ['Zotero', 'extra: “DOI: …”']),
  place('PMID', 'PMID pmid', 'WHOLE', ['all', 'CSL 1.0.2 specification']),
  place('PMID', 'note id URL', 'WITHIN', ['Zotero, NCBI', 'extra: “PMID: …”; id “pmid:…”']),
  place('PMCID', 'PMCID pmcid', 'LIKE', ['all', 'CSL 1.0.2 specification']),
  place('PMCID', 'note URL', 'WITHIN', ['Zotero', 'extra: “PMCID: …”']),
  place('ISBN', 'ISBN', 'WHOLE', ['all', 'CSL 1.0.2 specification']),
  place('ISSN', 'ISSN', 'WHOLE', ['all', 'CSL 1.0.2 specification']),
  place('ARXIV', 'number note URL DOI container-title', 'WITHIN', ['Zotero', 'number “arXiv:…”']),
  place('REGISTRATION', 'number note URL title call-number', 'WITHIN', ['Zotero', 'extra']),
  place('URL', 'URL', 'WHOLE', ['all', 'CSL 1.0.2 specification']),
];

const nbib: readonly IdentifierPlace[] = [
  place('DOI', 'LID AID', 'LIKE', ['PubMed', 'MEDLINE/PubMed data elements: “… [doi]”']),
  place('DOI', 'SO', 'WITHIN', ['PubMed', 'SO: “doi: …”']),
  place('PMID', 'PMID', 'WHOLE', ['PubMed', 'MEDLINE/PubMed data elements']),
  place('PMCID', 'PMC PMCR', 'LIKE', ['PubMed', 'MEDLINE/PubMed data elements']),
  place('ISBN', 'ISBN', 'WHOLE', ['PubMed', 'MEDLINE/PubMed data elements']),
  place('ISSN', 'IS', 'WHOLE', ['PubMed', 'MEDLINE/PubMed data elements: “1878-0849 (Electronic)”']),
  place('REGISTRATION', 'SI', 'WITHIN', ['PubMed', 'SI: “ClinicalTrials.gov/NCT…”']),
  place('ARXIV', 'LID AID', 'WITHIN', ['PubMed', 'preprints']),
];

const ciw: readonly IdentifierPlace[] = [
  place('DOI', 'DI', 'WHOLE', ['Web of Science', 'Core Collection field tags']),
  place('DOI', 'D2', 'LIKE', ['Web of Science', 'Core Collection field tags: DOI of the book']),
  place('PMID', 'PM', 'WHOLE', ['Web of Science', 'Core Collection field tags']),
  place('ISBN', 'BN', 'WHOLE', ['Web of Science', 'Core Collection field tags']),
  place('ISSN', 'SN EI', 'WHOLE', ['Web of Science', 'Core Collection field tags']),
  place('ARXIV', 'AR UT SO', 'WITHIN', ['Web of Science', 'Preprint Citation Index']),
];

const enw: readonly IdentifierPlace[] = [
  place('DOI', '%R', 'WHOLE', ['EndNote', 'EndNote import format']),
  place('DOI', '%U %Z %1 %3', 'WITHIN', ['publishers', 'addresses and notes']),
  { ...place('PMID', '%M', 'LIKE', ['EndNote from PubMed', '%W NLM']), where: ['%W', /^(?:nlm|pubmed|medline)\b/iu] },
  place('PMID', '%Z %U %M', 'WITHIN', ['EndNote', 'notes and addresses']),
  place('PMCID', '%2 %Z %U', 'WITHIN', ['EndNote', 'EndNote import format: PMCID in %2']),
  place('ISBN', '%@', 'LIKE', ['EndNote', 'EndNote import format']),
  place('ISSN', '%@', 'LIKE', ['EndNote', 'EndNote import format']),
  place('ARXIV', '%U %Z %J', 'WITHIN', ['Google Scholar', '%J arXiv preprint arXiv:…']),
  place('REGISTRATION', '%M %Z %U %T', 'WITHIN', ['EndNote', 'notes']),
  place('URL', '%U', 'WHOLE', ['EndNote', 'EndNote import format']),
];

const csv: readonly IdentifierPlace[] = [
  place('DOI', 'doi', 'WHOLE', ['Scopus, Covidence, Rayyan, Zotero', 'headings of their CSV exports']),
  place('DOI', 'link url extra notes', 'WITHIN', ['Scopus, Zotero', 'addresses and notes']),
  place('PMID', 'pubmedid pmid', 'WHOLE', ['Scopus, Rayyan', 'PubMed ID, pubmed_id']),
  place('PMID', 'extra notes url', 'WITHIN', ['Zotero, Rayyan', 'Extra: “PMID: …”']),
  place('PMCID', 'pmcid', 'LIKE', ['Rayyan', 'pmc_id']),
  place('PMCID', 'extra notes url', 'WITHIN', ['Zotero', 'Extra: “PMCID: …”']),
  place('ISBN', 'isbn', 'WHOLE', ['Scopus, Zotero', 'headings of their CSV exports']),
  place('ISSN', 'issn', 'WHOLE', ['Scopus, Rayyan, Zotero', 'headings of their CSV exports']),
  place('ARXIV', 'url extra archivelocation', 'WITHIN', ['Zotero', 'Extra: “arXiv:…”']),
  place('REGISTRATION', 'accessionnumber extra notes title url', 'WITHIN', ['Covidence, Zotero', 'notes']),
  place('URL', 'url', 'WHOLE', ['Rayyan, Zotero', 'headings of their CSV exports']),
  place('URL', 'link', 'LIKE', ['Scopus', 'Link']),
];

const endnoteXml: readonly IdentifierPlace[] = [
  place('DOI', 'electronic-resource-num', 'WHOLE', ['EndNote', 'EndNote XML']),
  place('DOI', 'url notes', 'WITHIN', ['EndNote', 'EndNote XML: urls']),
  {
    ...place('PMID', 'accession-num', 'LIKE', ['EndNote from PubMed', 'remote-database-provider NLM']),
    where: ['remote-database-provider', /^(?:nlm|pubmed|medline)\b/iu],
  },
  place('PMID', 'notes url', 'WITHIN', ['EndNote', 'EndNote XML: notes and addresses']),
  place('PMCID', 'custom2', 'LIKE', ['EndNote', 'EndNote XML: PMCID in custom2']),
  place('ISBN', 'isbn', 'LIKE', ['EndNote', 'EndNote XML: isbn is ISBN or ISSN']),
  place('ISSN', 'isbn', 'LIKE', ['EndNote', 'EndNote XML: isbn is ISBN or ISSN']),
  place('ARXIV', 'url notes', 'WITHIN', ['EndNote', 'addresses']),
  place('REGISTRATION', 'accession-num notes url title', 'WITHIN', ['EndNote', 'notes']),
  place('URL', 'url', 'WHOLE', ['EndNote', 'EndNote XML: urls']),
];

/** Where identifiers stand, tag by tag and supplier by supplier. Of several places the first that holds a sound one counts. */
export const identifierPlaces: Readonly<Record<ReferenceFormatName, readonly IdentifierPlace[]>> = {
  ris,
  bibtex,
  'csl-json': csl,
  nbib,
  ciw,
  enw,
  csv,
  'endnote-xml': endnoteXml,
  // Its elements are turned into the fields that PubMed's text has.
  'pubmed-xml': nbib,
};
