/**
 * Attributes that no input sets. Whether a source stands is for notices to say, where a passage stands and whether it
 * was found by looking it up, and what a person contributes is curated. A number in a document is also the place of its
 * edges, so it does not change.
 */
const readOnlyAttributes: Readonly<Record<string, readonly string[]>> = {
  EvidenceSource: ['standing', 'csl'],
  Passage: ['ordinal', 'anchorState', 'anchorPosition'],
  EvidenceLink: ['basis'],
  Conclusion: ['ordinal'],
  Recommendation: ['ordinal'],
  RatingLevel: ['ordinal'],
};

/** The attributes of a kind that are not for a contributor to give. */
export const readOnlyAttributesOf = (kind: string): readonly string[] => readOnlyAttributes[kind] ?? [];
