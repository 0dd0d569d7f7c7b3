import { DomainError } from '../../domain/errors.ts';
import { lifeCycleStatuses, type LifeCycleStatus } from '../../domain/life-cycle.ts';
import type { StepName } from '../../domain/steps-of-review.ts';
import type { ChangeSet } from '../../store/change-set.ts';
import { dataOf, subjectOf, type RecordWrite, type StoredRecord } from '../../store/record.ts';
import { isOneOf } from '../../support/is-one-of.ts';
import type { ProposedChange } from '../drafts/proposed-change.ts';

/** One line of what happened to a proposal, kept for good. */
export interface ProposalEntry {
  readonly at: string;
  readonly by: string;
  readonly role: string;
  readonly step: StepName | 'draft' | 'propose';
  readonly why: string | null;
}

/** Who took a proposal up, and until when it is theirs. */
export interface Review {
  readonly by: string;
  readonly until: string;
}

/**
 * A change of the graph that somebody wants. It is a side record until it is accepted, so no read of the graph can meet what
 * was not accepted (decision 0009).
 */
export interface Proposal extends ProposedChange {
  readonly id: string;
  readonly version: number;
  readonly status: LifeCycleStatus;
  /** Who made it. */
  readonly by: string;
  readonly at: string;
  /** The verb that made it, for example `linkStudy`. */
  readonly verb: string;
  /** The entry that it is mainly about, for example the claim that evidence is linked to. */
  readonly subject: string;
  /** One line to show. */
  readonly summary: string;
  readonly review: Review | null;
  readonly entries: readonly ProposalEntry[];
  /** The names, for example a DOI, that no other proposal may have at the same time. */
  readonly reservations: readonly string[];
}

/** A proposal as it is to be, and what else is written with it. */
export interface Proposed {
  readonly proposal: Proposal;
  readonly change: Partial<ChangeSet>;
}

export const proposalType = 'proposal';

/** A proposal as it is kept; `holds` is the name that stored files have for its reservations. */
export function proposalRecord(proposal: Proposal): RecordWrite {
  const { id, version, status, by, at, subject, reservations: holds, ...data } = proposal;
  return { type: proposalType, id, expectedVersion: version, status, owner: by, at, subject, data: { ...data, holds } };
}

/** What a proposal is that was kept when there was one verb. */
const first = { verb: 'linkStudy', removedEdges: [] };

/** Undoes {@link proposalRecord}. */
export function proposalOf(record: StoredRecord): Proposal {
  const { id, version, status, owner: by, at } = record;
  if (!isOneOf(lifeCycleStatuses, status)) throw new TypeError(`${id} has the status ${status}, which is none.`);
  const { holds, ...data } = dataOf<KeptParts>(record);
  return { ...first, ...data, reservations: holds, id, version, status, by, at, subject: subjectOf(record) };
}

/** What is kept of a proposal as the data of its record. */
type KeptParts = Pick<Proposal, 'nodes' | 'edges' | 'summary' | 'review' | 'entries'> &
  Partial<Pick<Proposal, keyof typeof first>> & { readonly holds: Proposal['reservations'] };

export const absentProposal = (id: string) =>
  new DomainError('NOT_FOUND', `No proposal has the id ${JSON.stringify(id.slice(0, 60))}.`);

/** Whether it was ever handed in. A draft that was not is its author's business, and nobody else learns of it. */
export const wasHandedIn = ({ entries }: Proposal) =>
  entries.some(({ step }) => step === 'propose' || step === 'submit');

/** Ids that it rests on or changes, and that are not its own to add. */
export function idsOutside({ nodes, edges, removedEdges, subject }: Proposal): {
  readonly ends: readonly string[];
  readonly revised: readonly string[];
  readonly all: readonly string[];
  /** Where connections lead that it removes. */
  readonly parted: readonly string[];
} {
  const own = new Set(nodes.map(({ id }) => id));
  const ends = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].filter((id) => !own.has(id));
  const revised = nodes.filter(({ expectedVersion }) => expectedVersion > 0).map(({ id }) => id);
  const parted = [...new Set(removedEdges.flatMap(({ from, to }) => [from, to]))].filter((id) => !own.has(id));
  return { ends, revised, parted, all: [...new Set([...ends, ...revised, ...(own.has(subject) ? [] : [subject])])] };
}
