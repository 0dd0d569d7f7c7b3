import { Int } from 'type-graphql';
import type { Chain } from '../../analysis/chain.ts';
import type { Impact } from '../../analysis/impact.ts';
import { certainty, changeKind, groundingFlag, impactClass, pathEnd, truncation } from '../../analysis/vocabulary.ts';
import { indicationStatus } from '../../domain/kinds/indication-status.ts';
import { basis, role } from '../../domain/kinds/judgements.ts';
import { kinds } from '../../domain/kinds.ts';
import { choiceEnum } from '../types/choice-enum.ts';
import { entryOf, entryType } from './entry-type.ts';
import { stanceEnum } from './indication-types.ts';
import { objectType } from './object-type.ts';

const directness = kinds.EvidenceLink.attributes.directness.choices;

const chainEdge = objectType('ChainEdge', 'One step of an argument, in the direction of its relationship.', {
  relationship: [String, 'The relationship, as in the table of the graph.'],
  from: [String, 'Id of what depends.'],
  to: [String, 'Id of what it depends on.'],
  role: [choiceEnum(role), 'The part that a basis plays.', 'nullable'],
  basis: [choiceEnum(basis), 'Stated by a document, or curated.', 'nullable'],
  stance: [stanceEnum, 'How the evidence link at one of its ends bears on the claim.', 'nullable'],
  directness: [choiceEnum(directness), 'How direct that evidence link is.', 'nullable'],
});

const chainPath = objectType('ChainPath', 'One way through an argument; no entry occurs twice.', {
  nodes: [[entryType], 'The entries on it, from the start.'],
  length: [Int, 'Steps.'],
  endsAt: [choiceEnum(pathEnd), 'Where it ends, or breaks off.'],
});

export const chainType = objectType('Chain', 'Everything between an entry and where its argument ends.', {
  start: [entryType, 'Where it starts.'],
  nodes: [[entryType], 'All entries, nearest first.'],
  edges: [[chainEdge], 'All steps between them.'],
  paths: [[chainPath], 'Every way, shortest first.'],
  truncated: [[choiceEnum(truncation)], 'Why something was left out; empty where the chain is whole.'],
});

export const shownChain = (found: Chain) => ({
  ...found,
  start: entryOf(found.start),
  nodes: found.nodes.map(entryOf),
  paths: found.paths.map(({ nodes, endsAt }) => ({ endsAt, length: nodes.length - 1, nodes: nodes.map(entryOf) })),
});

const entryState = objectType('ImpactState', 'What is computed of an entry, with or without what changes.', {
  status: [
    choiceEnum(indicationStatus),
    'Of the claim; of the weakest primary claim of what rests on claims.',
    'nullable',
  ],
  certainty: [choiceEnum(certainty), 'Likewise.', 'nullable'],
  flags: [[choiceEnum(groundingFlag)], 'Flags of what rests on claims.'],
});

const affectedEntry = objectType('AffectedEntry', 'A claim, conclusion or recommendation that rests on what changes.', {
  entry: [entryType, 'Which.'],
  class: [choiceEnum(impactClass), 'What the change does to it.'],
  before: [entryState, 'As it is.'],
  after: [entryState, 'As it would be, computed anew without what changes.'],
  path: [[entryType], 'One of the shortest ways from what changes to it.'],
});

const impactCount = objectType('ImpactCount', 'How many entries are affected in one way.', {
  class: [choiceEnum(impactClass), 'The way.'],
  count: [Int, 'How many.'],
});

export const impactType = objectType('Impact', 'What a change would do to everything that rests on what changes.', {
  change: [choiceEnum(changeKind), 'The change that is supposed.'],
  changed: [[entryType], 'What would change; empty where all of it is so already.'],
  affected: [[affectedEntry], 'What rests on it, gravest first.'],
  counts: [[impactCount], 'How many of each class.'],
  tainted: [[entryType], 'Reviews that would include a study which does not stand any more.'],
});

export const shownImpact = ({ supposed, changed, affected, tainted }: Impact) => ({
  change: supposed.change,
  changed: changed.map(entryOf),
  affected: affected.map(({ node, path, ...rest }) => ({ ...rest, entry: entryOf(node), path: path.map(entryOf) })),
  counts: Object.keys(impactClass.values)
    .map((each) => ({ class: each, count: affected.filter((entry) => entry.class === each).length }))
    .filter(({ count }) => count > 0),
  tainted: tainted.map(entryOf),
});
