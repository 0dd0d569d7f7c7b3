import { Field, Int, ObjectType } from 'type-graphql';
import type { AnsweredSince as ComputedAnswer } from '../../analysis/answered-since.ts';
import { Entry, toEntry } from '../entries/entry.ts';

@ObjectType({ description: 'A study on what research was asked for.', simpleResolvers: true })
export class AddressingStudy {
  @Field(() => Entry, { description: 'The study.' })
  readonly study!: Entry;

  @Field(() => Int, { nullable: true, description: 'Year of its newest report, as far as known.' })
  readonly year!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it came after the recommendation; none: not known.' })
  readonly later!: boolean | null;
}

@ObjectType({ description: 'Whether research that was asked for has been done since.', simpleResolvers: true })
export class AnsweredSince {
  @Field(() => Entry, { description: 'The recommendation.' })
  readonly recommendation!: Entry;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether no later study is known; none: it does not ask for research.',
  })
  readonly open!: boolean | null;

  @Field(() => String, { description: 'Why.' })
  readonly reason!: string;

  @Field(() => [AddressingStudy], { description: 'Studies on what it asks about.' })
  readonly studies!: readonly AddressingStudy[];
}

export const toAnsweredSince = ({ recommendation, studies, ...rest }: ComputedAnswer): AnsweredSince => ({
  ...rest,
  recommendation: toEntry(recommendation),
  studies: studies.map((each) => ({ ...each, study: toEntry(each.study) })),
});
