import type { EvidenceData } from '../graph/evidence-data.ts';
import type { Random } from '../graph/random.ts';

/**
 * How a server wants to be asked: the product's schema; the plain lists of the two DataLoader-like peers; the list
 * fields and the connections of @neo4j/graphql; the hand-written handler, and the same that validates texts.
 */
export type Dialect = 'product' | 'lists' | 'neo4j-lists' | 'neo4j-connections' | 'handwritten' | 'validating';

/** What one request asks for. Each read uses some of them. */
export interface Values {
  readonly id: string;
  readonly ids: readonly string[];
  readonly text: string;
  /** Edges in front of the page. */
  readonly offset: number;
  /** Key of the edge in front of the page, for a reader of our own tables. */
  readonly after: string;
  /** The same place as a cursor of the product. */
  readonly cursor: string | null;
}

export type Body = Readonly<Record<string, unknown>>;

/** In a body: replaced by a new word in every request, so that the text has never been seen. */
export const freshWord = 'fresh_word';

/** A request in the words of a dialect. */
export type Ask = (values: Values) => Body;

export interface Read {
  readonly name: string;
  readonly title: string;
  /** Share of a measuring window that this read gets. */
  readonly weight: number;
  /** Values of one request, and the answer as plain lists and objects, made from the data alone. */
  sample(data: EvidenceData, random: Random): { readonly values: Values; readonly expected: () => unknown };
  /** How each dialect asks; a dialect that is missing does not take part. */
  readonly ask: Readonly<Partial<Record<Dialect, Ask>>>;
  /** What it takes beside what all reads share: reads of one word warm each other. */
  readonly code?: string;
  /** The seconds that measuring it may take where its windows are the shortest, for answers that take long by themselves. */
  readonly heavySeconds?: number;
  /** Measured in turns with the reads of the same word, as their figures are compared with each other. */
  readonly turns?: string;
  /** Asked of a product whose response cache is on. */
  readonly cached?: boolean;
  /** Every request is the same one. */
  readonly same?: boolean;
}

export const noValues: Values = { id: '', ids: [], text: '', offset: 0, after: '', cursor: null };

/** A body of a GraphQL request. */
export const graphql = (query: string, variables: Body): Body => ({ query, variables });

/** A body for the hand-written handler, with what its reads look at. */
export const handwritten = (read: string, { id, ids, text, after }: Partial<Values>): Body => ({
  read,
  values: { id, ids, text, after },
});
