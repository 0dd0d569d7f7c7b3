/** What was given, without what was left out: an explicit null means the same. */
export function givenOnly(input: unknown): Record<string, unknown> {
  const entries = Object.entries((input ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      if (value === null || value === undefined) return [];
      return [[name, Array.isArray(value) ? value.map((item) => plain(item)) : plain(value)]];
    }),
  );
}

const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? givenOnly(value) : value;
