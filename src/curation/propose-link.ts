import { DomainError } from '../domain/errors.ts';
import type { Known } from '../access/principal.ts';
import type { RecordWrite, StoredRecord } from '../store/record.ts';
import type { Store } from '../store/store.ts';
import type { Making } from './draft-change.ts';
import { argumentName, heldRecord, holdType, isHeld, sourceNames } from './holds.ts';
import { studyLinkChange, type StudyLink } from './link-study.ts';
import { proposalType, type Proposal, type Proposed } from './proposal.ts';
import { refuseAbsent, refuseRetracted, whatIsThere } from './what-is-there.ts';

type Change = Pick<ReturnType<typeof studyLinkChange>, 'nodes' | 'edges'>;

/**
 * A proposal that links a study to a claim. A source that the graph or another proposal has already is taken in place of a
 * new one; an argument that its author made before is refused, and named. Two round trips.
 */
export async function proposeLink(
  store: Store,
  asked: StudyLink,
  { actor, making }: { readonly actor: Known; readonly making: Making },
): Promise<Proposed> {
  const draft = studyLinkChange(store.model, asked, making);
  const added = draft.nodes.find(({ id }) => id === draft.source)?.attributes;
  const names = added ? sourceNames(added) : [];
  const ids = draft.given.map(({ id }) => id);
  const [there, holds] = await Promise.all([whatIsThere(store, ids, added), holdsOf(store, names)]);
  refuseAbsent(draft.given, there);
  refuseRetracted(there.source ?? there.found.get(draft.source));
  const known = there.source?.id ?? entryOf(holds.find(isHeld));
  const source = known ?? draft.source;
  const name = argumentName(draft.claim, source, actor.id);
  const [own] = await holdsOf(store, [name]);
  if (isHeld(own)) throw duplicateArgument(own);
  const id = `${proposalType}:${making.newId()}`;
  const hold = (held: string, entry: string, present: StoredRecord | null | undefined): RecordWrite =>
    heldRecord({ name: held, entry, proposal: id, by: actor.id, at: making.at }, present ?? null);
  const records = [
    hold(name, draft.link, own),
    ...(known === undefined ? names.map((held, index) => hold(held, source, holds[index])) : []),
  ];
  const proposal = handedIn(known === undefined ? draft : withSource(draft, draft.source, known), {
    id,
    actor,
    at: making.at,
    subject: draft.claim,
    summary: String(there.found.get(draft.claim)?.['label']),
    holds: records.map((record) => record.id),
  });
  return { proposal, change: { records } };
}

const holdsOf = (store: Store, names: readonly string[]) =>
  Promise.all(names.map((name) => store.record(holdType, name)));

const entryOf = (hold: StoredRecord | null | undefined) => hold?.data['entry'] as string | undefined;

function duplicateArgument(hold: StoredRecord): DomainError {
  const existing = hold.subject ?? hold.id;
  return new DomainError('DUPLICATE', `You linked this source to this claim before: see ${existing}.`, { existing });
}

/** The change with a source that is there already in place of one to be added. */
function withSource({ nodes, edges }: Change, added: string, known: string): Change {
  const end = (id: string) => (id === added ? known : id);
  return {
    nodes: nodes.filter(({ id }) => id !== added),
    edges: edges.map((edge) => ({ ...edge, from: end(edge.from), to: end(edge.to) })),
  };
}

interface HandingIn extends Pick<Proposal, 'id' | 'at' | 'subject' | 'summary' | 'holds'> {
  readonly actor: Known;
}

function handedIn({ nodes, edges }: Change, { actor, at, ...parts }: HandingIn): Proposal {
  const entry = { at, by: actor.id, role: actor.role, step: 'propose', why: null } as const;
  return { ...parts, at, version: 0, status: 'SUBMITTED', by: actor.id, nodes, edges, review: null, entries: [entry] };
}
