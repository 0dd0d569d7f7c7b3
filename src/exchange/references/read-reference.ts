import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { doiOf } from '../../domain/identifiers/doi.ts';
import { isbnOf } from '../../domain/identifiers/isbn.ts';
import { pmidOf } from '../../domain/identifiers/pmid.ts';
import { webAddressOf } from '../../domain/identifiers/web-address.ts';
import { largestRecord, type FormatRecord } from './formats/reference-format.ts';
import { formatOfText, referenceFormats, type ReferenceFormatName } from './reference-formats.ts';
import { sourceOfCsl } from './source-of-csl.ts';

/** What was pasted, and what it tells of an `EvidenceSource`. */
export interface ReadReference {
  readonly is: 'DOI' | 'PMID' | 'ISBN' | 'URL' | 'RECORD';
  /** Of a record. */
  readonly format: ReferenceFormatName | null;
  /** Only what the reference states; the rest is not there. */
  readonly attributes: AttributeRecord;
  readonly problems: readonly string[];
}

/** Reads one reference: an identifier, an address, or one record. What is wrong with an identifier is refused. */
export function readReference(input: string): ReadReference {
  const text = input.trim();
  if (text.length > largestRecord)
    throw invalidArgument('reference', `reference may have ${largestRecord / 1024} Ki characters at most.`);
  const format = formatOfText(text);
  if (format) return readRecord(text, format);
  const { is, attributes } = identifierOf(text);
  return { is, format: null, attributes, problems: [] };
}

function identifierOf(text: string): Pick<ReadReference, 'is' | 'attributes'> {
  if (/^(?:urn:)?doi\b|^10\.|^(?:https?:\/\/)?(?:(?:dx|www)\.)?doi\.org\//iu.test(text))
    return { is: 'DOI', attributes: { doi: doiOf(text) } };
  if (/^pmid\b|^https?:\/\/(?:pubmed\.ncbi|(?:www\.)?ncbi)\.nlm\.nih\.gov\/(?:pubmed\/)?\d|^\d{1,9}$/iu.test(text))
    return { is: 'PMID', attributes: { pmid: pmidOf(text) } };
  if (/^(?:urn:)?isbn\b|^(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX]$/iu.test(text))
    return { is: 'ISBN', attributes: { isbn: isbnOf(text) } };
  if (/^[a-z][a-z\d+.-]*:/iu.test(text)) return { is: 'URL', attributes: { url: webAddressOf(text) } };
  const allowed = Object.values(referenceFormats).map(({ title }) => title);
  const excerpt = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  throw invalidArgument(
    'reference',
    `reference must be a DOI, a PubMed id, an ISBN, a web address, or one record of ${allowed.join(', ')}; got ${JSON.stringify(excerpt)}.`,
  );
}

function readRecord(text: string, format: ReferenceFormatName): ReadReference {
  const [record, more] = [...referenceFormats[format].records(text)].filter(
    (each): each is Exclude<FormatRecord, { readonly skipped: number }> => !('skipped' in each),
  );
  const { title } = referenceFormats[format];
  if (!record) throw invalidArgument('reference', `reference looks like ${title} and holds no record.`);
  if (more)
    throw invalidArgument('reference', `reference may be one record of ${title}; a file of several is imported.`);
  const is = 'RECORD';
  if ('message' in record) return { is, format, attributes: {}, problems: [`line ${record.line}: ${record.message}`] };
  const { attributes, problems, warnings } = sourceOfCsl(record, format);
  return {
    is,
    format,
    attributes,
    problems: [...problems, ...warnings.map(({ field, message }) => `${field}: ${message}`)],
  };
}
