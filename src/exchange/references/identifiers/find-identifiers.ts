import type { RowWarning } from '../../../curation/imports/sort-references.ts';
import { valuesOf, type RecordFields } from '../record-fields.ts';
import type { ReferenceFormatName } from '../reference-formats.ts';
import { identifierPlaces, type IdentifierName, type IdentifierPlace } from './identifier-places.ts';
import { readAddress } from './read-address.ts';
import { readIdentifiers } from './read-identifier.ts';

export interface FoundIdentifiers {
  readonly doi?: string | undefined;
  readonly pmid?: string | undefined;
  readonly pmcid?: string | undefined;
  readonly isbn?: string | undefined;
  readonly issns: readonly string[];
  readonly arxiv?: string | undefined;
  readonly registrations: readonly string[];
  readonly url?: string | undefined;
  readonly warnings: readonly RowWarning[];
}

const allowed: Readonly<Record<IdentifierName, string>> = {
  DOI: 'a DOI such as 10.1000/xyz123, bare or as https://doi.org/…',
  PMID: 'a PubMed id of 1 to 9 digits',
  PMCID: 'a PubMed Central id such as PMC1234567',
  ISBN: 'an ISBN of 10 or 13 digits with a right check digit',
  ISSN: 'an ISSN of 8 digits with a right check digit',
  ARXIV: 'an arXiv id',
  REGISTRATION: 'a number of a register of trials',
  URL: 'an http or https address',
};

/** The identifiers of a record, looked for where the suppliers of its format put them, and what was left out for being odd. */
export function findIdentifiers(format: ReferenceFormatName, fields: RecordFields): FoundIdentifiers {
  const warnings: RowWarning[] = [];
  const places = identifierPlaces[format].filter(({ where }) => appliesTo(fields, where));
  const all = (name: IdentifierName) => [
    ...new Set(places.filter(({ identifier }) => identifier === name).flatMap((each) => found(fields, each, warnings))),
  ];
  const first = (name: IdentifierName): string | undefined => {
    for (const each of places.filter(({ identifier }) => identifier === name)) {
      const [one] = found(fields, each, warnings);
      if (one !== undefined) return one;
    }
    return undefined;
  };
  const identifiers = {
    doi: first('DOI'),
    pmid: first('PMID'),
    pmcid: first('PMCID'),
    isbn: first('ISBN'),
    issns: all('ISSN'),
    arxiv: first('ARXIV'),
    registrations: all('REGISTRATION'),
    url: firstAddress(fields, places, warnings),
  };
  return { ...identifiers, warnings };
}

const appliesTo = (fields: RecordFields, where: IdentifierPlace['where']) =>
  where === undefined || (fields.get(where[0]) ?? []).some((value) => where[1].test(value.trim()));

function found(fields: RecordFields, place: IdentifierPlace, warnings: RowWarning[]): readonly string[] {
  return place.tags.flatMap((tag) =>
    (fields.get(tag) ?? []).flatMap((value) => {
      const read = readIdentifiers(place.identifier === 'DOI' ? value.replace(/[\r\n]\s*/gu, '') : value, place);
      if (read.length === 0 && place.how === 'WHOLE' && value.trim() !== '')
        warnings.push({ field: tag, message: refused(place, value) });
      return read;
    }),
  );
}

function refused({ identifier }: IdentifierPlace, value: string): string {
  const excerpt = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return `${identifier} must be ${allowed[identifier]}; left out: ${JSON.stringify(excerpt)}`;
}

function firstAddress(
  fields: RecordFields,
  places: readonly IdentifierPlace[],
  warnings: RowWarning[],
): string | undefined {
  let first: string | undefined;
  for (const { tags, how } of places.filter(({ identifier }) => identifier === 'URL')) {
    // A place that is for other things is looked at only where there is no address yet.
    if (how === 'LIKE' && first !== undefined) break;
    const read = tags.flatMap((tag) => valuesOf(fields, tag).map((value) => ({ tag, ...readAddress(value) })));
    if (how === 'WHOLE')
      warnings.push(...read.flatMap(({ tag, odd }) => (odd === undefined ? [] : [{ field: tag, message: odd }])));
    first ??= read.find(({ address }) => address !== undefined)?.address;
  }
  return first;
}
