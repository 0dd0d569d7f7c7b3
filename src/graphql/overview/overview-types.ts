import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';
import { share, type Overview as ComputedOverview } from '../../analysis/overview.ts';
import { Entry, toEntry } from '../entries/entry.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { nodeKind } from '../model/node-kind.ts';

const shareEnum = choiceEnum(share);

@ObjectType({ description: 'Entries of one kind.', simpleResolvers: true })
export class KindCount {
  @Field(() => nodeKind, { description: 'The kind.' })
  readonly kind!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'Edges of one relationship.', simpleResolvers: true })
export class RelationshipCount {
  @Field(() => String, { description: 'The relationship.' })
  readonly relationship!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'A part of the accepted entries of one kind.', simpleResolvers: true })
export class Share {
  @Field(() => shareEnum, { description: 'What is counted.' })
  readonly of!: string;

  @Field(() => Int, { description: 'How many are like that.' })
  readonly part!: number;

  @Field(() => Int, { description: 'Of how many.' })
  readonly whole!: number;
}

@ObjectType({ description: 'The change made last.', simpleResolvers: true })
export class NewestChange {
  @Field(() => Entry, { description: 'What was changed.' })
  readonly entry!: Entry;

  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  readonly at!: string;
}

@ObjectType({ description: 'How much there is, and how much of it rests on evidence.', simpleResolvers: true })
export class Overview {
  @Field(() => [KindCount], { description: 'Entries by kind.' })
  readonly nodes!: readonly KindCount[];

  @Field(() => [RelationshipCount], { description: 'Edges by relationship.' })
  readonly edges!: readonly RelationshipCount[];

  @Field(() => [Share], { description: 'How much is evaluated, grounded, and traced to a passage.' })
  readonly shares!: readonly Share[];

  @Field(() => NewestChange, { nullable: true, description: 'The newest change of evidence or what rests on it.' })
  readonly newest!: NewestChange | null;
}

export const toOverview = ({ counts, shares, newest }: ComputedOverview): Overview => ({
  nodes: Object.entries(counts.nodes).map(([kind, count]) => ({ kind, count })),
  edges: Object.entries(counts.edges).map(([relationship, count]) => ({ relationship, count })),
  shares,
  newest: newest && { entry: toEntry(newest), at: String(newest['updatedAt']) },
});
