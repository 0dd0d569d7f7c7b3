import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Resolver } from 'type-graphql';
import { mostDays } from '../../access/own-keys.ts';
import type { RequestContext } from '../request-context.ts';
import { orRefusal, payloadType } from '../user-errors.ts';
import { ApiKey, CreatedKey } from './key-types.ts';

const CreateKeyPayload = payloadType('CreateKeyPayload', CreatedKey);
const RevokeKeyPayload = payloadType('RevokeKeyPayload', ApiKey);

@ArgsType()
class CreateKeyArguments {
  @Field(() => Int, { nullable: true, description: `How long it is good, 1 to ${mostDays} days.` })
  readonly days: number = 30;
}

@Resolver()
export class KeyMutations {
  @Mutation(() => CreateKeyPayload, {
    description: 'Makes a key for oneself, with one’s own role. Two requests make two keys.',
  })
  createKey(@Ctx() { keys }: RequestContext, @Args(() => CreateKeyArguments) { days }: CreateKeyArguments) {
    return orRefusal(() => keys.create(days));
  }

  @Mutation(() => RevokeKeyPayload, { description: 'Revokes a key of one’s own for ever.' })
  revokeKey(@Ctx() { keys }: RequestContext, @Arg('id', () => ID, { description: 'The id of the key.' }) id: string) {
    return orRefusal(() => keys.revoke(id));
  }
}
