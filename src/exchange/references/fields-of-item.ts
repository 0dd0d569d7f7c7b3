import type { CslItem } from './csl-item.ts';
import type { RecordFields } from './record-fields.ts';

/** The variables of a CSL-JSON item that are texts, numbers or lists of them, as fields. */
export function fieldsOfItem(item: CslItem): RecordFields {
  return new Map(
    Object.entries(item).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).flatMap((each: unknown) =>
        typeof each === 'string' || typeof each === 'number' ? [String(each)] : [],
      ),
    ]),
  );
}
