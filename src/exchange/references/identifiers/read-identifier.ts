import { decodeHTML } from 'entities';
import { doiOf } from '../../../domain/identifiers/doi.ts';
import { isbnOf } from '../../../domain/identifiers/isbn.ts';
import { pmidOf } from '../../../domain/identifiers/pmid.ts';
import { registrationsIn } from './registrations-in.ts';
import type { IdentifierName, IdentifierPlace } from './identifier-places.ts';

type Reader = (text: string) => readonly string[];

/** What `read` gives, or nothing where it refuses. */
function sound(read: (text: string) => string, text: string): string[] {
  try {
    return [read(text)];
  } catch {
    return [];
  }
}

const tokensOf = (text: string) => text.split(/[\s;,|]+/u).filter((token) => token !== '');

/** A DOI alone in its field, with what suppliers write around it: labels, `[doi]`, entities, a proxy's host, a second one. */
function wholeDoi(text: string): readonly string[] {
  const bare = withoutEscapes(text)
    .replace(/\s*\[doi\]/giu, ' ')
    .trim();
  const [only] = sound(doiOf, bare);
  if (only !== undefined) return [only];
  const [first = '', ...more] = bare.split(/\s+/u);
  const alone = more.every((word) => /^(?:10\.|doi|https?:|\[)/iu.test(word));
  if (!alone) return [];
  return /^https?:/iu.test(first) ? doisInAddress(first) : sound(doiOf, first.replace(/^[^\d]*(?=10\.)/u, ''));
}

/** DOIs in words and addresses: behind a label, a resolver's host, `/doi/` or `doi=`. */
function doisWithin(text: string): readonly string[] {
  const plain = withoutEscapes(text);
  const addressed = tokensOf(plain)
    .filter((token) => /^(?:https?:\/\/|www\.|(?:dx\.)?doi\.org\/)/iu.test(token))
    .flatMap(doisInAddress);
  const labelled = [...plain.matchAll(/\bdoi(?:\s*:\s*|\s+)(10\.\d{4,9}\/\S+)/giu)].flatMap(([, doi = '']) =>
    sound(doiOf, doi),
  );
  return [...addressed, ...labelled];
}

/** The host may be a proxy's: `doi-org.proxy.example.org`, `doi.org.proxy.example.org`. */
const inAddress =
  /(?:doi[.-]org[^/\s]*\/|\/doi\/(?:(?:abs|full|pdf|epdf|book|figure|suppl)\/)?|[?&;](?:doi|id)=(?:doi(?::|%3A))?)(10\.\d{4,9}(?:\/|%2F)[^\s&?#]+)/iu;

function doisInAddress(address: string): readonly string[] {
  const [, found] = inAddress.exec(address) ?? [];
  return found === undefined ? [] : sound(doiOf, `https://doi.org/${found}`);
}

const withoutEscapes = (text: string) =>
  decodeHTML(text)
    .replace(/\\([_&%#{}])/gu, '$1')
    .replace(/^\{+|\}+$/gu, '');

const wholePmid: Reader = (text) => {
  const bare = text.replace(/\s*\[(?:pmid|pubmed)\]\s*$/iu, '').replace(/^(?:pubmed|medline)(?:\s+id)?[:\s]+/iu, '');
  return sound(pmidOf, bare);
};

const pmidsWithin: Reader = (text) =>
  [
    ...text.matchAll(
      /\b(?:pmid|pubmed(?:[ _-]?id)?)\s*[:=]?\s*(\d{1,9})\b(?!\.\d)|(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/(?:entrez\/)?pubmed)[^/\s]*\/(\d{1,9})\b/giu,
    ),
  ].flatMap(([, labelled, addressed]) => sound(pmidOf, labelled ?? addressed ?? ''));

const pmcids: Reader = (text) =>
  [...text.matchAll(/\bPMC(?:ID)?:?\s*(?:PMC)?(\d{3,9})\b/giu)].map(([, digits]) => `PMC${digits}`);

/** Books have an ISBN for each binding; any of them names the book. */
const isbns: Reader = (text) =>
  [text, ...(text.match(/[\dX][\dX\- \u2010-\u2013]{8,15}[\dX]/giu) ?? []), ...tokensOf(text)].flatMap((each) =>
    sound(isbnOf, each),
  );

const issns: Reader = (text) => [
  ...new Set(
    [...text.matchAll(/(?<![\dX-])(\d{4})[-\u2010-\u2013]?(\d{3}[\dX])(?![\dX-])/giu)]
      .map(([, first = '', last = '']) => `${first}-${last.toUpperCase()}`)
      .filter(isIssn),
  ),
];

function isIssn(issn: string): boolean {
  const digits = issn.replace('-', '');
  const sum = Array.from(digits).reduce(
    (total, digit, at) => total + (digit === 'X' ? 10 : Number(digit)) * (8 - at),
    0,
  );
  return sum > 0 && sum % 11 === 0;
}

const arxivForm = '(\\d{4}\\.\\d{4,5}|[a-z-]+(?:\\.[a-z]{2})?/\\d{7})(?:v\\d+)?';
const wholeArxiv = new RegExp(`^(?:arxiv:)?${arxivForm}$`, 'iu');
const arxivs = new RegExp(`(?:arxiv[:.]\\s*|arxiv\\.org/(?:abs|pdf)/)${arxivForm}\\b`, 'giu');

/** A field that is for an address may hold several, or other things: each by itself. */
const nothing: Reader = () => [];

const readers: Readonly<Record<IdentifierName, { readonly whole: Reader; readonly within: Reader }>> = {
  DOI: { whole: wholeDoi, within: doisWithin },
  PMID: { whole: wholePmid, within: pmidsWithin },
  PMCID: { whole: (text) => (/^\d{3,9}$/u.test(text.trim()) ? [`PMC${text.trim()}`] : pmcids(text)), within: pmcids },
  ISBN: { whole: isbns, within: isbns },
  ISSN: { whole: issns, within: issns },
  ARXIV: {
    whole: (text) => (wholeArxiv.exec(text.trim()) ?? []).slice(1, 2),
    within: (text) => [...text.matchAll(arxivs)].map(([, id = '']) => id.toLowerCase()),
  },
  REGISTRATION: { whole: registrationsIn, within: registrationsIn },
  URL: { whole: nothing, within: nothing },
};

/** All sound identifiers of a kind that a field holds, in normal form. */
export function readIdentifiers(
  text: string,
  { identifier, how }: Pick<IdentifierPlace, 'identifier' | 'how'>,
): readonly string[] {
  const { whole, within } = readers[identifier];
  return how === 'WITHIN' ? within(text) : whole(text);
}
