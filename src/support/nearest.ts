import { closestMatch } from 'leven';

/** The word of the list that was probably meant, or `undefined` where none is near: at most a third of it differs. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const input = word.slice(0, 60).toLowerCase();
  const found = closestMatch(
    input,
    known.map((candidate) => candidate.toLowerCase()),
    { maxDistance: Math.max(1, Math.floor(input.length / 3)) },
  );
  return known.find((candidate) => candidate.toLowerCase() === found);
}
