import type { RowWarning } from '../../curation/imports/sort-references.ts';
import type { CslItem } from './csl-item.ts';
import { partialDateOf } from './partial-date-of.ts';

/** Where dates of publication stand; Crossref's items have the later ones. */
const names = ['issued', 'published', 'published-print', 'published-online'];

/** The first date that tells something; one that is given and tells nothing is a warning. */
export function issuedOf(item: CslItem, warnings: RowWarning[]): string | undefined {
  for (const name of names) {
    const date = partialDateOf(item[name]);
    if (date !== undefined) return date;
  }
  const issued = item['issued'];
  if (issued !== undefined && issued !== null && tellsSomething(issued))
    warnings.push({
      field: 'issued',
      message: `tells no date that is sure; left out: ${JSON.stringify(issued).slice(0, 80)}`,
    });
  return undefined;
}

const tellsSomething = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(tellsSomething)
    : typeof value === 'string' || typeof value === 'number';
