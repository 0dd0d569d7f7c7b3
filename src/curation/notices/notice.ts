import type { Authenticated } from '../../access/principal.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { DomainError } from '../../domain/errors.ts';
import type { RecordWrite, StoredRecord } from '../../store/record.ts';
import { AliasStore } from '../../store/aliases/alias-store.ts';
import type { Store } from '../../store/store.ts';
import { attributeNames, readTyped, select } from '../../store/typed-read.ts';
import { dependentsOf } from './dependents.ts';
import { DraftChange } from '../drafts/draft-change.ts';
import type { MutationContext } from '../requests/mutation-context.ts';
import { needRecord, needType, settledRecord } from './need.ts';
import type { Effect } from '../requests/once.ts';

/** What a publisher or another body said about a source. */
export interface Notice {
  readonly source: string;
  /** Nature, date, reasons and DOI of the notice. */
  readonly attributes: AttributeRecord;
  readonly why: string | null;
}

export interface RecordedNotice {
  readonly id: string;
  readonly source: string;
}

/** The standing that a source has after a notice of each nature. */
const standings: Readonly<Record<string, string>> = {
  RETRACTION: 'RETRACTED',
  CORRECTION: 'CORRECTED',
  CONCERN: 'CONCERN',
  REINSTATEMENT: 'REINSTATED',
};

/** As many as one notice can open, for each of the notices there may have been. */
const mostNeeds = 500_000;

export async function noticeChange(
  store: Store,
  { source: named, attributes, why }: Notice,
  { actor, context }: { readonly actor: Authenticated; readonly context: MutationContext },
): Promise<Effect<RecordedNotice>> {
  const draft = new DraftChange(store.model, context);
  draft.existing(['EvidenceSource'], 'source', named);
  const id = draft.add('EditorialNotice', 'notice', attributes);
  draft.checked();
  const nature = String(attributes['nature']);
  const row = await sourceRow(new AliasStore(store), named);
  const source = row.id;
  draft.connect('AFFECTS', id, source);
  const { nodes, edges } = draft.checked();
  assertApplicable(row, nature);
  const needs =
    nature === 'REINSTATEMENT'
      ? await settled(store, source)
      : await opened(store, { source, id, at: context.at, by: actor.id });
  const { at } = context;
  return {
    answer: { id, source },
    attribution: { by: actor.id, role: actor.role, at, why },
    change: {
      nodes: [
        ...nodes.map((node) => ({ ...node, status: 'ACCEPTED' as const, reviewPackage: null })),
        standingWrite(store, row, standings[nature] ?? 'CURRENT'),
      ],
      edges,
      records: needs,
    },
  };
}

type SourceRow = Awaited<ReturnType<typeof sourceRow>>;

async function sourceRow(store: Store, id: string) {
  const names = attributeNames(store.model, 'EvidenceSource');
  const selected = select({
    EvidenceSource: { attributes: ['status', 'version', 'reviewPackage', ...names], relations: {} },
  });
  const answer = await readTyped(store, { source: { by: 'ids', ids: [id], select: selected } });
  const [row] = answer.source;
  if (!row)
    throw new DomainError('NOT_FOUND', `Nothing has the id "${id}".`, {
      problems: [{ path: 'source', message: 'is not there' }],
    });
  return row;
}

/** Only what was retracted is reinstated, and nothing is retracted twice. */
function assertApplicable({ id, standing }: SourceRow, nature: string): void {
  const [isBack, isGone] = [nature === 'REINSTATEMENT', standing === 'RETRACTED'];
  if (isBack === isGone) return;
  const allowed = isGone ? 'the next notice on it can only be a REINSTATEMENT' : 'only what is RETRACTED is reinstated';
  throw new DomainError('WRONG_STATE', `${id} is ${standing}: ${allowed}.`);
}

function standingWrite(store: Store, row: SourceRow, standing: string) {
  const names = attributeNames(store.model, 'EvidenceSource');
  const attributes = Object.fromEntries(names.map((name) => [name, row[name]]));
  const { id, version: expectedVersion, status, reviewPackage } = row;
  return { id, expectedVersion, attributes: { ...attributes, standing }, status, reviewPackage };
}

interface Opening {
  readonly source: string;
  readonly id: string;
  readonly at: string;
  readonly by: string;
}

async function opened(store: Store, { source, id: notice, at, by }: Opening): Promise<RecordWrite[]> {
  const paths = await dependentsOf(store, source);
  return [...paths].map(([entry, path]) => needRecord({ entry, at, notice, source, path }, by));
}

async function settled(store: Store, source: string): Promise<RecordWrite[]> {
  const records: readonly StoredRecord[] = await store.records({
    type: needType,
    subject: source,
    after: null,
    first: mostNeeds,
  });
  return records.filter(({ status }) => status === 'OPEN').map((record) => settledRecord(record));
}
