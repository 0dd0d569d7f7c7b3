import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Merge as DoneMerge } from '../../curation/merging/merge.ts';

@ObjectType({ description: 'What two entries that are one said differently.', simpleResolvers: true })
export class MergeDifference {
  @Field(() => String, { description: 'The attribute.' })
  readonly attribute!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What the survivor says, and goes on to say.' })
  readonly kept!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What the duplicate said; it is kept beside the graph.' })
  readonly left!: unknown;
}

@ObjectType({ description: 'Two entries that were made one.', simpleResolvers: true })
export class Merge {
  @Field(() => ID, { nullable: true, description: 'Its id; null where nothing was written.' })
  readonly id!: string | null;

  @Field(() => ID, { description: 'The id that answers with the survivor.' })
  readonly duplicateId!: string;

  @Field(() => ID, { description: 'The entry that stands for both.' })
  readonly survivorId!: string;

  @Field(() => [MergeDifference], { description: 'What they said differently.' })
  readonly differences!: readonly MergeDifference[];

  @Field(() => Int, { description: 'Connections that the survivor gained.' })
  readonly moved!: number;

  @Field(() => Int, {
    description: 'Connections that the survivor had already, or that would have led from it to itself.',
  })
  readonly leftOut!: number;
}

export const toMerge = ({ duplicate, survivor, ...merge }: DoneMerge): Merge => ({
  ...merge,
  duplicateId: duplicate,
  survivorId: survivor,
});
