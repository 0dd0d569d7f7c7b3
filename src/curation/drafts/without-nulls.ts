import { isRecord } from '../../support/is-record.ts';

/** An input without its nulls, at every level: to give a field as null means the same as to leave it out. */
export function withoutNulls(input: unknown): Record<string, unknown> {
  const entries = Object.entries(isRecord(input) ? input : {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      if (value === null || value === undefined) return [];
      return [[name, Array.isArray(value) ? value.map((item) => plain(item)) : plain(value)]];
    }),
  );
}

const plain = (value: unknown): unknown => (isRecord(value) ? withoutNulls(value) : value);
