import { GraphQLJSONObject } from 'graphql-scalars';
import { ID, Int } from 'type-graphql';
import { lastingHistory } from '../../curation/merging/lasting-history.ts';
import { invalidArgument } from '../../domain/errors.ts';
import type { Change, EdgeName } from '../../store/change-set.ts';
import { objectType } from '../analysis/object-type.ts';
import type { Given } from '../given.ts';
import type { OwnRoot, OwnRoots } from '../resolvers/own-roots.ts';

const changedEdge = objectType('ChangedEdge', 'A connection that was made, changed or removed.', {
  relationship: [String, 'Its name in the table of relationships.'],
  from: [ID, 'Where it starts.'],
  to: [ID, 'Where it leads.'],
});

const changeType = objectType('Change', 'What one change did to one entry; never altered afterwards.', {
  sequence: [Int, 'Counts up from 1, without gaps.'],
  graphVersion: [Int, 'The version of the graph that it made; all changes made together share it.'],
  at: [String, 'When: ISO 8601, UTC.'],
  by: [String, 'Who made it.'],
  role: [String, 'In which role.'],
  why: [String, 'The reason that was given.', 'nullable'],
  entryId: [ID, 'The entry.'],
  kind: [String, 'Its kind.'],
  what: [String, 'ADDED, CHANGED or REMOVED.'],
  before: [GraphQLJSONObject, 'The attributes that differ, as they were.', 'nullable'],
  after: [GraphQLJSONObject, 'The attributes that differ, as they are since.', 'nullable'],
  edgesWritten: [[changedEdge], 'Connections from it that were made or changed.'],
  edgesRemoved: [[changedEdge], 'Connections from it that were removed.'],
});

const changesType = objectType('ChangePage', 'A page of the history, oldest first.', {
  nodes: [[changeType], 'The changes.'],
  hasNextPage: [Boolean, 'Whether there are more by now.'],
  endSequence: [Int, 'What `after` takes to go on.', 'nullable'],
});

const mostChanges = 500;

const pageArguments = [
  {
    name: 'after',
    type: Int,
    defaultValue: 0,
    description: 'The sequence of the last change seen; 0: from the start.',
  },
  { name: 'first', type: Int, defaultValue: 100, description: `How many, 1 to ${mostChanges}.` },
];

type PageGiven = Given & { readonly after: number; readonly first: number };

function checkPage({ after, first }: PageGiven): void {
  if (after < 0) throw invalidArgument('after', 'after must be 0 or the sequence of a change.');
  if (first < 1 || first > mostChanges) throw invalidArgument('first', `first must be 1 to ${mostChanges}.`);
}

const changesRoot: OwnRoot<PageGiven> = {
  type: changesType,
  description: 'Everything that was ever done to the graph, in order: what a mirror follows.',
  given: pageArguments,
  check: checkPage,
  resolve: async (given, { store, signal }) => page(given, (after, first) => store.changes(after, first, signal)),
};

const historyRoot: OwnRoot<PageGiven> = {
  type: changesType,
  description:
    'Everything that was done to one entry, present or gone: who, when, in which role, what and why. Of one that was merged into another, also what was done to that one since.',
  given: [{ name: 'id', type: ID, description: 'The id of the entry.' }, ...pageArguments],
  check: checkPage,
  resolve: async (given, { store, signal }) =>
    page(given, (after, first) => lastingHistory(store, String(given['id']), { after, first }, signal)),
};

async function page({ after, first }: PageGiven, read: (after: number, first: number) => Promise<readonly Change[]>) {
  const changes = await read(after, first + 1);
  const nodes = changes.slice(0, first);
  return {
    nodes: nodes.map(shownChange),
    hasNextPage: changes.length > first,
    endSequence: nodes.at(-1)?.sequence ?? null,
  };
}

const edgeOf = ({ relationship, from, to }: EdgeName) => ({ relationship, from, to });

const shownChange = ({ nodeId, edgesWritten, edgesRemoved, ...change }: Change) => ({
  ...change,
  entryId: nodeId,
  edgesWritten: edgesWritten.map(edgeOf),
  edgesRemoved: edgesRemoved.map(edgeOf),
});

/** Who did what, and when. */
export const historyQueries: OwnRoots = { changes: changesRoot, history: historyRoot };
