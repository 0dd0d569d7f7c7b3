import { ArgsType, Field, Int } from 'type-graphql';
import type { ChainWords } from '../../analysis/question-checks.ts';
import { chainDirection, type ChainDirectionName } from '../../analysis/vocabulary.ts';
import { lifeCycle } from '../../domain/life-cycle.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { stanceEnum } from '../model/stance-enum.ts';

const chainDirectionEnum = choiceEnum(chainDirection);
const lifeCycleEnum = choiceEnum(lifeCycle);

/** What a chain takes besides where it starts. */
@ArgsType()
export class ChainArguments {
  @Field(() => chainDirectionEnum, {
    nullable: true,
    description: 'To what it rests on, or to what rests on it.',
  })
  readonly direction: ChainDirectionName = 'FORWARD';

  @Field(() => Int, { nullable: true, description: 'Most steps from the start, 1 to 20.' })
  readonly maxDepth: number = 20;

  @Field(() => Int, { nullable: true, description: 'Most paths, 1 to 1,000.' })
  readonly maxPaths: number = 100;

  @Field(() => [stanceEnum], { nullable: true, description: 'Only evidence links of these stances.' })
  readonly stances?: readonly string[] | null;

  @Field(() => [lifeCycleEnum], {
    nullable: true,
    description: 'Only entries that stand so in review; the start is there always.',
  })
  readonly statuses: readonly string[] = ['ACCEPTED'];
}

export const chainWordsOf = ({ direction, maxDepth, maxPaths, stances, statuses }: ChainArguments): ChainWords => ({
  direction,
  maxDepth,
  maxPaths,
  stances: stances ?? [],
  statuses,
});
