/** A text or number on one line; of a list the first, as registries give titles. */
export function oneText(value: unknown): string | undefined {
  if (Array.isArray(value)) return oneText(value[0]);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).replace(/\s+/gu, ' ').trim() || undefined;
}
