import type { ReviewPackage } from './read-review-package.ts';
import { anchorIn, type FoundAnchor } from '../../domain/anchor.ts';
import { normalisedText } from '../../domain/normalised-text.ts';

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
