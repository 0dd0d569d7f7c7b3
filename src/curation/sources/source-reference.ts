/** The parts by which documents are told apart. A part that is not known is absent or null; identifiers are normalised. */
export interface SourceReference {
  readonly title?: string | null | undefined;
  readonly issued?: string | null | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly doi?: string | null | undefined;
  readonly pmid?: string | null | undefined;
  readonly isbn?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly kind?: string | null | undefined;
  /** The citation: the journal, volume and pages stand in it. */
  readonly csl?: unknown;
}
