import type { Model } from '../../domain/model.ts';
import type { SearchRead } from '../read-plan.ts';

/*
 * What every engine ranks alike: see `SearchRead`. Names are kept as `| first name | second name |`, folded, their words
 * parted by single spaces, so that containment of text is enough.
 */

/** Candidates that a search ranks; the engine picks them by its own relevance. */
export const searchCandidates = 1000;

/** What the key of a row begins with: one of its names is just the words, its names hold them all, or neither. */
export const searchTiers = { name: '0 ', names: '1 ', texts: '2 ' } as const;

/** All words as a whole name. */
export const wholeName = (words: readonly string[]) => `| ${words.join(' ')} |`;

/** A word as it stands in text; the last one may be the beginning of a longer word. */
export const wordWithin = (words: readonly string[], place: number) =>
  ` ${words[place]}${place === words.length - 1 ? '' : ' '}`;

export const wordsWithin = (words: readonly string[]) => words.map((_, place) => wordWithin(words, place));

/** The kinds of nodes that a search may find. */
export const kindsSought = (model: Model, { kinds }: SearchRead): readonly string[] =>
  kinds.length > 0 ? kinds : Object.keys(model.kinds);
