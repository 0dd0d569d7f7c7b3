import type { Authenticated } from '../../access/principal.ts';
import { DomainError, validationFailed, type Problem } from '../../domain/errors.ts';
import { kindOfId } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import type { RecordWrite } from '../../store/record.ts';
import { AliasStore } from '../../store/aliases/alias-store.ts';
import type { Store } from '../../store/store.ts';
import type { MutationContext } from '../requests/mutation-context.ts';
import type { Effect } from '../requests/once.ts';
import { aliasesOf, aliasRecord, aliasType } from '../../store/aliases/alias-records.ts';
import { edgesChanged } from './edges-changed.ts';
import { mergeRecord, mergeType, type Difference, type KeptMerge } from './merge.ts';
import { movedEdges } from './moved-edges.ts';
import { movedReservations, movedNeeds } from './moved-records.ts';
import { assertNoCycle } from './assert-no-cycle.ts';
import { asWritten, wholeEntries, type WholeEntry } from './whole-entry.ts';

/** Two entries that are one thing. */
export interface Duplicates {
  /** The entry that leaves the graph. */
  readonly duplicate: string;
  /** The entry that stays and stands for both. */
  readonly survivor: string;
  readonly why: string;
}

interface MergeContext {
  readonly actor: Authenticated;
  readonly context: MutationContext;
}

/** Kinds whose entries name one thing in the world, so that two of them can be the same. */
const mergeableKinds: ReadonlySet<string> = new Set([
  'EvidenceSource',
  'Study',
  'Outcome',
  'Population',
  'Jurisdiction',
  'Topic',
]);

/** What merging writes: one transaction, after which the graph has one entry of two, and nothing is lost. */
export async function mergeChange(
  store: Store,
  { duplicate, survivor, why }: Duplicates,
  { actor, context }: MergeContext,
): Promise<Effect<KeptMerge>> {
  const kind = mergeableKindOf(store.model, duplicate, survivor);
  const [one, other] = await bothOf(store, kind, { duplicate, survivor });
  assertSameStanding(one, other);
  const restsOn = await assertNoCycle(store, kind, [one.id, other.id]);
  const { added, removed, leftOut } = movedEdges(store.model, one, other);
  const moving = { from: one.id, to: other.id, by: actor.id, at: context.at };
  const [reservations, needs] = await sideRecordsOf(store, kind, one, moving);
  const { version: _, ...entry } = one;
  const merge: KeptMerge = {
    id: `${mergeType}:${context.newId()}`,
    duplicate: one.id,
    survivor: other.id,
    differences: differencesOf(one, other),
    moved: added.length,
    leftOut: leftOut.length,
    entry,
    added,
    reservations: reservations.map(({ id }) => id),
    needs: needs.map(({ id }) => id),
  };
  const alias = await store.record(aliasType, one.id);
  const { by, at } = moving;
  return {
    answer: merge,
    attribution: { by, role: actor.role, at, why: `Merged ${one.id} into ${other.id}: ${why}` },
    change: {
      nodes: [asWritten(other)],
      edges: added,
      removedEdges: removed,
      removedNodes: [{ id: one.id, expectedVersion: one.version }],
      restsOn,
      records: [
        aliasRecord({ id: one.id, survivor: other.id, merge: merge.id, by, at }, alias),
        mergeRecord(merge, by, at),
        ...reservations,
        ...needs,
      ],
    },
    wasOutdated: edgesChanged,
  };
}

/** The one kind of both ids, else `VALIDATION_FAILED` with what is wrong. */
function mergeableKindOf(model: Model, duplicate: string, survivor: string): string {
  const kind = kindOfId(model, duplicate);
  const problems: Problem[] = [];
  if (kind === undefined || !mergeableKinds.has(kind))
    problems.push({ path: 'duplicate', message: `must be the id of a ${[...mergeableKinds].join(', ')}` });
  else if (kindOfId(model, survivor) !== kind)
    problems.push({ path: 'survivor', message: `must be the id of a ${kind}, as the duplicate is` });
  else if (duplicate === survivor)
    problems.push({ path: 'survivor', message: 'must be the id of another entry than the duplicate' });
  if (problems.length > 0 || kind === undefined) throw validationFailed(problems);
  return kind;
}

async function bothOf(
  store: Store,
  kind: string,
  { duplicate, survivor }: Pick<Duplicates, 'duplicate' | 'survivor'>,
): Promise<readonly [WholeEntry, WholeEntry]> {
  const entries = await wholeEntries(store, kind, [duplicate, survivor]);
  const [one, other] = [entries.get(duplicate), entries.get(survivor)];
  if (one && other) return [one, other];
  // An entry that was merged away is no duplicate any more, and whoever names it may not mean what it was merged into.
  const into = one ? undefined : (await aliasesOf(store, [duplicate])).get(duplicate);
  if (into !== undefined)
    throw new DomainError('WRONG_STATE', `${duplicate} was merged into ${into} already: name that one if it is meant.`);
  // The survivor may be named by an id that was merged into it.
  const aliases = new AliasStore(store);
  if (one) await aliases.headers([survivor]);
  const standing = aliases.standingFor(survivor);
  if (standing !== survivor) {
    mergeableKindOf(store.model, duplicate, standing);
    return bothOf(store, kind, { duplicate, survivor: standing });
  }
  const problems = Object.entries({ duplicate, survivor })
    .filter(([, id]) => !entries.has(id))
    .map(([path, id]) => ({ path, message: `nothing has the id "${id}"` }));
  throw new DomainError('NOT_FOUND', validationFailed(problems).message, { problems });
}

/** A merge must not make a retraction disappear: notices move, and the survivor's standing has to be what they say. */
function assertSameStanding({ id, attributes: { standing } }: WholeEntry, survivor: WholeEntry): void {
  const other = survivor.attributes['standing'];
  if (standing === other) return;
  throw new DomainError(
    'WRONG_STATE',
    `${id} is ${String(standing)} and ${survivor.id} is ${String(other)}: record the notice on the other one first, so that both stand alike.`,
  );
}

async function sideRecordsOf(
  store: Store,
  kind: string,
  { attributes }: WholeEntry,
  moving: Parameters<typeof movedReservations>[2],
): Promise<readonly [RecordWrite[], RecordWrite[]]> {
  if (kind !== 'EvidenceSource') return [[], []];
  return Promise.all([movedReservations(store, attributes, moving), movedNeeds(store, moving)]);
}

function differencesOf(duplicate: WholeEntry, survivor: WholeEntry): Difference[] {
  return Object.entries(survivor.attributes).flatMap(([attribute, kept]) => {
    const left = duplicate.attributes[attribute];
    return JSON.stringify(kept) === JSON.stringify(left) ? [] : [{ attribute, kept, left }];
  });
}
