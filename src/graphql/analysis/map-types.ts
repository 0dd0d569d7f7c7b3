import { ID, Int } from 'type-graphql';
import type { AnsweredSince } from '../../analysis/answered-since.ts';
import type { GapMapCell } from '../../analysis/gap-map.ts';
import type { Overview } from '../../analysis/overview.ts';
import { share } from '../../analysis/overview.ts';
import type { AnsweredContradictions, AnsweredGapMap } from '../../analysis/questions.ts';
import { cellState, contradictionKind } from '../../analysis/vocabulary.ts';
import { indicationStatus } from '../../domain/kinds/indication-status.ts';
import { kinds } from '../../domain/kinds.ts';
import { choiceEnum } from '../types/choice-enum.ts';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { nodeKind } from '../types/search-types.ts';
import { entryOf, entryOrNull, entryType } from './entry-type.ts';
import { indicationType, shownIndication, stanceEnum } from './indication-types.ts';
import { inputType, objectType } from './object-type.ts';

const count = [Int, 'How many.'] as const;
const designCount = objectType('DesignCount', 'Studies of one design.', {
  design: [choiceEnum(kinds.Study.attributes.design.choices), 'The design; none: not stated, or a review.', 'nullable'],
  count,
});
const stanceCount = objectType('StanceCount', 'Studies that say the same.', { stance: [stanceEnum, 'What.'], count });
const statusCount = objectType('StatusCount', 'Claims of one computed status.', {
  status: [choiceEnum(indicationStatus), 'The status.'],
  count,
});
const verdictCount = objectType('VerdictCount', 'Verdicts at one level.', {
  level: [entryType, 'The level.', 'nullable'],
  count,
});

const gapMapCell = objectType('GapMapCell', 'What is known of one row and column.', {
  row: [ID, 'Id of the row.'],
  column: [ID, 'Id of the column.'],
  states: [[choiceEnum(cellState)], 'What is known; all that hold.'],
  claims: [[indicationType], 'The claims, each with its indication.'],
  designs: [[designCount], 'Studies by design; one with several characteristics counts under each.'],
  stances: [[stanceCount], 'Studies by what they say.'],
  newestYear: [Int, 'Year of the newest source that counts, as far as known.', 'nullable'],
  statuses: [[statusCount], 'Claims by computed status.'],
  verdicts: [[verdictCount], 'Verdicts that people gave, by level.'],
  researchRecommendations: [[entryType], 'Recommendations that ask for research here.'],
});

export const gapMapType = objectType('GapMap', 'Where evidence is, and where nobody has looked.', {
  rows: [[entryType], 'The rows.'],
  columns: [[entryType], 'The columns.'],
  cells: [[gapMapCell], 'Row by row.'],
  emptyCells: [Int, 'Cells in which nobody looked, whether they are shown or not.'],
  claims: [Int, 'Claims in any cell, each once.'],
  hiddenClaims: [Int, 'Claims on these rows and columns that the filter leaves out.'],
  hiddenRows: [Int, 'Rows that there are and that are not shown.'],
  hiddenColumns: [Int, 'Columns that there are and that are not shown.'],
});

const ids = (what: string) => [[ID], `${what} Leave out for all.`, 'nullable'] as const;

export const gapMapFilter = inputType('GapMapFilter', 'Which part of a gap map is wanted.', {
  rowIds: ids('Rows, by id.'),
  columnIds: ids('Columns, by id.'),
  jurisdictions: ids('Only claims on one of these places, or within.'),
  populations: ids('Only claims on one of these groups, or within.'),
  claimTypes: [
    [choiceEnum(kinds.Claim.attributes.type.choices)],
    'Only claims of these types. Left out: those that say that something changes something.',
    'nullable',
  ],
});

const shownCell = (cell: GapMapCell) => ({
  row: cell.row.id,
  column: cell.column.id,
  states: cell.states,
  claims: cell.claims.map(shownIndication),
  designs: cell.designs.map(({ of, count: n }) => ({ design: of, count: n })),
  stances: cell.stances.map(({ of, count: n }) => ({ stance: of, count: n })),
  newestYear: cell.newestYear,
  statuses: cell.statuses.map(({ of, count: n }) => ({ status: of, count: n })),
  verdicts: cell.verdicts.map(({ of, count: n }) => ({ level: entryOrNull(of), count: n })),
  researchRecommendations: cell.researchRecommendations.map(entryOf),
});

