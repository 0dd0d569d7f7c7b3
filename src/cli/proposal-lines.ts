import type { Proposal } from '../curation/proposals/proposal.ts';
import type { ProposedNode } from '../curation/drafts/proposed-change.ts';
import { kindOfId } from '../domain/ids.ts';
import type { Model } from '../domain/model.ts';
import { oneLine } from '../domain/node.ts';

/** A proposal in one line, for lists. */
export const proposalLine = ({ id, status, verb, by, summary }: Proposal) =>
  `${id} ${status} ${verb} by ${by}: ${summary}`;

/** All of a proposal, as a person reads it before deciding. */
export const proposalLines = (model: Model, proposal: Proposal): string[] => [
  proposalLine(proposal),
  `  version ${proposal.version}${proposal.review ? `, taken up by ${proposal.review.by} until ${proposal.review.until}` : ''}`,
  ...proposal.nodes.flatMap((node) => nodeLines(model, node)),
  ...proposal.edges.map(({ relationship, from, to }) => `  connects ${from} ${relationship} ${to}`),
  ...proposal.removedEdges.map(({ relationship, from, to }) => `  parts ${from} ${relationship} ${to}`),
  ...proposal.entries.map(
    ({ at, by, role, step, why }) => `  ${at} ${step} by ${by} (${role})${why === null ? '' : `: ${oneLine(why)}`}`,
  ),
];

function nodeLines(model: Model, { id, expectedVersion, attributes, before = {} }: ProposedNode): string[] {
  const label = oneLine(model.kinds[kindOfId(model, id) ?? '']?.label(attributes) ?? '');
  if (expectedVersion === 0) return [`  adds ${id}: ${label}`, ...describe(attributes)];
  const changes = Object.keys(before).map(
    (name) => `    ${name}: ${JSON.stringify(before[name])} → ${JSON.stringify(attributes[name])}`,
  );
  return [`  changes ${id} from version ${expectedVersion}: ${label}`, ...changes];
}

/** What somebody said, without what was left out. */
const describe = (attributes: Readonly<Record<string, unknown>>) =>
  Object.entries(attributes).flatMap(([name, value]) =>
    value === null || (Array.isArray(value) && value.length === 0) ? [] : [`    ${name}: ${JSON.stringify(value)}`],
  );
