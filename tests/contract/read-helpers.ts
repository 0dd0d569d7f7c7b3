import type {
  Filter,
  NodeRow,
  NodeSelection,
  PageAnswer,
  ReadPlan,
  RelationRead,
  Selection,
} from '../../src/store/read-plan.ts';
import type { Store } from '../../src/store/store.ts';

export const wanting = (
  kind: string,
  attributes: readonly string[] = [],
  relations: NodeSelection['relations'] = {},
): Selection => ({
  [kind]: { attributes, relations },
});

export function relation(field: string, select: Selection, more: Partial<RelationRead> = {}): RelationRead {
  return { field, page: { first: 20, after: null }, rows: true, count: false, edgeAttributes: [], select, ...more };
}

export async function byIds(
  store: Store,
  ids: readonly string[],
  select: Selection,
): Promise<readonly (NodeRow | null)[]> {
  const answer = await store.read({ roots: { it: { by: 'ids', ids, select } } });
  return answer['it'] as readonly (NodeRow | null)[];
}

export interface Listing {
  readonly first?: number;
  readonly after?: string | null;
  readonly order?: string;
  readonly descending?: boolean;
  readonly filter?: Filter;
  readonly count?: boolean;
  readonly select?: Selection;
}

export async function list(store: Store, kind: string, given: Listing = {}): Promise<PageAnswer> {
  const {
    first = 20,
    after = null,
    order = 'label',
    descending = false,
    filter,
    count = false,
    select = wanting(kind),
  } = given;
  const root = {
    by: 'list' as const,
    kind,
    order,
    descending,
    page: { first, after },
    rows: true,
    count,
    select,
    ...(filter && { filter }),
  };
  return (await store.read({ roots: { it: root } }))['it'] as PageAnswer;
}

export async function search(
  store: Store,
  words: readonly string[],
  more: { kinds?: readonly string[]; first?: number; after?: string | null; anyCandidates?: true } = {},
): Promise<PageAnswer> {
  const { kinds = [], first = 20, after = null, ...how } = more;
  const plan: ReadPlan = {
    roots: { it: { by: 'search', words, kinds, page: { first, after }, rows: true, count: true, select: {}, ...how } },
  };
  return (await store.read(plan))['it'] as PageAnswer;
}

export const idsOf = (page: unknown): string[] => ((page as PageAnswer).rows ?? []).map(({ node }) => node.id);
