import { Ctx, Query, Resolver } from 'type-graphql';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';
import { ApiKey } from './key-types.ts';

@Resolver()
export class MyKeysQuery {
  @Query(() => [ApiKey], {
    description: 'Keys of one’s own, oldest first, those that are no longer good among them.',
  })
  @Question('myKeys')
  myKeys(@Ctx() { keys }: RequestContext): Promise<readonly ApiKey[]> {
    return keys.list();
  }
}