export function shownGapMap(map: AnsweredGapMap, includeEmpty: boolean) {
  const empty = (cell: GapMapCell) => cell.states.includes('NOBODY_LOOKED');
  return {
    rows: map.rows.map(entryOf),
    columns: map.columns.map(entryOf),
    cells: map.cells.filter((cell) => includeEmpty || !empty(cell)).map(shownCell),
    emptyCells: map.cells.filter(empty).length,
    claims: map.claims,
    hiddenClaims: map.hiddenClaims,
    hiddenRows: map.available.rows - map.rows.length,
    hiddenColumns: map.available.columns - map.columns.length,
  };
}

const side = objectType('ContradictionSide', 'One side, with the reason it gives.', {
  entry: [entryType, 'An evidence link, a claim or a verdict.'],
  says: [String, 'What it says, in short.'],
  reason: [String, 'The reason given, if any.', 'nullable'],
});

const contradiction = objectType(
  'Contradiction',
  'Statements over one claim that stand against each other, or agree.',
  {
    kind: [choiceEnum(contradictionKind), 'How they stand.'],
    claim: [entryType, 'The claim.'],
    sides: [[side], 'What each side says.'],
  },
);

export const contradictionsType = objectType('Contradictions', 'What stands against each other, and what agrees.', {
  items: [[contradiction], 'By kind, then claim.'],
  examined: [Int, 'Claims that were looked through.'],
  inAll: [Int, 'Claims that there are to look through.'],
});

export const shownContradictions = ({ found, examined, inAll }: AnsweredContradictions) => ({
  items: found.map(({ kind, claim, sides }) => ({
    kind,
    claim: entryOf(claim),
    sides: sides.map((each) => ({ ...each, entry: entryOf(each.entry) })),
  })),
  examined,
  inAll,
});

const kindCount = objectType('KindCount', 'Entries of one kind.', { kind: [nodeKind, 'The kind.'], count });
const relationshipCount = objectType('RelationshipCount', 'Edges of one relationship.', {
  relationship: [String, 'The relationship.'],
  count,
});
const shareType = objectType('Share', 'A part of the accepted entries of one kind.', {
  of: [choiceEnum(share), 'What is counted.'],
  part: [Int, 'How many are like that.'],
  whole: [Int, 'Of how many.'],
});
const newestChange = objectType('NewestChange', 'The change made last.', {
  entry: [entryType, 'What was changed.'],
  at: [GraphQLDateTimeISO, 'When.'],
});

export const overviewType = objectType('Overview', 'How much there is, and how much of it rests on evidence.', {
  nodes: [[kindCount], 'Entries by kind.'],
  edges: [[relationshipCount], 'Edges by relationship.'],
  shares: [[shareType], 'How much is evaluated, grounded, and traced to a passage.'],
  newest: [newestChange, 'The newest change of evidence or what rests on it.', 'nullable'],
});

export const shownOverview = ({ counts, shares, newest }: Overview) => ({
  nodes: Object.entries(counts.nodes).map(([kind, n]) => ({ kind, count: n })),
  edges: Object.entries(counts.edges).map(([relationship, n]) => ({ relationship, count: n })),
  shares,
  newest: newest && { entry: entryOf(newest), at: newest['updatedAt'] },
});

const addressingStudy = objectType('AddressingStudy', 'A study on what research was asked for.', {
  study: [entryType, 'The study.'],
  year: [Int, 'Year of its newest report, as far as known.', 'nullable'],
  later: [Boolean, 'Whether it came after the recommendation; none: not known.', 'nullable'],
});

export const answeredType = objectType('AnsweredSince', 'Whether research that was asked for has been done since.', {
  recommendation: [entryType, 'The recommendation.'],
  open: [Boolean, 'Whether no later study is known; none: it does not ask for research.', 'nullable'],
  reason: [String, 'Why.'],
  studies: [[addressingStudy], 'Studies on what it asks about.'],
});

export const shownAnswered = ({ recommendation, studies, ...rest }: AnsweredSince) => ({
  ...rest,
  recommendation: entryOf(recommendation),
  studies: studies.map((each) => ({ ...each, study: entryOf(each.study) })),
});
