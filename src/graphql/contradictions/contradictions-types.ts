import { Field, Int, ObjectType } from 'type-graphql';
import type { AnsweredContradictions } from '../../analysis/questions.ts';
import { contradictionKind } from '../../analysis/vocabulary.ts';
import { Entry, toEntry } from '../entries/entry.ts';
import { choiceEnum } from '../model/choice-enum.ts';

const contradictionKindEnum = choiceEnum(contradictionKind);

@ObjectType({ description: 'One side, with the reason it gives.', simpleResolvers: true })
export class ContradictionSide {
  @Field(() => Entry, { description: 'An evidence link, a claim or a verdict.' })
  readonly entry!: Entry;

  @Field(() => String, { description: 'What it says, in short.' })
  readonly says!: string;

  @Field(() => String, { nullable: true, description: 'The reason given, if any.' })
  readonly reason!: string | null;
}

@ObjectType({
  description: 'Statements over one claim that stand against each other, or agree.',
  simpleResolvers: true,
})
export class Contradiction {
  @Field(() => contradictionKindEnum, { description: 'How they stand.' })
  readonly kind!: string;

  @Field(() => Entry, { description: 'The claim.' })
  readonly claim!: Entry;

  @Field(() => [ContradictionSide], { description: 'What each side says.' })
  readonly sides!: readonly ContradictionSide[];
}

@ObjectType({ description: 'What stands against each other, and what agrees.', simpleResolvers: true })
export class Contradictions {
  @Field(() => [Contradiction], { description: 'By kind, then claim.' })
  readonly items!: readonly Contradiction[];

  @Field(() => Int, { description: 'Claims that were looked through.' })
  readonly examined!: number;

  @Field(() => Int, { description: 'Claims that there are to look through.' })
  readonly inAll!: number;
}

export const toContradictions = ({ found, examined, inAll }: AnsweredContradictions): Contradictions => ({
  items: found.map(({ kind, claim, sides }) => ({
    kind,
    claim: toEntry(claim),
    sides: sides.map((each) => ({ ...each, entry: toEntry(each.entry) })),
  })),
  examined,
  inAll,
});
