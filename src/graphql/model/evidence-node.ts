import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Field, ID, InterfaceType, Int } from 'type-graphql';
import { lifeCycle } from '../../domain/life-cycle.ts';
import { choiceEnum } from './choice-enum.ts';

const resolveType = ({ __typename }: { __typename: string }) => __typename;

/** Relay's object identification. */
@InterfaceType('Node', { description: 'Anything that has an id (Relay).', resolveType })
export abstract class Node {
  @Field(() => ID, { description: 'Stable id of the form <kind>:<slug>.' })
  readonly id!: string;
}

/** What every entry of the graph can show, whatever its kind. */
@InterfaceType('EvidenceNode', {
  implements: Node,
  description: 'What every entry of the graph can show.',
  resolveType,
})
export abstract class EvidenceNode extends Node {
  @Field(() => String, { description: 'One line to show.' })
  readonly label!: string;

  @Field(() => choiceEnum(lifeCycle), { description: 'Where it stands in review.' })
  readonly status!: string;

  @Field(() => Int, { description: 'Goes up with each change of the entry or of what it points at.' })
  readonly version!: number;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was added.' })
  readonly createdAt!: string;

  @Field(() => GraphQLDateTimeISO, { description: 'When it was last changed.' })
  readonly updatedAt!: string;

  @Field(() => String, { nullable: true, description: 'The review package it was loaded from, if any.' })
  readonly reviewPackage!: string | null;
}
