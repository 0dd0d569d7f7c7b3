import { authorize } from '../access/authorize.ts';
import { conflictsOf, type Known } from '../access/principal.ts';
import { DomainError } from '../domain/errors.ts';
import type { PlainStep } from '../domain/steps-of-review.ts';
import type { ChangeSet } from '../store/change-set.ts';
import { placeOfRecord, type RecordsRead } from '../store/record.ts';
import type { Store } from '../store/store.ts';
import { versionConflict } from '../store/refusals.ts';
import { acceptedChange } from './accept.ts';
import type { Asked } from './asked.ts';
import { authorized, named } from './authorized.ts';
import type { CurationOptions } from './curation-options.ts';
import { freed } from './holds.ts';
import { mutationContext } from './mutation-context.ts';
import type { Merge } from './merging/merge.ts';
import type { Duplicates } from './merging/merge-duplicates.ts';
import { mergeDuplicates, undoMerge } from './merging/merging-verbs.ts';
import type { MergedEntry } from './merging/undo-merge.ts';
import { once } from './once.ts';
import {
  absentProposal,
  proposalOf,
  proposalType,
  recordOf,
  wasHandedIn,
  type Proposal,
  type Proposed,
} from './proposal.ts';
import { needOf, needType, settledRecord, type NeedPage } from './need.ts';
import { noticeChange, type Notice, type RecordedNotice } from './notice.ts';
import type { ImportReport } from './import-report.ts';
import { proposeSources } from './propose-sources.ts';
import type { ReferenceRow } from './sort-references.ts';
import { handIn, keepDraft } from './hand-in.ts';
import { proposed, type Proposing } from './propose.ts';
import { draftRevision, entryRevision } from './revise/revise.ts';
import type { Revision } from './revise/revision.ts';
import type { Request } from './receipt.ts';
import { readyFor, takeStep } from './take-step.ts';
import { topicsOf } from './topics-of.ts';
import { drafted, type VerbInput, type VerbName } from './verbs/verbs.ts';

export interface ProposalAsked extends Asked {
  /** Whether it is handed in at once; else it is kept as a draft, which only its author sees. Yes if nothing is said. */
  readonly submit?: boolean;
}

export interface StepAsked extends Asked {
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
  async propose<Name extends VerbName>(verb: Name, input: VerbInput<Name>, asked: ProposalAsked): Promise<Proposal> {
    return this.#propose([verb, input], asked, (proposing) =>
      proposed(this.#store, drafted(this.#store.model, verb, input, proposing.context), proposing),
    );
  }

