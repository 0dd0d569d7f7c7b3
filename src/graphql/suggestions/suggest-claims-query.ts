import { Args, ArgsType, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { assertHasWords, suggestClaims, suggestClaimsFor } from '../../curation/suggestions/suggest-claims.ts';
import { invalidArgument } from '../../domain/errors.ts';
import { nodeIdOf } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';

@ObjectType({ description: 'A claim that a study may bear on.', simpleResolvers: true })
export class SuggestedClaim {
  @Field(() => ID, { description: 'The id of the claim.' })
  readonly id!: string;

  @Field(() => String, { description: 'The claim.' })
  readonly label!: string;

  @Field(() => Float, { description: 'Higher is likelier; good for an order and for nothing else.' })
  readonly score!: number;

  @Field(() => [String], { description: 'Why it was thought of.' })
  readonly reasons!: readonly string[];
}

@ArgsType()
class SuggestArguments {
  @Field(() => String, {
    nullable: true,
    description: 'Anything up to 20,000 characters; nothing in it is an operator.',
  })
  readonly text?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of a source, in place of a text.' })
  readonly source?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of a study, in place of a text.' })
  readonly study?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, 1 to 50.' })
  readonly first: number = 10;
}

@Resolver()
export class SuggestClaimsQuery {
  @Query(() => [SuggestedClaim], {
    description:
      'Claims that a study may bear on: by a text about it, such as a title, an abstract or a pasted reference; or by a source or study of the graph, from what its findings say and are about.',
  })
  @Question('suggestClaims', assertOneSubject)
  suggestClaims(
    @Ctx() { store }: RequestContext,
    @Args(() => SuggestArguments) args: SuggestArguments,
  ): Promise<readonly SuggestedClaim[]> {
    const { first, source, study, text = '' } = requestOf(args);
    if (source !== undefined) return suggestClaimsFor(store, { source }, first);
    return study === undefined ? suggestClaims(store, text, first) : suggestClaimsFor(store, { study }, first);
  }
}

const [longestText, mostSuggested] = [20_000, 50];

function assertOneSubject(args: SuggestArguments, model: Model): void {
  const { first, source, study, text } = requestOf(args);
  if (first < 1 || first > mostSuggested) throw invalidArgument('first', `first must be 1 to ${mostSuggested}.`);
  if ([text, source, study].filter((each) => each !== undefined).length !== 1)
    throw invalidArgument('text', 'suggestClaims takes a text, a source or a study, and just one of them.');
  if (source !== undefined) nodeIdOf(model, source, 'source', 'EvidenceSource');
  if (study !== undefined) nodeIdOf(model, study, 'study', 'Study');
  if (text === undefined) return;
  if (text.length > longestText) throw invalidArgument('text', `text may have ${longestText} characters at most.`);
  assertHasWords(text);
}

const requestOf = ({ first, text, source, study }: SuggestArguments) => ({
  first,
  text: text ?? undefined,
  source: source ?? undefined,
  study: study ?? undefined,
});
