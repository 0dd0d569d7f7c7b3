import type { RowWarning } from '../../curation/imports/sort-references.ts';
import { checkAttributes, isPlainText, type AttributeRecord } from '../../domain/attribute-schema.ts';
import { editorialSign, editorialSignOfTypes, type EditorialSign } from '../../domain/editorial-sign.ts';
import { evidence } from '../../domain/kinds/evidence.ts';
import { plainTitle } from '../../support/plain-title.ts';
import { dataFaults } from '../review-package/data-faults.ts';
import { keptCsl, type CslItem } from './csl-item.ts';
import { fieldsOfItem } from './fields-of-item.ts';
import type { ReadItem } from './formats/reference-format.ts';
import { findIdentifiers } from './identifiers/find-identifiers.ts';
import { issuedOf } from './issued-of.ts';
import { isPreprintServer, kindOfCsl, kindOfPublicationTypes } from './kind-of-type.ts';
import { nameWords } from './name-words.ts';
import { oneText } from './one-text.ts';
import { personName } from './person-names.ts';
import { defined } from './record-fields.ts';
import type { ReferenceFormatName } from './reference-formats.ts';

/**
 * A source as it was read from a reference, what in it is wrong, and what was left out of it. Attributes that it does not
 * state are not there.
 */
export interface ReadSource {
  readonly attributes: AttributeRecord;
  readonly problems: readonly string[];
  readonly warnings: readonly RowWarning[];
  /** Where it says that it was retracted, or is a notice about another document. */
  readonly sign: EditorialSign | undefined;
}

const refused = (problem: string): ReadSource => ({
  attributes: {},
  problems: [problem],
  warnings: [],
  sign: undefined,
});

/** Names that are shown of a source; all are kept in its citation. */
const mostAuthors = 250;
const { title: titleAttribute, publisher: publisherAttribute } = evidence.EvidenceSource.attributes;

/** Reads the attributes of an `EvidenceSource` from a record of a format. */
export function sourceOfCsl(read: ReadItem, format: ReferenceFormatName = 'csl-json'): ReadSource {
  const [fault] = dataFaults(read.item);
  if (fault) return refused(`${fault.path.join('.')} ${fault.message}`);
  const { warnings: odd, ...found } = findIdentifiers(format, read.fields ?? fieldsOfItem(read.item));
  const warnings = [...(read.warnings ?? []), ...odd];
  const title = plainTitle(oneText(read.item['title']) ?? '') || undefined;
  const sign = signOf(read, title ?? '');
  const people = listOf(read.item['author'])
    .map(personName)
    .filter((name) => name !== undefined);
  const issued = issuedOf(read.item, warnings);
  const csl = citation(read.item, format, { ...found, author: people });
  const known = {
    kind: kindOf(read, sign),
    title: cut(title, titleAttribute.maxLength, { field: 'title', warnings }),
    authors: authorsOf(people, warnings),
    issued,
    publisher: cut(oneText(read.item['publisher']), publisherAttribute.maxLength, { field: 'publisher', warnings }),
    doi: found.doi,
    pmid: found.pmid,
    isbn: found.isbn,
    url: found.url,
    csl,
  };
  const problems = everyText(csl, isPlainText) ? [] : ['must be text without control characters or broken characters'];
  return { attributes: defined(known), problems, warnings, sign };
}

interface SourceOptions {
  readonly format: ReferenceFormatName;
  /** For types that say none. */
  readonly kind?: string | undefined;
}

/** The same, complete and checked: what may be written. */
export function wholeSourceOfCsl(read: ReadItem, { format, kind }: SourceOptions): ReadSource {
  const readSource = sourceOfCsl(read, format);
  if (readSource.problems.length > 0) return readSource;
  const known = readSource.attributes['kind'] ?? kind;
  const taken = known ?? likelyKind(read.item);
  const checked = checkAttributes(evidence.EvidenceSource, { ...readSource.attributes, kind: taken });
  const type = JSON.stringify(read.type ?? read.item['type'] ?? null);
  return {
    ...readSource,
    attributes: checked.attributes,
    problems: checked.problems.map(({ path, message }) => `${path}: ${message}`),
    warnings:
      known === undefined
        ? [
            ...readSource.warnings,
            { field: 'type', message: `${type} names no kind of source; taken as ${String(taken)}` },
          ]
        : readSource.warnings,
  };
}

