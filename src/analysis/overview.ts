import type { KindName } from '../domain/kinds.ts';
import type { RelationshipFieldName } from '../domain/relationships.ts';
import { pageOf } from '../store/answered-nodes.ts';
import { keysOf } from '../support/keys-of.ts';
import { choiceSet } from '../domain/attribute.ts';
import type { Filter, ListRead, NodeRow, ReadPlan } from '../store/read-plan.ts';
import type { StoreCounts } from '../store/store.ts';
import type { QueryContext } from './fetch/walk.ts';

/** How much there is, and how much of it is evaluated, grounded and traced to a passage. */
export interface Overview {
  readonly counts: StoreCounts;
  readonly shares: readonly Share[];
  /** The entry that was changed last, or null in an empty graph. */
  readonly newest: NodeRow | null;
}

export interface Share {
  readonly of: ShareName;
  readonly part: number;
  readonly whole: number;
}

export const share = choiceSet('OverviewShare', 'A part of the accepted entries of one kind.', {
  INTERVENTIONS_WITH_STUDIES: 'Interventions on which an effect was estimated by a study that is known.',
  INTERVENTIONS_EVALUATED: 'Interventions with a verdict that there are evaluations.',
  INTERVENTIONS_NOT_EVALUATED: 'Interventions with a verdict that there are none. Not a finding that they do not work.',
  RECOMMENDATIONS_GROUNDED:
    'Recommendations with a finding, or a claim that evidence argues on, itself or through one conclusion.',
  LINKS_WITH_PASSAGE: 'Evidence links that use a finding with the passage that it is taken from.',
});

export type ShareName = keyof (typeof share)['values'];

type FieldName = RelationshipFieldName<KindName>;

const accepted: Filter = { attribute: 'status', in: ['ACCEPTED'] };
const all = (...filters: readonly Filter[]): Filter => ({ all: [accepted, ...filters] });
const some = (field: FieldName, ...filters: readonly Filter[]): Filter => ({ field, some: all(...filters) });
const covered = (coverage: string) =>
  some('claims', some('assessments', some('level', { attribute: 'coverage', in: [coverage] })));

/** Conditions side by side, not one in another: SQLite's parser allows little nesting. */
const having = (field: FieldName, ...filters: readonly Filter[]): Filter => ({ field, some: { all: filters } });
const argued = having('evidence', accepted, {
  attribute: 'stance',
  in: ['SUPPORTS', 'DISPUTES', 'MIXED', 'INCONCLUSIVE'],
});
const restingOn = (field: FieldName): readonly Filter[] => [
  having(field, { kinds: ['Finding'] }),
  having(field, { kinds: ['Claim'] }, argued),
];

const parts: Readonly<Record<ShareName, { readonly kind: KindName; readonly filter: Filter }>> = {
  INTERVENTIONS_WITH_STUDIES: {
    kind: 'Intervention',
    filter: some('findings', { attribute: 'kind', in: ['EFFECT_ESTIMATE'] }, some('study')),
  },
  INTERVENTIONS_EVALUATED: { kind: 'Intervention', filter: covered('EVALUATED') },
  INTERVENTIONS_NOT_EVALUATED: { kind: 'Intervention', filter: covered('NOT_EVALUATED') },
  RECOMMENDATIONS_GROUNDED: {
    kind: 'Recommendation',
    filter: {
      any: [
        ...restingOn('basedOn'),
        ...restingOn('restsOn').map((filter) => having('basedOn', { kinds: ['Conclusion'] }, filter)),
      ],
    },
  },
  LINKS_WITH_PASSAGE: {
    kind: 'EvidenceLink',
    filter: having('uses', { kinds: ['Finding'] }, having('quotes')),
  },
};

/** The kinds whose changes are looked at for the newest one. */
const changing = ['Recommendation', 'Conclusion', 'Claim', 'EvidenceLink', 'Finding', 'Study', 'EvidenceSource'];

/** The read of each share. */
export const readsOfShares = (): readonly { readonly of: ShareName; readonly read: ReadPlan }[] =>
  keysOf(parts).map((of) => {
    const { kind, filter } = parts[of];
    return { of, read: { roots: { part: counting(kind, all(filter)), whole: counting(kind, accepted) } } };
  });

/** Counts by index, and nothing of the graph itself. One small statement for each share: a large one is long planned. */
export async function askOverview({ store, signal }: QueryContext): Promise<Overview> {
  const shares: Share[] = [];
  for (const { of, read } of readsOfShares()) {
    const answer = await store.read(read, signal);
    const count = (root: string) => pageOf(answer[root]).count ?? 0;
    shares.push({ of, part: count('part'), whole: count('whole') });
  }
  const roots = Object.fromEntries(changing.map((kind) => [kind, newestOf(kind)]));
  const changed = await store.read({ roots }, signal);
  const latest = changing.flatMap((kind) => pageOf(changed[kind]).rows?.[0]?.node ?? []);
  const [newest = null] = latest.toSorted((one, other) =>
    String(one['updatedAt']) < String(other['updatedAt']) ? 1 : -1,
  );
  return { counts: await store.counts(signal), shares, newest };
}

const list = (kind: string): Omit<ListRead, 'rows' | 'count'> => ({
  by: 'list',
  kind,
  order: 'updatedAt',
  descending: true,
  page: { first: 1, after: null },
  select: { [kind]: { attributes: ['label', 'status', 'updatedAt'], relations: {} } },
});

const counting = (kind: string, filter: Filter): ListRead => ({ ...list(kind), filter, rows: false, count: true });
const newestOf = (kind: string): ListRead => ({ ...list(kind), rows: true, count: false });
