import { invalidArgument } from '../../domain/errors.ts';
import { oneLine } from '../../domain/node.ts';
import type { RecordWrite } from '../../store/record.ts';
import type { Store } from '../../store/store.ts';
import type { MutationRequest } from '../requests/mutation-request.ts';
import { authorized } from '../requests/authorized.ts';
import type { CurationOptions } from '../requests/curation-options.ts';
import { mostReferences } from '../sources/find-known-source.ts';
import { reservationRecord } from '../reservations/reservations.ts';
import {
  dryReport,
  importRecord,
  importReportOf,
  importType,
  type ImportReport,
  type KeptReport,
} from './import-report.ts';
import { mutationContext } from '../requests/mutation-context.ts';
import { onceKept, type Effect } from '../requests/once.ts';
import { newProposal, type Proposer } from '../proposals/propose.ts';
import { proposalRecord, type Proposal } from '../proposals/proposal.ts';
import {
  addedSources,
  sortReferences,
  type FreshSource,
  type ReferenceRow,
  type RowReport,
} from './sort-references.ts';

/** Rows of one import: each new source is a proposal of its own, to be decided on by itself. */
const mostRows = 250;

/** Proposes each source of a list of references that nobody has yet; see `Curation.importReferences`. */
export async function proposeSources(
  options: CurationOptions,
  rows: readonly ReferenceRow[],
  { principal, idempotencyKey: key, dryRun }: MutationRequest & { readonly dryRun: boolean },
): Promise<ImportReport> {
  const { store } = options;
  const actor = authorized(principal, 'importReferences');
  if (rows.length > mostRows)
    throw invalidArgument('text', `text may hold ${mostRows} references at most; it holds ${rows.length}: split it.`);
  const make = () => importChange(store, rows, { actor, context: mutationContext(options), submit: true });
  if (dryRun) return dryReport((await make()).answer);
  const request = { by: actor.id, key, content: ['importReferences', rows] };
  return onceKept(store, request, { type: importType, of: importReportOf }, make);
}

/** What an import writes: all proposals at once. Nothing of it is in the graph before they are accepted. */
async function importChange(
  store: Store,
  rows: readonly ReferenceRow[],
  proposer: Proposer,
): Promise<Effect<KeptReport>> {
  const { actor, context } = proposer;
  const { reports, fresh } = await sortedRows(store, rows, context.newId);
  const proposed = fresh.map((source) => sourceProposal(store, source, proposer));
  const proposalOf = new Map(proposed.map(({ proposal }) => [proposal.subject, proposal.id]));
  const answer = {
    id: `${importType}:${context.newId()}`,
    rows: reports.map((row) => ({ ...row, proposal: 'id' in row ? (proposalOf.get(row.id) ?? null) : null })),
  };
  return {
    answer,
    attribution: { by: actor.id, role: actor.role, at: context.at, why: null },
    change: {
      records: [
        importRecord(answer, actor.id, context.at),
        ...proposed.flatMap(({ proposal, reservations }) => [proposalRecord(proposal), ...reservations]),
      ],
    },
  };
}

async function sortedRows(store: Store, rows: readonly ReferenceRow[], newId: () => string) {
  const added = addedSources();
  const reports: RowReport[] = [];
  const fresh: FreshSource[] = [];
  for (let start = 0; start < rows.length; start += mostReferences) {
    const sorted = await sortReferences(store, rows.slice(start, start + mostReferences), { added, newId });
    reports.push(...sorted.reports);
    fresh.push(...sorted.fresh);
  }
  return { reports, fresh };
}

/** A proposal of one source, which is new as far as the whole list was compared, and its reservations. */
function sourceProposal(
  { model }: Store,
  { id, attributes, names }: FreshSource,
  proposer: Proposer,
): { readonly proposal: Proposal; readonly reservations: readonly RecordWrite[] } {
  const nodes = [{ id, expectedVersion: 0, attributes }];
  const change = { nodes, edges: [], removedEdges: [], verb: 'addSource', subject: id };
  const proposal: Proposal = {
    ...newProposal(change, proposer),
    summary: oneLine(model.kinds['EvidenceSource']?.label(attributes) ?? id),
    reservations: names.map(({ name }) => name),
  };
  const { id: of, by, at } = proposal;
  const reservations = names.map(({ name, present }) =>
    reservationRecord({ name, entry: id, proposal: of, by, at }, present),
  );
  return { proposal, reservations };
}
