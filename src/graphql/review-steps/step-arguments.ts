import { ArgsType, Field, ID, Int } from 'type-graphql';
import { keyArgument } from '../curation-of.ts';

const proposal = { description: 'The id of the proposal.' };
const reason = { description: 'The reason, 2,000 characters at most.' };
const version = { nullable: true, description: 'The version that was read: no other is meant.' };

/** What a step of a review takes. */
@ArgsType()
export class StepArguments {
  @Field(() => ID, proposal)
  readonly id!: string;

  @Field(() => String, { nullable: true, ...reason })
  readonly why?: string | null;

  @Field(() => Int, version)
  readonly expectedVersion?: number | null;

  @Field(() => String, keyArgument)
  readonly idempotencyKey!: string;
}

/** The same of a step that is taken with a reason only. */
@ArgsType()
export class ReasonedStepArguments {
  @Field(() => ID, proposal)
  readonly id!: string;

  @Field(() => String, reason)
  readonly why!: string;

  @Field(() => Int, version)
  readonly expectedVersion?: number | null;

  @Field(() => String, keyArgument)
  readonly idempotencyKey!: string;
}
