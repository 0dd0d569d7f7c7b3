import { authorize } from '../access/authorize.ts';
import { conflictsOf, type Authenticated } from '../access/principal.ts';
import { DomainError } from '../domain/errors.ts';
import type { PlainStep } from '../domain/steps-of-review.ts';
import type { ChangeSet } from '../store/change-set.ts';
import { placeOfRecord, type RecordsRead } from '../store/record.ts';
import type { Store } from '../store/store.ts';
import { versionConflict } from '../store/refusals.ts';
import { acceptedChange } from './proposals/accept.ts';
import type { MutationRequest } from './requests/mutation-request.ts';
import { authorized, authenticated } from './requests/authorized.ts';
import type { CurationOptions } from './requests/curation-options.ts';
import { released } from './reservations/reservations.ts';
import { mutationContext } from './requests/mutation-context.ts';
import type { Merge } from './merging/merge.ts';
import type { Duplicates } from './merging/merge-duplicates.ts';
import { mergeDuplicates, undoMerge } from './merging/merging-verbs.ts';
import type { MergedEntry } from './merging/undo-merge.ts';
import { once } from './requests/once.ts';
import {
  absentProposal,
  proposalOf,
  proposalType,
  proposalRecord,
  wasHandedIn,
  type Proposal,
  type Proposed,
} from './proposals/proposal.ts';
import { needOf, needType, settledRecord, type NeedPage } from './notices/need.ts';
import { noticeChange, type Notice, type RecordedNotice } from './notices/notice.ts';
import type { ImportReport } from './imports/import-report.ts';
import { proposeSources } from './imports/propose-sources.ts';
import type { ReferenceRow } from './imports/sort-references.ts';
import { handIn, keepDraft } from './proposals/hand-in.ts';
import { proposed, type Proposer } from './proposals/propose.ts';
import { draftRevision, entryRevision } from './revisions/revise.ts';
import type { Revision } from './revisions/revision.ts';
import type { KeyedRequest } from './requests/receipt.ts';
import { readyFor, takeStep } from './proposals/take-step.ts';
import { topicsOf } from './proposals/topics-of.ts';
import { drafted, type VerbInput, type VerbName } from './verbs/verbs.ts';

export interface ProposalRequest extends MutationRequest {
  /** Whether it is handed in at once; else it is kept as a draft, which only its author sees. Yes if nothing is said. */
  readonly submit?: boolean;
}

export interface StepRequest extends MutationRequest {
  readonly proposal: string;
  readonly step: PlainStep;
  readonly why: string | null;
  /** The version that the decision was made on, where it matters to whoever makes it. */
  readonly expectedVersion?: number | undefined;
}

export interface ProposalPage {
  readonly proposals: readonly Proposal[];
  /** Where to go on, or null at the end. */
  readonly after: string | null;
}

/** The verbs that change the graph, for whoever may use them. Everything is written at once, or nothing. */
export class Curation {
  readonly #options: CurationOptions;

  constructor(options: CurationOptions) {
    this.#options = options;
  }

