import { ID, Int } from 'type-graphql';
import { authorized } from '../../curation/authorized.ts';
import type { ImportReport, ImportedRow } from '../../curation/import-report.ts';
import { choiceSet } from '../../domain/attribute.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { sourceKind } from '../../domain/kinds/evidence.ts';
import type { ReferenceFormatName } from '../../exchange/references/reference-formats.ts';
import { objectType } from '../analysis/object-type.ts';
import type { Given } from '../given.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';
import { choiceEnum } from '../types/choice-enum.ts';
import { askedBy, curationOf, dryRunArgument, keyArgument } from './asking.ts';
import { orRefusal, payloadType } from './user-errors.ts';

const format = choiceSet('ReferenceFormat', 'A way to write references down.', {
  RIS: 'RIS, as most databases export it.',
  BIBTEX: 'BibTeX or BibLaTeX.',
  CSL_JSON: 'CSL-JSON: a list of items, or one item.',
});

const formatNames: Readonly<Record<keyof (typeof format)['values'], ReferenceFormatName>> = {
  RIS: 'ris',
  BIBTEX: 'bibtex',
  CSL_JSON: 'csl-json',
};

const outcome = choiceSet('ImportOutcome', 'What became of one reference.', {
  ADDED: 'Nobody has it: it is proposed.',
  KNOWN: 'It is here already, or proposed already.',
  BROKEN: 'It cannot be read; the others do not suffer from it.',
});

const nearType = objectType('NearSource', 'A source that may be the same document; a person decides.', {
  id: [ID, 'Its id.'],
  reason: [String, 'What they have in common.'],
});

const rowType = objectType('ImportedReference', 'One reference of a list, and what became of it.', {
  line: [Int, 'The line of the text where it starts; the first line is 1.'],
  outcome: [choiceEnum(outcome), 'What became of it.'],
  sourceId: [
    ID,
    'The source that it is, or is to be; null where it is broken, and in a dry run where it is new.',
    'nullable',
  ],
  proposalId: [ID, 'The proposal that would add it.', 'nullable'],
  reason: [String, 'By what it is known.', 'nullable'],
  near: [[nearType], 'Sources that may be the same.'],
  problems: [[String], 'What is wrong with it.'],
});

const reportType = objectType('ReferenceImport', 'What became of a list of references, in their order.', {
  id: [ID, 'Its id; null for a dry run.', 'nullable'],
  added: [Int, 'How many are proposed.'],
  known: [Int, 'How many were here already.'],
  broken: [Int, 'How many cannot be read.'],
  rows: [[rowType], 'Each reference.'],
});

function shownReport({ id, rows }: ImportReport) {
  const count = (wanted: ImportedRow['outcome']) => rows.filter((row) => row.outcome === wanted).length;
  const added = new Set(rows.flatMap((row) => (row.outcome === 'ADDED' ? [row.id] : [])));
  /** A dry run adds nothing: its ids would lead nowhere. */
  const leadsSomewhere = (source: string) => id !== null || !added.has(source);
  return {
    id,
    added: count('ADDED'),
    known: count('KNOWN'),
    broken: count('BROKEN'),
    rows: rows.map((row) => shownRow(row, leadsSomewhere)),
  };
}

const shownRow = ({ line, proposal, ...row }: ImportedRow, leadsSomewhere: (source: string) => boolean) => ({
  line,
  outcome: row.outcome,
  sourceId: row.outcome !== 'BROKEN' && leadsSomewhere(row.id) ? row.id : null,
  proposalId: proposal,
  reason: row.outcome === 'KNOWN' ? row.reason : null,
  near: row.outcome === 'ADDED' ? row.near.filter(({ id }) => leadsSomewhere(id)) : [],
  problems: row.outcome === 'BROKEN' ? row.problems : [],
});

/** As much as one request may bring. */
const longestText = 250_000;

type ImportArguments = Given & {
  readonly format?: keyof typeof formatNames | null;
  readonly kind?: string | null;
  readonly dryRun: boolean;
};

async function rowsOf(given: ImportArguments) {
  const text = String(given['text']);
  if (text.length > longestText) throw invalidArgument('text', `text may have ${longestText} characters at most.`);
  // Loaded only when wanted: starting would take longer for it.
  const { readReferences } = await import('../../exchange/references/read-references.ts');
  const { formatOfText } = await import('../../exchange/references/reference-formats.ts');
  const found = given.format ? formatNames[given.format] : formatOfText(text);
  if (!found)
    throw invalidArgument('format', 'format must be given: the text does not begin as RIS, BibTeX or CSL-JSON.');
  return readReferences(text, { format: found, kind: given.kind ?? undefined });
}

const importReferencesRoot: OwnRoot<ImportArguments> = {
  type: payloadType('ReferenceImportPayload', { name: 'ReferenceImport', type: reportType }),
  description:
    'Proposes the sources of a list of references in RIS, BibTeX or CSL-JSON, each as a proposal of its own, and tells of every one what became of it. One that is broken does not stop the others.',
  given: [
    { name: 'text', type: String, description: 'The list: 250 references and 250,000 characters at most.' },
    {
      name: 'format',
      type: choiceEnum(format),
      nullable: true,
      description: 'How it is written; what it looks like if nothing is said.',
    },
    {
      name: 'kind',
      type: choiceEnum(sourceKind),
      nullable: true,
      description: 'What references are whose type says none of these, such as books.',
    },
    dryRunArgument,
    keyArgument,
  ],
  resolve: (given, context) =>
    orRefusal(async () => {
      // Before anything is read: whoever may not import does not make the server parse.
      authorized(context.principal, 'importReferences');
      const asked = askedBy(context, given);
      const rows = await rowsOf(given);
      return shownReport(await curationOf(context).importReferences(rows, asked, given.dryRun));
    }),
};

export const importMutations: OwnRoots = { importReferences: importReferencesRoot };
