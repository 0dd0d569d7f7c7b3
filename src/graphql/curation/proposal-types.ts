import { GraphQLJSONObject } from 'graphql-scalars';
import { ID, Int } from 'type-graphql';
import { kindOfId } from '../../domain/ids.ts';
import { lifeCycle } from '../../domain/life-cycle.ts';
import type { Model } from '../../domain/model.ts';
import { oneLine } from '../../domain/node.ts';
import type { Proposal } from '../../curation/proposal.ts';
import { objectType } from '../analysis/object-type.ts';
import { choiceEnum } from '../types/choice-enum.ts';

const status = choiceEnum(lifeCycle);

const proposedNodeType = objectType('ProposedNode', 'An entry as it is to be once the proposal is accepted.', {
  id: [ID, 'Its id, which it keeps.'],
  kind: [String, 'Its kind.'],
  label: [String, 'One line to show.'],
  isNew: [Boolean, 'Whether it is to be added; else it is to be changed.'],
  attributes: [GraphQLJSONObject, 'All its attributes.'],
  before: [GraphQLJSONObject, 'Of one that is to be changed: the attributes that differ, as they were.', 'nullable'],
});

const proposedEdgeType = objectType('ProposedEdge', 'A connection that is to be made or to go.', {
  relationship: [String, 'Its name in the table of relationships.'],
  from: [ID, 'Where it starts.'],
  to: [ID, 'Where it leads.'],
});

const entryType = objectType('ProposalEntry', 'One thing that happened to a proposal.', {
  at: [String, 'When: ISO 8601, UTC.'],
  by: [String, 'Who did it.'],
  role: [String, 'In which role, at that time.'],
  step: [String, 'What was done.'],
  why: [String, 'The reason that was given.', 'nullable'],
});

export const proposalObject = objectType(
  'Proposal',
  'A change that somebody wants. It is no part of the graph, and counts nowhere, until it is accepted.',
  {
    id: [ID, 'Its id, of the form proposal:<slug>.'],
    version: [Int, 'Goes up with every step.'],
    status: [status, 'Where it stands in review.'],
    by: [String, 'Who made it.'],
    at: [String, 'When it was made: ISO 8601, UTC.'],
    verb: [String, 'What was asked for, for example linkStudy.'],
    subjectId: [ID, 'The entry that it is mainly about.'],
    summary: [String, 'One line to show.'],
    reviewer: [String, 'Who took it up.', 'nullable'],
    reviewUntil: [String, 'Until when it is theirs to decide: ISO 8601, UTC.', 'nullable'],
    nodes: [[proposedNodeType], 'Entries to be added or changed.'],
    edges: [[proposedEdgeType], 'Connections to be made.'],
    removedEdges: [[proposedEdgeType], 'Connections that are to go.'],
    entries: [[entryType], 'What happened to it, oldest first.'],
  },
);

export const proposalPageType = objectType('ProposalPage', 'A page of proposals, oldest first.', {
  nodes: [[proposalObject], 'The proposals.'],
  hasNextPage: [Boolean, 'Whether there are more.'],
  endCursor: [String, 'Where to go on.', 'nullable'],
});

/** A proposal as its GraphQL type reads it. */
export function shownProposal(model: Model, { subject, review, nodes, ...proposal }: Proposal) {
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
