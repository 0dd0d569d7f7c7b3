import { oneText } from './one-text.ts';

/** `Family, Given` for people, as reference lists print them; a body by its name. */
export function nameWords(name: unknown): string | undefined {
  if (typeof name === 'string') return oneText(name);
  if (typeof name !== 'object' || name === null) return undefined;
  const part = (key: string) => oneText(Reflect.get(name, key));
  const words = (...keys: readonly string[]) => keys.flatMap((key) => part(key) ?? []).join(' ') || undefined;
  const family = words('non-dropping-particle', 'family');
  const givenNames = words('given', 'dropping-particle');
  return (
    part('literal') ??
    ([family, givenNames, part('suffix')].filter((each) => each !== undefined).join(', ') || undefined)
  );
}
