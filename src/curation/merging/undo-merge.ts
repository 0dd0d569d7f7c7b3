import type { Authenticated } from '../../access/principal.ts';
import { DomainError } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { EdgeWrite } from '../../store/change-set.ts';
import type { StoredRecord } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import type { MutationContext } from '../requests/mutation-context.ts';
import type { Effect } from '../requests/once.ts';
import { aliasesOf, aliasType, endedAlias, stands } from '../../store/aliases/alias-records.ts';
import { edgesChanged } from './edges-changed.ts';
import { keptMergeOf, mergeType, undoneMerge, type KeptMerge } from './merge.ts';
import { returnedReservations, returnedNeeds } from './moved-records.ts';
import { edgeName, nameText } from '../drafts/edge-name.ts';
import { asWritten, wholeEntries, type WholeEntry } from './whole-entry.ts';

/** An entry that was merged away, by its own id. */
export interface MergedEntry {
  readonly id: string;
  readonly why: string;
}

/**
 * Brings an entry back as it was, with the connections that it had. What the survivor gained or said otherwise since then
 * stays with it. `WRONG_STATE` where a connection that moved was changed since: whose it is now, only a person knows.
 */
export async function undoChange(
  store: Store,
  { id, why }: MergedEntry,
  { actor, context }: { readonly actor: Authenticated; readonly context: MutationContext },
): Promise<Effect<KeptMerge>> {
  const { alias, record } = await recordsOfMerge(store, id);
  const merge = keptMergeOf(record);
  const { entry, added, survivor: survivorId } = merge;
  const survivor = await readSurvivor(store, merge);
  assertUnchanged(merge, survivor);
  await assertEndsPresent(store, merge);
  const moving = { from: survivorId, to: id };
  const [reservations, needs] = await Promise.all([
    returnedReservations(store, merge.reservations, moving),
    returnedNeeds(store, merge.needs, id),
  ]);
  const { attributes, status, reviewPackage } = entry;
  return {
    answer: merge,
    attribution: {
      by: actor.id,
      role: actor.role,
      at: context.at,
      why: `Parted ${id} from ${survivorId} again: ${why}`,
    },
    change: {
      nodes: [{ id, expectedVersion: 0, attributes, status, reviewPackage }, asWritten(survivor)],
      edges: entry.edges,
      removedEdges: added.map(edgeName),
      records: [endedAlias(alias), undoneMerge(record), ...reservations, ...needs],
    },
    wasOutdated: edgesChanged,
  };
}

async function recordsOfMerge(store: Store, id: string) {
  const alias = await store.record(aliasType, id.slice(0, 200));
  const record = alias && stands(alias) ? await store.record(mergeType, String(alias.data['merge'])) : null;
  if (alias && record) return { alias, record } satisfies Record<string, StoredRecord>;
  throw new DomainError('NOT_FOUND', `Nothing that was merged into another entry has the id "${id.slice(0, 60)}".`, {
    problems: [{ path: 'id', message: 'was not merged into another entry, or is back already' }],
  });
}

async function readSurvivor(store: Store, { survivor, duplicate }: KeptMerge): Promise<WholeEntry> {
  const kind = kindOfId(store.model, survivor) ?? '';
  const found = (await wholeEntries(store, kind, [survivor])).get(survivor);
  if (found) return found;
  const into = (await aliasesOf(store, [survivor])).get(survivor);
  throw new DomainError(
    'WRONG_STATE',
    into === undefined
      ? `${survivor}, which ${duplicate} was merged into, is not there any more: only what stands can be parted.`
      : `${survivor}, which ${duplicate} was merged into, was itself merged into ${into} since: undo that first.`,
  );
}

function assertUnchanged({ added }: KeptMerge, survivor: WholeEntry): void {
  const present = new Map(survivor.edges.map((edge) => [nameText(edge), edge]));
  const changed = added.filter((edge) => !sameAttributes(edge, present.get(nameText(edge))));
  assertNoReasons(changed.map(nameText), 'connections that had moved were changed or removed since');
}

const sameAttributes = (edge: EdgeWrite, present: EdgeWrite | undefined) =>
  present !== undefined && JSON.stringify(present.attributes) === JSON.stringify(edge.attributes);

/** Where a connection did not move, nothing shows yet that its other end is still there. */
async function assertEndsPresent(store: Store, { entry }: KeptMerge): Promise<void> {
  const ends = [...new Set(entry.edges.flatMap(({ from, to }) => [from, to]))].filter((id) => id !== entry.id);
  const present = new Set((await store.headers(ends)).map(({ id }) => id));
  assertNoReasons(
    ends.filter((end) => !present.has(end)),
    'entries it was connected with are gone, or were merged since',
  );
}

/** As many as a message can name. */
const mostNamed = 10;

function assertNoReasons(reasons: readonly string[], what: string): void {
  if (reasons.length === 0) return;
  const named = reasons.slice(0, mostNamed).join('; ');
  const more = reasons.length > mostNamed ? ` and ${reasons.length - mostNamed} more` : '';
  throw new DomainError(
    'WRONG_STATE',
    `It cannot be parted as it was: ${what}: ${named}${more}. Put that back first.`,
    {
      problems: reasons.slice(0, mostNamed).map((message) => ({ path: 'id', message })),
    },
  );
}
