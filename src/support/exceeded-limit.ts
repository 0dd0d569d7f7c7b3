/** Most levels of objects and lists below a JSON value, and most values on all of them. */
export interface JsonLimits {
  readonly depth: number;
  readonly values: number;
}

/**
 * The limit that what lies below a JSON value exceeds, or undefined. What came from outside may nest deeper than a stack
 * is, so nothing here calls itself.
 */
export function exceededLimit(json: unknown, { depth, values }: JsonLimits): keyof JsonLimits | undefined {
  let found = 0;
  const open = [{ value: json, level: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, level } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (level > depth) return 'depth';
    const below: readonly unknown[] = Object.values(value);
    found += below.length;
    if (found > values) return 'values';
    for (const each of below) open.push({ value: each, level: level + 1 });
  }
  return undefined;
}
