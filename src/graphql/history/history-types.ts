import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Change as StoredChange, EdgeName } from '../../store/change-set.ts';

@ObjectType({ description: 'A connection that was made, changed or removed.', simpleResolvers: true })
export class ChangedEdge {
  @Field(() => String, { description: 'Its name in the table of relationships.' })
  readonly relationship!: string;

  @Field(() => ID, { description: 'Where it starts.' })
  readonly from!: string;

  @Field(() => ID, { description: 'Where it leads.' })
  readonly to!: string;
}

@ObjectType({ description: 'What one change did to one entry; never altered afterwards.', simpleResolvers: true })
export class Change {
  @Field(() => Int, { description: 'Counts up from 1, without gaps.' })
  readonly sequence!: number;

  @Field(() => Int, { description: 'The version of the graph that it made; all changes made together share it.' })
  readonly graphVersion!: number;

  @Field(() => String, { description: 'When: ISO 8601, UTC.' })
  readonly at!: string;

  @Field(() => String, { description: 'Who made it.' })
  readonly by!: string;

  @Field(() => String, { description: 'In which role.' })
  readonly role!: string;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  readonly why!: string | null;

  @Field(() => ID, { description: 'The entry.' })
  readonly entryId!: string;

  @Field(() => String, { description: 'Its kind.' })
  readonly kind!: string;

  @Field(() => String, { description: 'ADDED, CHANGED or REMOVED.' })
  readonly what!: string;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'The attributes that differ, as they were.' })
  readonly before!: object | null;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'The attributes that differ, as they are since.' })
  readonly after!: object | null;

  @Field(() => [ChangedEdge], { description: 'Connections from it that were made or changed.' })
  readonly edgesWritten!: readonly ChangedEdge[];

  @Field(() => [ChangedEdge], { description: 'Connections from it that were removed.' })
  readonly edgesRemoved!: readonly ChangedEdge[];
}

@ObjectType({ description: 'A page of the history, oldest first.', simpleResolvers: true })
export class ChangePage {
  @Field(() => [Change], { description: 'The changes.' })
  readonly nodes!: readonly Change[];

  @Field(() => Boolean, { description: 'Whether there are more by now.' })
  readonly hasNextPage!: boolean;

  @Field(() => Int, { nullable: true, description: 'What `after` takes to go on.' })
  readonly endSequence!: number | null;
}

export const toChange = ({ nodeId, edgesWritten, edgesRemoved, ...change }: StoredChange): Change => ({
  ...change,
  entryId: nodeId,
  edgesWritten: edgesWritten.map(toChangedEdge),
  edgesRemoved: edgesRemoved.map(toChangedEdge),
});

const toChangedEdge = ({ relationship, from, to }: EdgeName): ChangedEdge => ({ relationship, from, to });
