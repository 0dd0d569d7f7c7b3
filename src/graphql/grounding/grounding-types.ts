import { Field, Int, ObjectType } from 'type-graphql';
import type { GroundedClaim as ComputedClaim } from '../../analysis/grounded-node.ts';
import type { Grounding as ComputedGrounding } from '../../analysis/grounding.ts';
import type { Robustness as ComputedRobustness } from '../../analysis/robustness.ts';
import { groundingFlag } from '../../analysis/vocabulary.ts';
import { role } from '../../domain/kinds/judgements.ts';
import { Entry, toEntry } from '../entries/entry.ts';
import { Indication, toIndication } from '../indication/indication-types.ts';
import { choiceEnum } from '../model/choice-enum.ts';

const roleEnum = choiceEnum(role);
const groundingFlagEnum = choiceEnum(groundingFlag);

@ObjectType({ description: 'A claim that something rests on.', simpleResolvers: true })
export class GroundedClaim {
  @Field(() => roleEnum, { description: 'The best role of all ways that lead to it.' })
  readonly role!: string;

  @Field(() => Indication, { description: 'What evidence shows of it.' })
  readonly indication!: Indication;
}

@ObjectType({ description: 'A flag, with why it is raised and by what.', simpleResolvers: true })
export class RaisedGroundingFlag {
  @Field(() => groundingFlagEnum, { description: 'The flag.' })
  readonly flag!: string;

  @Field(() => String, { description: 'Why it is raised.' })
  readonly reason!: string;

  @Field(() => [Entry], { description: 'The entries that raise it.' })
  readonly entries!: readonly Entry[];
}

@ObjectType({ description: 'What a recommendation or conclusion rests on, computed.', simpleResolvers: true })
export class Grounding {
  @Field(() => Entry, { description: 'The recommendation or conclusion.' })
  readonly entry!: Entry;

  @Field(() => [GroundedClaim], { description: 'All claims it rests on, most weight first.' })
  readonly claims!: readonly GroundedClaim[];

  @Field(() => GroundedClaim, { nullable: true, description: 'The primary claim that least stands under.' })
  readonly weakest!: GroundedClaim | null;

  @Field(() => GroundedClaim, { nullable: true, description: 'The primary claim that most stands under.' })
  readonly strongest!: GroundedClaim | null;

  @Field(() => [GroundedClaim], { description: 'The claims that most flags look at.' })
  readonly deciding!: readonly GroundedClaim[];

  @Field(() => Int, { description: 'Evidence links under it that a document states.' })
  readonly statedLinks!: number;

  @Field(() => Int, { description: 'Evidence links under it that a person curated.' })
  readonly curatedLinks!: number;

  @Field(() => [RaisedGroundingFlag], { description: 'What is to be known about it.' })
  readonly flags!: readonly RaisedGroundingFlag[];
}

export const toGrounding = (found: ComputedGrounding): Grounding => ({
  entry: toEntry(found.node),
  claims: found.claims.map(toClaim),
  weakest: found.weakest && toClaim(found.weakest),
  strongest: found.strongest && toClaim(found.strongest),
  deciding: found.deciding.map(toClaim),
  statedLinks: found.statedLinks,
  curatedLinks: found.curatedLinks,
  flags: found.flags.map((each) => ({ ...each, entries: each.entries.map(toEntry) })),
});

const toClaim = ({ role: part, indication }: ComputedClaim): GroundedClaim => ({
  role: part,
  indication: toIndication(indication),
});

@ObjectType({ description: 'How many sources must be lost before a grounding changes.', simpleResolvers: true })
export class Robustness {
  @Field(() => [Entry], {
    nullable: true,
    description: 'The smallest set that changes it; none: more than three, or there is no source.',
  })
  readonly smallest!: readonly Entry[] | null;

  @Field(() => String, { description: 'What changes.' })
  readonly reason!: string;

  @Field(() => Int, { description: 'How many sources it rests on.' })
  readonly tried!: number;
}

export const toRobustness = ({ smallest, ...rest }: ComputedRobustness): Robustness => ({
  ...rest,
  smallest: smallest && smallest.map(toEntry),
});
