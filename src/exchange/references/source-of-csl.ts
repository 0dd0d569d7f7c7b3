import { checkAttributes, isPlainText, type AttributeRecord } from '../../domain/attribute-schema.ts';
import { doiOf } from '../../domain/identifiers/doi.ts';
import { isbnOf } from '../../domain/identifiers/isbn.ts';
import { pmidOf } from '../../domain/identifiers/pmid.ts';
import { webAddressOf } from '../../domain/identifiers/web-address.ts';
import { DomainError } from '../../domain/errors.ts';
import { evidence } from '../../domain/kinds/evidence.ts';
import { dataFaults } from '../review-package/data-faults.ts';
import { keptCsl, type CslItem } from './csl-item.ts';
import { partialDateOf } from './partial-date-of.ts';

/** What a reference tells of a source, and what in it is wrong. Attributes it does not tell are not there. */
export interface ToldSource {
  readonly attributes: AttributeRecord;
  readonly problems: readonly string[];
}

/** The kinds that a CSL type says outright. A book or a thesis is not said to be any of ours. */
const kindOfType: Readonly<Record<string, string>> = {
  'article-journal': 'ARTICLE',
  report: 'REPORT',
  dataset: 'DATASET',
  webpage: 'WEB',
  post: 'WEB',
  'post-weblog': 'WEB',
};

/** The attributes of an `EvidenceSource` that a CSL-JSON item tells; `kind` is for types that say none. */
export function sourceOfCsl(item: CslItem, kind?: string): ToldSource {
  const [fault] = dataFaults(item);
  if (fault) return { attributes: {}, problems: [`${fault.path.join('.')} ${fault.message}`] };
  const csl = keptCsl(item);
  const problems: string[] = [];
  const known: Record<string, unknown> = {
    kind:
      (typeof item['type'] === 'string' && Object.hasOwn(kindOfType, item['type']) && kindOfType[item['type']]) || kind,
    title: oneText(item['title']),
    authors: authorsOf(item['author']),
    issued: partialDateOf(item['issued']),
    publisher: oneText(item['publisher']),
    ...identifiersOf(item, problems),
    csl,
  };
  if (!everyText(csl, isPlainText)) problems.push('must be text without control characters or broken characters');
  return { attributes: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)), problems };
}

/** The same, complete and checked: what may be written. */
export function wholeSourceOfCsl(item: CslItem, kind?: string): ToldSource {
  const told = sourceOfCsl(item, kind);
  if (told.problems.length > 0) return told;
  if (told.attributes['kind'] === undefined) return { ...told, problems: [kindUnknown(item['type'])] };
  const { attributes, problems } = checkAttributes(evidence.EvidenceSource, told.attributes);
  return { attributes, problems: problems.map(({ path, message }) => `${path}: ${message}`) };
}

const kindUnknown = (type: unknown) =>
  `the type ${JSON.stringify(type ?? null)} does not say which kind of source this is; ` +
  `kind must be given for such records, one of ${Object.keys(evidence.EvidenceSource.attributes.kind.choices?.values ?? {}).join(', ')}`;

type Identifier = (given: string) => string;

/** An identifier that is there must be right: a mistyped one would point at another document. */
function identifiersOf(item: CslItem, problems: string[]): Record<string, string | undefined> {
  const read = (name: string, identifier: Identifier) => {
    const given = oneText(item[name]);
    if (given === undefined) return undefined;
    try {
      return identifier(given);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  const url = read('URL', webAddressOf);
  const doi = read('DOI', doiOf) ?? (url !== undefined && isDoiAddress(url) ? doiOf(url) : undefined);
  return { doi, pmid: read('PMID', pmidOf), isbn: read('ISBN', firstIsbnOf), url };
}

const isDoiAddress = (url: string) => /^https?:\/\/(?:dx\.|www\.)?doi\.org\/10\.\d{4,9}\/[^\s?#]/u.test(url);

/** Books have an ISBN for each binding; any of them names the book. */
function firstIsbnOf(given: string): string {
  const [first = given] = given.match(/[\dX][\dX\- \u2010-\u2013]{8,15}[\dX]/giu) ?? [];
  return isbnOf(first);
}

function authorsOf(names: unknown): string[] | undefined {
  if (!Array.isArray(names)) return undefined;
  return names.map(nameOf).filter((name) => name !== undefined);
}

/** `Family, Given` for people, as reference lists print them; a body by its name. */
function nameOf(name: unknown): string | undefined {
  if (typeof name === 'string') return oneText(name);
  if (typeof name !== 'object' || name === null) return undefined;
  const part = (key: string) => oneText(Reflect.get(name, key));
  const words = (...keys: readonly string[]) => keys.flatMap((key) => part(key) ?? []).join(' ') || undefined;
  const family = words('non-dropping-particle', 'family');
  const given = words('given', 'dropping-particle');
  return (
    part('literal') ?? ([family, given, part('suffix')].filter((each) => each !== undefined).join(', ') || undefined)
  );
}

/** A text or number on one line; of a list the first, as registries give titles. */
function oneText(value: unknown): string | undefined {
  if (Array.isArray(value)) return oneText(value[0]);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).replace(/\s+/gu, ' ').trim() || undefined;
}

function everyText(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  return typeof value !== 'object' || value === null || Object.values(value).every((each) => everyText(each, holds));
}
