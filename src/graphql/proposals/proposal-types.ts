import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Proposal as StoredProposal } from '../../curation/proposals/proposal.ts';
import { kindOfId } from '../../domain/ids.ts';
import { lifeCycle } from '../../domain/life-cycle.ts';
import type { Model } from '../../domain/model.ts';
import { oneLine } from '../../domain/node.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { payloadType } from '../user-errors.ts';

const status = choiceEnum(lifeCycle);

@ObjectType({ description: 'An entry as it is to be once the proposal is accepted.', simpleResolvers: true })
export class ProposedNode {
  @Field(() => ID, { description: 'Its id, which it keeps.' })
  readonly id!: string;

  @Field(() => String, { description: 'Its kind.' })
  readonly kind!: string;

  @Field(() => String, { description: 'One line to show.' })
  readonly label!: string;

  @Field(() => Boolean, { description: 'Whether it is to be added; else it is to be changed.' })
  readonly isNew!: boolean;

  @Field(() => GraphQLJSONObject, { description: 'All its attributes.' })
  readonly attributes!: object;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Of one that is to be changed: the attributes that differ, as they were.',
  })
  readonly before!: object | null;
}

@ObjectType({ description: 'A connection that is to be made or to go.', simpleResolvers: true })
export class ProposedEdge {
  @Field(() => String, { description: 'Its name in the table of relationships.' })
  readonly relationship!: string;

  @Field(() => ID, { description: 'Where it starts.' })
  readonly from!: string;

  @Field(() => ID, { description: 'Where it leads.' })
  readonly to!: string;
}

@ObjectType({ description: 'One thing that happened to a proposal.', simpleResolvers: true })
export class ProposalEntry {
  @Field(() => String, { description: 'When: ISO 8601, UTC.' })
  readonly at!: string;

  @Field(() => String, { description: 'Who did it.' })
  readonly by!: string;

  @Field(() => String, { description: 'In which role, at that time.' })
  readonly role!: string;

  @Field(() => String, { description: 'What was done.' })
  readonly step!: string;

  @Field(() => String, { nullable: true, description: 'The reason that was given.' })
  readonly why!: string | null;
}

@ObjectType({
  description: 'A change that somebody wants. It is no part of the graph, and counts nowhere, until it is accepted.',
  simpleResolvers: true,
})
export class Proposal {
  @Field(() => ID, { description: 'Its id, of the form proposal:<slug>.' })
  readonly id!: string;

  @Field(() => Int, { description: 'Goes up with every step.' })
  readonly version!: number;

  @Field(() => status, { description: 'Where it stands in review.' })
  readonly status!: string;

  @Field(() => String, { description: 'Who made it.' })
  readonly by!: string;

  @Field(() => String, { description: 'When it was made: ISO 8601, UTC.' })
  readonly at!: string;

  @Field(() => String, { description: 'What was asked for, for example linkStudy.' })
  readonly verb!: string;

  @Field(() => ID, { description: 'The entry that it is mainly about.' })
  readonly subjectId!: string;

  @Field(() => String, { description: 'One line to show.' })
  readonly summary!: string;

  @Field(() => String, { nullable: true, description: 'Who took it up.' })
  readonly reviewer!: string | null;

  @Field(() => String, { nullable: true, description: 'Until when it is theirs to decide: ISO 8601, UTC.' })
  readonly reviewUntil!: string | null;

  @Field(() => [ProposedNode], { description: 'Entries to be added or changed.' })
  readonly nodes!: readonly ProposedNode[];

  @Field(() => [ProposedEdge], { description: 'Connections to be made.' })
  readonly edges!: readonly ProposedEdge[];

  @Field(() => [ProposedEdge], { description: 'Connections that are to go.' })
  readonly removedEdges!: readonly ProposedEdge[];

  @Field(() => [ProposalEntry], { description: 'What happened to it, oldest first.' })
  readonly entries!: readonly ProposalEntry[];
}

@ObjectType({ description: 'A page of proposals, oldest first.', simpleResolvers: true })
export class ProposalPage {
  @Field(() => [Proposal], { description: 'The proposals.' })
  readonly nodes!: readonly Proposal[];

  @Field(() => Boolean, { description: 'Whether there are more.' })
  readonly hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Where to go on.' })
  readonly endCursor!: string | null;
}

/** What every mutation that makes or changes a proposal answers with. */
export const ProposalPayload = payloadType('ProposalPayload', Proposal);

export function toProposal(model: Model, { subject, review, nodes, ...proposal }: StoredProposal): Proposal {
  return {
    ...proposal,
    subjectId: subject,
    reviewer: review?.by ?? null,
    reviewUntil: review?.until ?? null,
    nodes: nodes.map(({ id, expectedVersion, attributes, before = null }) => {
      const kind = kindOfId(model, id) ?? '';
      const label = oneLine(model.kinds[kind]?.label(attributes) ?? id);
      return { id, kind, label, isNew: expectedVersion === 0, attributes, before };
    }),
  };
}
