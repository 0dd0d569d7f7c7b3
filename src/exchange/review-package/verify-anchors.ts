import type { ReviewPackage } from './read-review-package.ts';
import { normalisedText } from './normalised-text.ts';

export interface FoundAnchor {
  readonly state: 'EXACT' | 'APPROXIMATE' | 'LOST';
  /** Where it starts in the normalised text; null where it is lost. */
  readonly position: number | null;
}

export interface AnchorCheck extends FoundAnchor {
  readonly id: string;
  readonly anchor: string;
  /** What the package says. */
  readonly stated: { readonly state: unknown; readonly position: unknown };
}

/** Whether the package says of an anchor what was found. */
export const isStatedTruly = ({ state, position, stated }: AnchorCheck) =>
  state === stated.state && position === stated.position;

/** Looks up the anchor of every passage of the source; passages without one are left out. */
export function verifyAnchors({ nodes, edges }: ReviewPackage, source: string, text: string): AnchorCheck[] {
  const ofSource = new Set(
    edges.filter(({ relationship, to }) => relationship === 'PASSAGE_OF' && to === source).map(({ from }) => from),
  );
  const haystack = normalisedText(text);
  return nodes.flatMap(({ id, kind, attributes }) => {
    const { anchor, anchorState: state, anchorPosition: position } = attributes;
    return kind === 'Passage' && ofSource.has(id) && typeof anchor === 'string'
      ? [{ id, anchor, ...anchorIn(haystack, anchor), stated: { state, position } }]
      : [];
  });
}

/** Exact as normalised; approximate where only case, punctuation or hyphenation differ. */
export function anchorIn(haystack: string, anchor: string): FoundAnchor {
  const needle = normalisedText(anchor);
  const exact = haystack.indexOf(needle);
  if (exact >= 0) return { state: 'EXACT', position: exact };
  const { letters, positions } = lettersOf(haystack);
  const found = letters.indexOf(lettersOf(needle).letters);
  return found >= 0 && needle !== ''
    ? { state: 'APPROXIMATE', position: positions[found] ?? 0 }
    : { state: 'LOST', position: null };
}

/** Letters and digits alone, in lower case, and where each stood. */
function lettersOf(text: string): { letters: string; positions: number[] } {
  const found = [...text.matchAll(/[\p{L}\p{N}]/gu)].filter(
    ([letter]) => letter.toLowerCase().length === letter.length,
  );
  return {
    letters: found.map(([letter]) => letter.toLowerCase()).join(''),
    positions: found.map(({ index }) => index),
  };
}
