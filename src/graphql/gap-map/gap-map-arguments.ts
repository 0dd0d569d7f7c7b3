import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import type { GapMapRequest } from '../../analysis/fetch/fetch-gap-map.ts';
import { gapMapAxis, type GapMapAxisName } from '../../analysis/vocabulary.ts';
import { kinds } from '../../domain/kinds.ts';
import { choiceEnum } from '../model/choice-enum.ts';

const gapMapAxisEnum = choiceEnum(gapMapAxis);
const claimTypeEnum = choiceEnum(kinds.Claim.attributes.type.choices);

@InputType({ description: 'Which part of a gap map is wanted.' })
class GapMapFilter {
  @Field(() => [ID], { nullable: true, description: 'Rows, by id. Leave out for all.' })
  readonly rowIds?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Columns, by id. Leave out for all.' })
  readonly columnIds?: readonly string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only claims on one of these places, or within. Leave out for all.',
  })
  readonly jurisdictions?: readonly string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only claims on one of these groups, or within. Leave out for all.',
  })
  readonly populations?: readonly string[] | null;

  @Field(() => [claimTypeEnum], {
    nullable: true,
    description: 'Only claims of these types. Left out: those that say that something changes something.',
  })
  readonly claimTypes?: readonly string[] | null;
}

@ArgsType()
export class GapMapArguments {
  @Field(() => gapMapAxisEnum, { nullable: true, description: 'What the rows are.' })
  readonly rows: GapMapAxisName = 'INTERVENTION';

  @Field(() => gapMapAxisEnum, { nullable: true, description: 'What the columns are.' })
  readonly columns: GapMapAxisName = 'OUTCOME';

  @Field(() => GapMapFilter, { nullable: true, description: 'Which part is wanted.' })
  readonly filter?: GapMapFilter | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether narrower ones count in broader ones.' })
  readonly rollUp: boolean = true;

  @Field(() => Boolean, { nullable: true, description: 'Whether cells are shown in which nobody looked.' })
  readonly includeEmpty: boolean = true;

  @Field(() => Int, { nullable: true, description: 'Most rows, 1 to 200.' })
  readonly mostRows: number = 200;

  @Field(() => Int, { nullable: true, description: 'Most columns, 1 to 200.' })
  readonly mostColumns: number = 50;
}

export function gapMapRequest(args: GapMapArguments): GapMapRequest {
  const filter = args.filter ?? {};
  return {
    rowAxis: args.rows,
    columnAxis: args.columns,
    rows: filter.rowIds ?? null,
    columns: filter.columnIds ?? null,
    most: { rows: args.mostRows, columns: args.mostColumns },
    rollUp: args.rollUp,
    jurisdictions: filter.jurisdictions ?? [],
    populations: filter.populations ?? [],
    claimTypes: filter.claimTypes ?? [],
  };
}
