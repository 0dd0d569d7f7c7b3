import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { allowedActions } from '../../access/authorize.ts';
import { authenticatedOrUndefined } from '../../access/principal.ts';
import { role } from '../../access/role.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';

const roleEnum = choiceEnum(role);

@ObjectType({ description: 'Whoever asks, by the credential of the request.', simpleResolvers: true })
export class Viewer {
  @Field(() => ID, { description: 'Whose proposals and keys are theirs.' })
  readonly id!: string;

  @Field(() => String, { description: 'The name to show.' })
  readonly displayName!: string;

  @Field(() => roleEnum, { description: 'What they are.' })
  readonly role!: string;

  @Field(() => [String], { description: 'What they may do; some of it to their own or to what others made only.' })
  readonly scopes!: readonly string[];
}

@Resolver()
export class ViewerQuery {
  @Query(() => Viewer, {
    nullable: true,
    description: 'Whoever asks; null without a credential. One that is not valid is refused with 401.',
  })
  @Question('viewer')
  viewer(@Ctx() { principal }: RequestContext): Viewer | null {
    const known = authenticatedOrUndefined(principal);
    if (!known) return null;
    return { id: known.id, displayName: known.name, role: known.role, scopes: allowedActions(known) };
  }
}
