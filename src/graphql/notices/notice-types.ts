import { Field, ID, ObjectType } from 'type-graphql';
import type { Need } from '../../curation/notices/need.ts';

@ObjectType({ description: 'A notice that was recorded.', simpleResolvers: true })
export class RecordedNotice {
  @Field(() => ID, { description: 'Its id in the graph.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The source whose standing it changed.' })
  readonly source!: string;
}

@ObjectType({ description: 'A need for review that was settled.', simpleResolvers: true })
export class SettledNeed {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;
}

@ObjectType({ description: 'An entry to be looked at again: what it rests on changed.', simpleResolvers: true })
export class NeedForReview {
  @Field(() => ID, { description: 'By which it is settled.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The entry.' })
  readonly entryId!: string;

  @Field(() => String, { description: 'Since when: ISO 8601, UTC.' })
  readonly at!: string;

  @Field(() => ID, { description: 'The notice that is the reason.' })
  readonly noticeId!: string;

  @Field(() => ID, { description: 'The source that the notice is about.' })
  readonly sourceId!: string;

  @Field(() => [ID], { description: 'From the source to the entry, both included.' })
  readonly path!: readonly string[];
}

@ObjectType({ description: 'A page of entries to be looked at again, oldest first.', simpleResolvers: true })
export class NeedForReviewPage {
  @Field(() => [NeedForReview], { description: 'The entries.' })
  readonly nodes!: readonly NeedForReview[];

  @Field(() => Boolean, { description: 'Whether there are more.' })
  readonly hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Where to go on.' })
  readonly endCursor!: string | null;
}

export const toNeed = ({ id, entry, at, notice, source, path }: Need): NeedForReview => ({
  id,
  entryId: entry,
  at,
  noticeId: notice,
  sourceId: source,
  path,
});
