export interface Row {
  readonly id: string;
  readonly [name: string]: unknown;
}

/** A node at the end of an edge, under the node that the edge was followed from. */
export interface Child {
  readonly parent: string;
  readonly node: Row;
}

export type Relation = 'conclusions' | 'findings' | 'sources' | 'basis';

/** What a team would write behind its resolvers: plain queries, none of which knows the operation as a whole. */
export interface Repository {
  byIds(kind: 'Recommendation' | 'Finding' | 'Topic', ids: readonly string[]): Promise<readonly Row[]>;
  /** In order of the edges. `basis` leads to several kinds; each row then says which in `__typename`. */
  children(relation: Relation, parents: readonly string[]): Promise<readonly Child[]>;
  findingsOfTopic(topic: string, first: number, offset: number): Promise<readonly Row[]>;
  countFindingsOfTopic(topic: string): Promise<number>;
  search(word: string, first: number): Promise<readonly Row[]>;
}

/** The children of each parent, in the order of the parents: what a batch function has to answer with. */
export function byParent(parents: readonly string[], children: readonly Child[]): Row[][] {
  const groups = new Map<string, Row[]>(parents.map((parent) => [parent, []]));
  for (const { parent, node } of children) groups.get(parent)?.push(node);
  return parents.map((parent) => groups.get(parent) ?? []);
}
