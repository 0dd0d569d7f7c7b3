import { DomainError } from '../domain/errors.ts';
import { kindOfId } from '../domain/ids.ts';
import type { Model } from '../domain/model.ts';
import { oneLine } from '../domain/node.ts';
import type { StoredRecord } from '../store/record.ts';
import type { Store } from '../store/store.ts';
import { argumentsIn } from './arguments-in.ts';
import { refuseCircles } from './circles.ts';
import type { Given } from './draft-change.ts';
import { heldRecord, holdsOf, isHeld } from './holds.ts';
import { knownSources, sourcesIn, withKnownSources } from './known-sources.ts';
import { idsOutside, type Proposal, type Proposed } from './proposal.ts';
import { resolveAliases } from './resolve-aliases.ts';
import { refuseAbsent, refuseChanged, refuseRetracted, whatIsThere, type WhatIsThere } from './what-is-there.ts';

/** A draft that its author keeps, once all that it names is there. One round trip. It holds nothing. */
export async function keepDraft(store: Store, draft: Proposal, given: readonly Given[]): Promise<Proposed> {
  const there = await whatIsThere(store, idsToRead(draft, given));
  const proposal = resolveAliases(draft, there.standingFor);
  refuseUnfit(proposal, there, given);
  return { proposal: { ...proposal, summary: summaryOf(store.model, proposal, there) }, change: {} };
}

interface HandingIn {
  readonly at: string;
  /** What was given, where somebody just gave it; else ids stand for their fields. */
  readonly given?: readonly Given[];
}

/**
 * A proposal that is handed in. A source that the graph or another proposal has already is taken in place of a new one; what
 * its author argued before, and a source that is there, are refused and named. Two round trips.
 */
export async function handIn(store: Store, draft: Proposal, { at, given }: HandingIn): Promise<Proposed> {
  const { proposal, wanted } = await withoutDoubles(store, draft, given);
  const [own] = await Promise.all([ownArguments(store, proposal), refuseCircles(store, proposal)]);
  const records = [...own, ...wanted].map(({ name, entry, present }) =>
    heldRecord({ name, entry, proposal: draft.id, by: draft.by, at }, present),
  );
  return { proposal: { ...proposal, holds: records.map(({ id }) => id) }, change: { records } };
}

/** A name that is to be held for an entry, and who had it before. */
interface Hold {
  readonly name: string;
  readonly entry: string;
  readonly present: StoredRecord | null;
}

/** The proposal with sources that are there already in place of new ones, and the names of those that stay. */
async function withoutDoubles(store: Store, proposed: Proposal, given: readonly Given[] | undefined) {
  const sources = sourcesIn(store.model, proposed);
  const [there, present] = await Promise.all([
    whatIsThere(
      store,
      idsToRead(proposed, given),
      sources.map(({ attributes }) => attributes),
    ),
    holdsOf(
      store,
      sources.flatMap(({ names }) => names),
    ),
  ]);
  const draft = resolveAliases(proposed, there.standingFor);
  refuseUnfit(draft, there, given);
  const known = knownSources({ draft, sources, there, holds: present });
  const proposal = withKnownSources({ ...draft, summary: summaryOf(store.model, draft, there) }, known);
  const wanted = sources
    .filter(({ id }) => !known.has(id))
    .flatMap(({ id, names: own }) => own.map((name): Hold => ({ name, entry: id, present: present.get(name) ?? null })))
    // A name that is held still is held for the source itself, which is changed.
    .filter((hold) => !isHeld(hold.present));
  return { proposal, wanted };
}

/** The arguments that the proposal adds, each under its name; `DUPLICATE` where its author made one of them before. */
async function ownArguments(store: Store, proposal: Proposal): Promise<Hold[]> {
  const wanted = argumentsIn(store.model, proposal);
  const found = await holdsOf(
    store,
    wanted.map(({ name }) => name),
  );
  const own = wanted.map(({ name, link }): Hold => ({ name, entry: link, present: found.get(name) ?? null }));
  refuseSecond(own);
  return own;
}

/** What was given may have come to nothing: an edge that goes and comes back. That it is there is asked all the same. */
function idsToRead(draft: Proposal, given: readonly Given[] = []): string[] {
  const { all, parted } = idsOutside(draft);
  return [...all, ...parted, ...given.map(({ id }) => id)];
}

function refuseUnfit(draft: Proposal, there: WhatIsThere, given?: readonly Given[]): void {
  const { ends, all } = idsOutside(draft);
  refuseAbsent(given ?? all.map((id) => ({ id, path: id })), there);
  for (const id of ends) refuseRetracted(there.found.get(id));
  refuseChanged(draft, there);
}

function refuseSecond(holds: readonly Hold[]): void {
  const held = holds.map(({ present }) => present).find(isHeld);
  if (!held) return;
  const existing = held.subject ?? held.id;
  throw new DomainError('DUPLICATE', `You made this argument for this claim before: see ${existing}.`, { existing });
}

/** One line to show: what its subject is called. */
function summaryOf(model: Model, { subject, nodes }: Proposal, { found }: WhatIsThere): string {
  const own = nodes.find(({ id }) => id === subject);
  const label = own && model.kinds[kindOfId(model, subject) ?? '']?.label(own.attributes);
  return oneLine(label ?? String(found.get(subject)?.['label']));
}
