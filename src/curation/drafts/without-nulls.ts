import { isRecord } from '../../support/is-record.ts';

/** What was given, without what was left out: an explicit null means the same. */
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
