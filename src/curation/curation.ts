import { authorize } from '../access/authorize.ts';
import type { Principal } from '../access/principal.ts';
import { DomainError } from '../domain/errors.ts';
import type { StepName } from '../domain/steps-of-review.ts';
import type { ChangeSet } from '../store/change-set.ts';
import { placeOfRecord, type RecordsRead, type RecordWrite, type StoredRecord } from '../store/record.ts';
import type { Store } from '../store/store.ts';
import { versionConflict } from '../store/write-rules.ts';
import { acceptedChange } from './accept.ts';
import { authorized, named } from './authorized.ts';
import { freedRecord, holdType } from './holds.ts';
import { makingNow } from './making-now.ts';
import type { Merge } from './merging/merge.ts';
import type { Duplicates } from './merging/merge-duplicates.ts';
import { mergeDuplicates, undoMerge } from './merging/merging-verbs.ts';
import { namingSurvivors } from './merging/naming-survivors.ts';
import { knowingSurvivors } from './merging/surviving.ts';
import type { MergedEntry } from './merging/undo-merge.ts';
import { once, type Request } from './once.ts';
import { proposalOf, proposalType, recordOf, type Proposal, type Proposed } from './proposal.ts';
import { needOf, needType, settledRecord, type NeedPage } from './need.ts';
import { noticeChange, type Notice, type RecordedNotice } from './notice.ts';
import { proposeLink } from './propose-link.ts';
import type { StudyLink } from './link-study.ts';
import type { ImportReport } from './import-report.ts';
import { proposeSources } from './propose-sources.ts';
import type { ReferenceRow } from './sort-references.ts';
import { readyFor, takeStep } from './take-step.ts';
import { topicsOf } from './topics-of.ts';

/** What comes with every verb. */
export interface Asked {
  readonly principal: Principal;
  /** Repeated with the same request it has one effect; with another it is refused. */
  readonly idempotencyKey: string;
}

export interface StepAsked extends Asked {
  readonly proposal: string;
  readonly step: StepName;
  readonly why: string | null;
  /** The version that the decision was made on, where it matters to whoever makes it. */
  readonly expectedVersion?: number | undefined;
}

export interface CurationOptions {
  readonly store: Store;
  /** A new id without its prefix. */
  readonly newId: () => string;
  /** Now: ISO 8601, UTC, with milliseconds. */
  readonly now: () => string;
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

  /**
   * Proposes to link a study to a claim and hands it in. A source that is known by one of its identifiers is taken instead
   * of a second one. Three round trips to the store.
   */
  async linkStudy(link: StudyLink, { principal, idempotencyKey: key }: Asked): Promise<Proposal> {
    const actor = authorized(principal, 'propose');
    const request = { by: actor.id, key, asked: ['linkStudy', link] };
    return this.#proposing(request, () =>
      makingNow(this.#options, (making) => proposeLink(this.#store, link, { actor, making })),
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
      const proposal = await this.proposal(id);
      refuseOtherVersion(proposal, expectedVersion);
      const at = this.#options.now();
      const { status, by: owner } = readyFor(proposal, step, at);
      authorize(principal, step, { owner, status, topics: await topicsOf(this.#store, proposal) });
      const next = takeStep(proposal, step, { by: actor.id, role: actor.role, at, why });
      return { proposal: next, change: await this.#changeOf(next) };
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
      makingNow(this.#options, (making) => noticeChange(this.#store, notice, { actor, making })),
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
    if (!found) throw new DomainError('NOT_FOUND', `No proposal has the id ${JSON.stringify(id.slice(0, 60))}.`);
    return found;
  }

  async findProposal(id: string): Promise<Proposal | undefined> {
    const record = await this.#store.record(proposalType, id);
    return record ? proposalOf(record) : undefined;
  }

  /** Proposals that wait or are taken up, or those of one author, oldest first. */
  async proposals(
    which: { status?: string; owner?: string },
    first: number,
    after: string | null,
  ): Promise<ProposalPage> {
    const { records, after: next } = await this.#page({ type: proposalType, ...which, first, after });
    return { proposals: records.map(proposalOf), after: next };
  }

  /** Records of a page, and where to go on: one more is read to know. */
  async #page(read: RecordsRead) {
    const found = await this.#store.records({ ...read, first: read.first + 1 });
    const records = found.slice(0, read.first);
    const last = records.at(-1);
    return { records, after: found.length > records.length && last ? placeOfRecord(last) : null };
  }

  async #changeOf({ status, ...proposal }: Proposal): Promise<Partial<ChangeSet>> {
    if (status === 'ACCEPTED')
      return knowingSurvivors(this.#store, (survivors) =>
        acceptedChange(this.#store, namingSurvivors({ status, ...proposal }, survivors)),
      );
    return status === 'REJECTED' || status === 'WITHDRAWN' ? { records: await this.#freed(proposal.holds) } : {};
  }

  async #freed(holds: readonly string[]): Promise<RecordWrite[]> {
    const records = await Promise.all(holds.map((name) => this.#store.record(holdType, name)));
    return records.filter((record): record is StoredRecord => record !== null).map(freedRecord);
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