/** What stands in a volume of something is taken for an article; anything else is a report. */
const likelyKind = (item: CslItem) =>
  item['container-title'] !== undefined && item['volume'] !== undefined ? 'ARTICLE' : 'REPORT';

function kindOf({ item, kind, types = [] }: ReadItem, sign: EditorialSign | undefined): string | undefined {
  const said = kindOfPublicationTypes(types);
  const base = kind ?? kindOfCsl(item['type']);
  if (said !== undefined && (base === undefined || base === 'ARTICLE' || base === 'REPORT')) return said;
  if (sign?.about === 'ANOTHER' && base === 'ARTICLE') return 'ERRATUM';
  const servers = ['container-title', 'publisher', 'archive'].map((name) => oneText(item[name]) ?? '');
  if (base === 'ARTICLE' && servers.some(isPreprintServer)) return 'PREPRINT';
  return base;
}

function signOf({ item, types = [] }: ReadItem, title: string): EditorialSign | undefined {
  const bySelf = editorialSign(title) ?? editorialSignOfTypes(types, title);
  if (bySelf) return bySelf;
  const custom: unknown = item['custom'];
  const marked = typeof custom === 'object' && custom !== null && Reflect.get(custom, 'retracted') === true;
  const readSource = [item['status'], item['note']]
    .map((value) => oneText(value) ?? '')
    .find((text) => /\b(?:retracted|withdrawn)\b/iu.test(text));
  if (!marked && readSource === undefined) return undefined;
  return {
    about: 'ITSELF',
    nature: 'RETRACTION',
    words: marked ? 'retracted' : (readSource ?? '').slice(0, 60),
    title,
  };
}

type Found = Omit<ReturnType<typeof findIdentifiers>, 'warnings'> & { readonly author: readonly unknown[] };

/** What is kept to cite the document, with the identifiers as they were found, wherever they stood. */
function citation(item: CslItem, format: ReferenceFormatName, found: Found): CslItem {
  const { arxiv, registrations } = found;
  const title =
    format === 'csl-json' || item['title'] === undefined ? item['title'] : plainTitle(oneText(item['title']) ?? '');
  const custom = defined({ arxiv, registrations: registrations.length > 0 ? registrations : undefined });
  const identified = {
    DOI: found.doi,
    PMID: found.pmid,
    PMCID: found.pmcid,
    ISBN: found.isbn,
    ISSN: found.issns.join(', ') || undefined,
    URL: found.url,
    custom: Object.keys(custom).length > 0 ? custom : undefined,
  };
  const author = item['author'] === undefined ? undefined : found.author;
  return { ...keptCsl({ ...item, title, author, ...identified }) };
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function authorsOf(people: readonly unknown[], warnings: RowWarning[]): string[] | undefined {
  const names = people.map(nameWords).filter((name) => name !== undefined);
  const shown = names.filter(({ length }) => length <= 300).slice(0, mostAuthors);
  if (shown.length < names.length)
    warnings.push({
      field: 'author',
      message: `${names.length} authors: ${shown.length} are shown, all are kept in the citation`,
    });
  return shown;
}

interface Cutting {
  readonly field: string;
  readonly warnings: RowWarning[];
}

function cut(text: string | undefined, longest: number, { field, warnings }: Cutting): string | undefined {
  if (text === undefined || text.length <= longest) return text;
  warnings.push({
    field,
    message: `has more than ${longest} characters: it is shown cut, and kept whole in the citation`,
  });
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

function everyText(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  return typeof value !== 'object' || value === null || Object.values(value).every((each) => everyText(each, holds));
}
