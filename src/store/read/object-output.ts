/** A JSON object as parts: `[key, parts of the value]` in order. Strings that meet become one. */
export function objectOutput<Part extends object>(
  fields: readonly (readonly [string, readonly (string | Part)[]])[],
): (string | Part)[] {
  const parts: (string | Part)[] = [];
  fields.forEach(([key, value], index) => append(parts, `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`, value));
  append(parts, fields.length === 0 ? '{}' : '}', []);
  return parts;
}

function append<Part>(parts: (string | Part)[], text: string, value: readonly (string | Part)[]): void {
  for (const part of [text, ...value]) {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
}
