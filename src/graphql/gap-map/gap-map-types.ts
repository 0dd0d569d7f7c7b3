import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { GapMapCell as ComputedCell } from '../../analysis/gap-map.ts';
import type { AnsweredGapMap } from '../../analysis/questions.ts';
import { cellState } from '../../analysis/vocabulary.ts';
import { indicationStatus } from '../../domain/kinds/indication-status.ts';
import { kinds } from '../../domain/kinds.ts';
import { Entry, toEntry, toEntryOrNull } from '../entries/entry.ts';
import { Indication, toIndication } from '../indication/indication-types.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { stanceEnum } from '../model/stance-enum.ts';

const designEnum = choiceEnum(kinds.Study.attributes.design.choices);
const indicationStatusEnum = choiceEnum(indicationStatus);
const cellStateEnum = choiceEnum(cellState);

@ObjectType({ description: 'Studies of one design.', simpleResolvers: true })
export class DesignCount {
  @Field(() => designEnum, { nullable: true, description: 'The design; none: not stated, or a review.' })
  readonly design!: string | null;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'Studies that say the same.', simpleResolvers: true })
export class StanceCount {
  @Field(() => stanceEnum, { description: 'What.' })
  readonly stance!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'Claims of one computed status.', simpleResolvers: true })
export class StatusCount {
  @Field(() => indicationStatusEnum, { description: 'The status.' })
  readonly status!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'Verdicts at one level.', simpleResolvers: true })
export class VerdictCount {
  @Field(() => Entry, { nullable: true, description: 'The level.' })
  readonly level!: Entry | null;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'What is known of one row and column.', simpleResolvers: true })
export class GapMapCell {
  @Field(() => ID, { description: 'Id of the row.' })
  readonly row!: string;

  @Field(() => ID, { description: 'Id of the column.' })
  readonly column!: string;

  @Field(() => [cellStateEnum], { description: 'What is known; all that hold.' })
  readonly states!: readonly string[];

  @Field(() => [Indication], { description: 'The claims, each with its indication.' })
  readonly claims!: readonly Indication[];

  @Field(() => [DesignCount], { description: 'Studies by design; one with several characteristics counts under each.' })
  readonly designs!: readonly DesignCount[];

  @Field(() => [StanceCount], { description: 'Studies by what they say.' })
  readonly stances!: readonly StanceCount[];

  @Field(() => Int, { nullable: true, description: 'Year of the newest source that counts, as far as known.' })
  readonly newestYear!: number | null;

  @Field(() => [StatusCount], { description: 'Claims by computed status.' })
  readonly statuses!: readonly StatusCount[];

  @Field(() => [VerdictCount], { description: 'Verdicts that people gave, by level.' })
  readonly verdicts!: readonly VerdictCount[];

  @Field(() => [Entry], { description: 'Recommendations that ask for research here.' })
  readonly researchRecommendations!: readonly Entry[];
}

@ObjectType({ description: 'Where evidence is, and where nobody has looked.', simpleResolvers: true })
export class GapMap {
  @Field(() => [Entry], { description: 'The rows.' })
  readonly rows!: readonly Entry[];

  @Field(() => [Entry], { description: 'The columns.' })
  readonly columns!: readonly Entry[];

  @Field(() => [GapMapCell], { description: 'Row by row.' })
  readonly cells!: readonly GapMapCell[];

  @Field(() => Int, { description: 'Cells in which nobody looked, whether they are shown or not.' })
  readonly emptyCells!: number;

  @Field(() => Int, { description: 'Claims in any cell, each once.' })
  readonly claims!: number;

  @Field(() => Int, { description: 'Claims on these rows and columns that the filter leaves out.' })
  readonly hiddenClaims!: number;

  @Field(() => Int, { description: 'Rows that there are and that are not shown.' })
  readonly hiddenRows!: number;

  @Field(() => Int, { description: 'Columns that there are and that are not shown.' })
  readonly hiddenColumns!: number;
}

export function toGapMap(map: AnsweredGapMap, includeEmpty: boolean): GapMap {
  const empty = (cell: ComputedCell) => cell.states.includes('NOBODY_LOOKED');
  return {
    rows: map.rows.map(toEntry),
    columns: map.columns.map(toEntry),
    cells: map.cells.filter((cell) => includeEmpty || !empty(cell)).map(toCell),
    emptyCells: map.cells.filter(empty).length,
    claims: map.claims,
    hiddenClaims: map.hiddenClaims,
    hiddenRows: map.available.rows - map.rows.length,
    hiddenColumns: map.available.columns - map.columns.length,
  };
}

const toCell = (cell: ComputedCell): GapMapCell => ({
  row: cell.row.id,
  column: cell.column.id,
  states: cell.states,
  claims: cell.claims.map(toIndication),
  designs: cell.designs.map(({ of, count }) => ({ design: of, count })),
  stances: cell.stances.map(({ of, count }) => ({ stance: of, count })),
  newestYear: cell.newestYear,
  statuses: cell.statuses.map(({ of, count }) => ({ status: of, count })),
  verdicts: cell.verdicts.map(({ of, count }) => ({ level: toEntryOrNull(of), count })),
  researchRecommendations: cell.researchRecommendations.map(toEntry),
});
