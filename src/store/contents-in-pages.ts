import type { Model } from '../domain/model.ts';
import type { StoredNode } from './store.ts';

/** How many whole nodes are handed over at a time. */
const pageSize = 1_000;

/** Where a page of whole nodes begins. */
export interface PageOfKind {
  readonly kind: string;
  /** The last id seen, or empty for the first page. */
  readonly after: string;
  readonly first: number;
}

/** Every whole node in order of id, page by page, by what an engine reads of one kind. */
export async function* contentsInPages(
  { kinds }: Model,
  read: (page: PageOfKind) => Promise<readonly StoredNode[]>,
): AsyncIterable<readonly StoredNode[]> {
  // All ids of a kind begin with its prefix, so kinds in order of their prefixes give ids in order.
  const inOrder = Object.entries(kinds).toSorted(([, one], [, other]) =>
    `${one.prefix}:` < `${other.prefix}:` ? -1 : 1,
  );
  for (const [kind] of inOrder) {
    let after = '';
    for (;;) {
      const nodes = await read({ kind, after, first: pageSize });
      if (nodes.length > 0) yield nodes;
      if (nodes.length < pageSize) break;
      after = String(nodes.at(-1)?.id);
    }
  }
}
