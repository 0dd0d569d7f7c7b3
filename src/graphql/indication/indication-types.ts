import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Indication as ComputedIndication } from '../../analysis/indication.ts';
import { agreement, certainty, indicationRule } from '../../analysis/vocabulary.ts';
import { indicationStatus } from '../../domain/kinds/indication-status.ts';
import { Entry, toEntry, toEntryOrNull } from '../entries/entry.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { stanceEnum } from '../model/stance-enum.ts';

const indicationRuleEnum = choiceEnum(indicationRule);
const agreementEnum = choiceEnum(agreement);
const indicationStatusEnum = choiceEnum(indicationStatus);
const certaintyEnum = choiceEnum(certainty);

@ObjectType({ description: 'How many studies of one level say the same, each counted once.', simpleResolvers: true })
export class IndicationTally {
  @Field(() => Int, {
    nullable: true,
    description: 'Level of the Maryland Scientific Methods Scale; none: not appraised.',
  })
  readonly tier!: number | null;

  @Field(() => stanceEnum, { description: 'What they say of the claim.' })
  readonly stance!: string;

  @Field(() => Int, { description: 'Studies, and reviews that stand for theirs.' })
  readonly votes!: number;
}

@ObjectType({ description: 'One step of the computation, to be checked by hand.', simpleResolvers: true })
export class IndicationStep {
  @Field(() => indicationRuleEnum, { description: 'The rule; docs/method.md explains each by this name.' })
  readonly rule!: string;

  @Field(() => String, { description: 'What it did.' })
  readonly did!: string;

  @Field(() => [ID], { description: 'The evidence links it looked at.' })
  readonly links!: readonly string[];
}

@ObjectType({ description: 'A verdict that somebody gave, beside what is computed.', simpleResolvers: true })
export class ComparedVerdict {
  @Field(() => Entry, { description: 'The verdict.' })
  readonly assessment!: Entry;

  @Field(() => Entry, { nullable: true, description: 'Its scheme.' })
  readonly scheme!: Entry | null;

  @Field(() => Entry, { nullable: true, description: 'Its level.' })
  readonly level!: Entry | null;

  @Field(() => agreementEnum, { description: 'Whether it agrees with the computed status.' })
  readonly agrees!: string;

  @Field(() => String, { description: 'Why.' })
  readonly reason!: string;
}

@ObjectType({
  description:
    'What the linked evidence shows of a claim, computed by the rules of docs/method.md. It is not a GRADE rating.',
  simpleResolvers: true,
})
export class Indication {
  @Field(() => Entry, { description: 'The claim.' })
  readonly claim!: Entry;

  @Field(() => ID, { nullable: true, description: 'The outcome it was asked for; none: all.' })
  readonly outcome!: string | null;

  @Field(() => ID, { nullable: true, description: "The place it was asked for; none: the claim's own." })
  readonly jurisdiction!: string | null;

  @Field(() => indicationStatusEnum, { description: 'What the evidence shows.' })
  readonly status!: string;

  @Field(() => certaintyEnum, {
    nullable: true,
    description: 'How sure one can be; none where there is nothing to be sure of.',
  })
  readonly certainty!: string | null;

  @Field(() => Int, { nullable: true, description: 'The level that decided.' })
  readonly tier!: number | null;

  @Field(() => Boolean, { description: 'Whether evidence of a lower level says otherwise.' })
  readonly lowerTierDisagrees!: boolean;

  @Field(() => Int, { description: 'Independent studies that count.' })
  readonly studies!: number;

  @Field(() => [IndicationTally], { description: 'What was counted, best level first.' })
  readonly tally!: readonly IndicationTally[];

  @Field(() => [IndicationStep], { description: 'How it was computed, in order.' })
  readonly trace!: readonly IndicationStep[];

  @Field(() => [ComparedVerdict], { description: 'Verdicts that people gave; never mixed with what is computed.' })
  readonly verdicts!: readonly ComparedVerdict[];
}

export const toIndication = (found: ComputedIndication): Indication => ({
  ...found,
  claim: toEntry(found.claim),
  verdicts: found.verdicts.map(({ assessment, scheme, level, ...rest }) => ({
    ...rest,
    assessment: toEntry(assessment),
    scheme: toEntryOrNull(scheme),
    level: toEntryOrNull(level),
  })),
});