  get #store(): Store {
    return this.#options.store;
  }

  /** Proposes what a verb adds and connects, and hands it in or keeps it as a draft. Three round trips to the store. */
  async propose<Name extends VerbName>(
    verb: Name,
    input: VerbInput<Name>,
    request: ProposalRequest,
  ): Promise<Proposal> {
    return this.#propose([verb, input], request, (proposer) =>
      proposed(this.#store, drafted(this.#store.model, verb, input, proposer.context), proposer),
    );
  }

  /** Changes one's own draft, or proposes to change an accepted entry; from the version that was read, or not at all. */
  async revise(revision: Revision, request: ProposalRequest): Promise<Proposal> {
    if (revision.id.startsWith(`${proposalType}:`)) return this.#reviseDraft(revision, request);
    return this.#propose(['revise', revision], request, async (proposer) =>
      proposed(this.#store, await entryRevision(this.#store, revision, proposer.context), proposer),
    );
  }

  /** Takes a step of review; accepting also writes what was proposed into the graph, in the same transaction. */
  async step({
    principal,
    idempotencyKey: key,
    proposal: id,
    step,
    why,
    expectedVersion,
  }: StepRequest): Promise<Proposal> {
    const actor = authenticated(principal, step);
    const request = { by: actor.id, key, content: ['step', id, step, why, expectedVersion ?? null] };
    return this.#proposing(request, async () => {
      const proposal = await this.#seen(id, actor);
      assertVersion(proposal, expectedVersion);
      const at = this.#options.now();
      const { status, by: owner } = readyFor(proposal, step, at);
      authorize(principal, step, { owner, status, topics: await topicsOf(this.#store, proposal, conflictsOf(actor)) });
      const next = takeStep(proposal, step, { by: actor.id, role: actor.role, at, why });
      return step === 'submit'
        ? handIn(this.#store, next, { at })
        : { proposal: next, change: await this.#changeOf(next) };
    });
  }

  /**
   * Records what a publisher said about a source: its standing changes at once, and with it everything computed; whoever
   * rests on it is listed for review, with the path that leads there.
   */
  async recordNotice(notice: Notice, { principal, idempotencyKey: key }: MutationRequest): Promise<RecordedNotice> {
    const actor = authorized(principal, 'recordNotice');
    const request = { by: actor.id, key, content: ['recordNotice', notice] };
    const done = await once(this.#store, request, () =>
      noticeChange(this.#store, notice, { actor, context: mutationContext(this.#options) }),
    );
    return 'now' in done ? done.now : { id: done.before, source: notice.source };
  }

  /** Says that somebody looked at an entry again, and what came of it. */
  async settleNeed(
    id: string,
    why: string,
    { principal, idempotencyKey: key }: MutationRequest,
  ): Promise<{ readonly id: string }> {
    const { id: by, role } = authorized(principal, 'settleNeed');
    const done = await once(this.#store, { by, key, content: ['settleNeed', id, why] }, async () => {
      const record = await this.#store.record(needType, id);
      if (!record)
        throw new DomainError('NOT_FOUND', `No need for review has the id ${JSON.stringify(id.slice(0, 60))}.`);
      if (record.status !== 'OPEN') throw new DomainError('WRONG_STATE', `${id} is settled already.`);
      const records = [settledRecord(record, { settledBy: by, why })];
      return { answer: { id }, attribution: { by, role, at: this.#options.now(), why }, change: { records } };
    });
    return 'now' in done ? done.now : { id: done.before };
  }

  /**
   * Makes one entry of two that are the same thing: connections move, the survivor says what it said, and the id of the
   * duplicate answers with it from then on. A dry run tells what would come of it.
   */
  mergeDuplicates(duplicates: Duplicates, request: MutationRequest, dryRun = false): Promise<Merge> {
    return mergeDuplicates(this.#options, duplicates, { ...request, dryRun });
  }

  /** Brings an entry back that was merged into another one, as it was. */
  undoMerge(entry: MergedEntry, request: MutationRequest): Promise<Merge> {
    return undoMerge(this.#options, entry, request);
  }

  /**
   * Proposes the sources of a list of references that nobody has yet, each by itself, and tells of every row what became of
   * it. A dry run tells the same and proposes nothing.
   */
  importReferences(rows: readonly ReferenceRow[], request: MutationRequest, dryRun = false): Promise<ImportReport> {
    return proposeSources(this.#options, rows, { ...request, dryRun });
  }

  /** Entries that are to be looked at again since a source they rest on changed, oldest first. */
  async needsReview(first: number, after: string | null): Promise<NeedPage> {
    const { records, after: next } = await this.#page({ type: needType, status: 'OPEN', first, after });
    return { needs: records.map(needOf), after: next };
  }

  /** One proposal, or `NOT_FOUND`. */
  async proposal(id: string): Promise<Proposal> {
    const found = await this.findProposal(id);
    if (!found) throw absentProposal(id);
    return found;
  }

  async findProposal(id: string): Promise<Proposal | undefined> {
    const record = await this.#store.record(proposalType, id);
    return record ? proposalOf(record) : undefined;
  }

  /**
   * Proposals that were handed in, by where they stand, or all of one author, oldest first. A page of withdrawn ones may be
   * short, as drafts are left out of it.
   */
  async proposals(
    which: { status?: string; owner?: string },
    first: number,
    after: string | null,
  ): Promise<ProposalPage> {
    const { records, after: next } = await this.#page({ type: proposalType, ...which, first, after });
    const proposals = records.map(proposalOf);
    return { proposals: which.owner === undefined ? proposals.filter(wasHandedIn) : proposals, after: next };
  }

  /** Records of a page, and where to go on: one more is read to know. */
  async #page(read: RecordsRead) {
    const found = await this.#store.records({ ...read, first: read.first + 1 });
    const records = found.slice(0, read.first);
    const last = records.at(-1);
    return { records, after: found.length > records.length && last ? placeOfRecord(last) : null };
  }

  async #propose(
    content: readonly unknown[],
    { principal, idempotencyKey: key, submit = true }: ProposalRequest,
    propose: (proposer: Proposer) => Promise<Proposed>,
  ): Promise<Proposal> {
    const actor = authorized(principal, 'propose');
    const request = { by: actor.id, key, content: [...content, submit] };
    return this.#proposing(request, () => propose({ actor, context: mutationContext(this.#options), submit }));
  }

  async #reviseDraft(revision: Revision, { principal, idempotencyKey: key }: MutationRequest): Promise<Proposal> {
    const actor = authenticated(principal, 'revise');
    return this.#proposing({ by: actor.id, key, content: ['revise', revision] }, async () => {
      const draft = await this.#seen(revision.id, actor);
      assertVersion(draft, revision.expectedVersion);
      const { status, by: owner } = readyFor(draft, 'revise', this.#options.now());
      authorize(principal, 'revise', { owner, status });
      const context = mutationContext(this.#options);
      const { inputIds, ...changed } = await draftRevision(this.#store, draft, revision, context);
      const attribution = { by: actor.id, role: actor.role, at: context.at, why: null };
      return keepDraft(this.#store, { ...takeStep(draft, 'revise', attribution), ...changed }, inputIds);
    });
  }

  /** A proposal that somebody may know of. */
  async #seen(id: string, { id: by }: Authenticated): Promise<Proposal> {
    const found = await this.findProposal(id);
    if (found && (found.by === by || wasHandedIn(found))) return found;
    throw absentProposal(id);
  }

  async #changeOf(proposal: Proposal): Promise<Partial<ChangeSet>> {
    const { status, reservations } = proposal;
    if (status === 'ACCEPTED') return acceptedChange(this.#store, proposal);
    return status === 'REJECTED' || status === 'WITHDRAWN'
      ? { records: await released(this.#store, reservations) }
      : {};
  }

  async #proposing(request: KeyedRequest, propose: () => Promise<Proposed>): Promise<Proposal> {
    const done = await once(this.#store, request, async () => {
      const { proposal, change } = await propose();
      const entry = proposal.entries.at(-1);
      if (!entry) throw new TypeError('A proposal has a history.');
      const { step: _, ...attribution } = entry;
      const records = [proposalRecord(proposal), ...(change.records ?? [])];
      return { answer: { ...proposal, version: proposal.version + 1 }, change: { ...change, records }, attribution };
    });
    return 'now' in done ? done.now : this.proposal(done.before);
  }
}

function assertVersion({ id, version }: Proposal, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  throw versionConflict(id, expected, version);
}