  /** Changes one's own draft, or proposes to change an accepted entry; from the version that was read, or not at all. */
  async revise(revision: Revision, asked: ProposalAsked): Promise<Proposal> {
    if (revision.id.startsWith(`${proposalType}:`)) return this.#reviseDraft(revision, asked);
    return this.#propose(['revise', revision], asked, async (proposing) =>
      proposed(this.#store, await entryRevision(this.#store, revision, proposing.context), proposing),
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
  }: StepAsked): Promise<Proposal> {
    const actor = named(principal, step);
    const request = { by: actor.id, key, asked: ['step', id, step, why, expectedVersion ?? null] };
    return this.#proposing(request, async () => {
      const proposal = await this.#seen(id, actor);
      refuseOtherVersion(proposal, expectedVersion);
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
  async recordNotice(notice: Notice, { principal, idempotencyKey: key }: Asked): Promise<RecordedNotice> {
    const actor = authorized(principal, 'recordNotice');
    const request = { by: actor.id, key, asked: ['recordNotice', notice] };
    const done = await once(this.#store, request, () =>
      noticeChange(this.#store, notice, { actor, context: mutationContext(this.#options) }),
    );
    return 'now' in done ? done.now : { id: done.before, source: notice.source };
  }

  /** Says that somebody looked at an entry again, and what came of it. */
  async settleNeed(
    id: string,
    why: string,
    { principal, idempotencyKey: key }: Asked,
  ): Promise<{ readonly id: string }> {
    const { id: by, role } = authorized(principal, 'settleNeed');
    const done = await once(this.#store, { by, key, asked: ['settleNeed', id, why] }, async () => {
      const record = await this.#store.record(needType, id);
      if (!record)
        throw new DomainError('NOT_FOUND', `No need for review has the id ${JSON.stringify(id.slice(0, 60))}.`);
      if (record.status !== 'OPEN') throw new DomainError('WRONG_STATE', `${id} is settled already.`);
      const records = [settledRecord(record, { settledBy: by, why })];
      return { answer: { id }, acting: { by, role, at: this.#options.now(), why }, change: { records } };
    });
    return 'now' in done ? done.now : { id: done.before };
  }

  /**
   * Makes one entry of two that are the same thing: connections move, the survivor says what it said, and the id of the
   * duplicate answers with it from then on. A dry run tells what would come of it.
   */
  mergeDuplicates(duplicates: Duplicates, asked: Asked, dryRun = false): Promise<Merge> {
    return mergeDuplicates(this.#options, duplicates, { ...asked, dryRun });
  }

  /** Brings an entry back that was merged into another one, as it was. */
  undoMerge(entry: MergedEntry, asked: Asked): Promise<Merge> {
    return undoMerge(this.#options, entry, asked);
  }

  /**
   * Proposes the sources of a list of references that nobody has yet, each by itself, and tells of every row what became of
   * it. A dry run tells the same and proposes nothing.
   */
  importReferences(rows: readonly ReferenceRow[], asked: Asked, dryRun = false): Promise<ImportReport> {
    return proposeSources(this.#options, rows, { ...asked, dryRun });
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
    { principal, idempotencyKey: key, submit = true }: ProposalAsked,
    propose: (proposing: Proposing) => Promise<Proposed>,
  ): Promise<Proposal> {
    const actor = authorized(principal, 'propose');
    const request = { by: actor.id, key, asked: [...content, submit] };
    return this.#proposing(request, () => propose({ actor, context: mutationContext(this.#options), submit }));
  }

  async #reviseDraft(revision: Revision, { principal, idempotencyKey: key }: Asked): Promise<Proposal> {
    const actor = named(principal, 'revise');
    return this.#proposing({ by: actor.id, key, asked: ['revise', revision] }, async () => {
      const draft = await this.#seen(revision.id, actor);
      refuseOtherVersion(draft, revision.expectedVersion);
      const { status, by: owner } = readyFor(draft, 'revise', this.#options.now());
      authorize(principal, 'revise', { owner, status });
      const context = mutationContext(this.#options);
      const { given, ...changed } = await draftRevision(this.#store, draft, revision, context);
      const acting = { by: actor.id, role: actor.role, at: context.at, why: null };
      return keepDraft(this.#store, { ...takeStep(draft, 'revise', acting), ...changed }, given);
    });
  }

  /** A proposal that somebody may know of. */
  async #seen(id: string, { id: by }: Known): Promise<Proposal> {
    const found = await this.findProposal(id);
    if (found && (found.by === by || wasHandedIn(found))) return found;
    throw absentProposal(id);
  }

  async #changeOf(proposal: Proposal): Promise<Partial<ChangeSet>> {
    const { status, holds } = proposal;
    if (status === 'ACCEPTED') return acceptedChange(this.#store, proposal);
    return status === 'REJECTED' || status === 'WITHDRAWN' ? { records: await freed(this.#store, holds) } : {};
  }

  async #proposing(request: Request, propose: () => Promise<Proposed>): Promise<Proposal> {
    const done = await once(this.#store, request, async () => {
      const { proposal, change } = await propose();
      const entry = proposal.entries.at(-1);
      if (!entry) throw new TypeError('A proposal has a history.');
      const { step: _, ...acting } = entry;
      const records = [recordOf(proposal), ...(change.records ?? [])];
      return { answer: { ...proposal, version: proposal.version + 1 }, change: { ...change, records }, acting };
    });
    return 'now' in done ? done.now : this.proposal(done.before);
  }
}

function refuseOtherVersion({ id, version }: Proposal, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  throw versionConflict(id, expected, version);
}
