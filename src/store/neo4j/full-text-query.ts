import { searchProperties } from './names.ts';

/** Words are folded runs of letters and digits, lower case: no word can be an operator, and quotes keep them so. */
export function fullTextQuery(words: readonly string[], kinds: readonly string[]): string {
  const ofKinds = kinds.length > 0 ? [`+${searchProperties.kind}:(${kinds.map((kind) => `"${kind}"`).join(' ')})`] : [];
  const every = words.map((word, index) => {
    const term = index === words.length - 1 ? `${word}*` : `"${word}"`;
    return `+(${searchProperties.names}:${term} ${searchProperties.texts}:${term})`;
  });
  return [...ofKinds, ...every].join(' ');
}
