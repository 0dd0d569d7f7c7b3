import type { SubGraph } from '../../src/analysis/evidence-graph.ts';
import { graphOf } from './case-graph.ts';

type Records = Record<string, Record<string, unknown>>;

/** Claims and conclusions that rest on the hub, of each; with half as many recommendations, 1,000 entries in all. */
const size = 400;

/**
 * One source that reports a finding for each of 400 claims, of which every other one has evidence besides, and for each of
 * 400 conclusions. These rest on one more finding each, whose own reports stand, fell, are not accepted, or are unknown.
 */
export function hubGraph(): SubGraph {
  const nodes: Records = {
    'source:hub': {},
    'source:stands': {},
    'source:fallen': { standing: 'RETRACTED' },
    'source:waiting': { status: 'SUBMITTED' },
    'study:fallen': { sms: 4, reportedIn: ['source:fallen'] },
    'study:own': { sms: 5, reportedIn: ['source:stands'] },
  };
  for (let index = 0; index < size; index += 1) Object.assign(nodes, strandOf(index));
  return graphOf({ nodes });
}

const others: readonly Record<string, unknown>[] = [
  { reportedIn: ['source:stands'] },
  { reportedIn: ['source:fallen', 'source:stands'] },
  { reportedIn: ['source:fallen'] },
  { reportedIn: ['source:waiting'] },
  { study: 'study:fallen' },
  { reportedIn: ['source:stands'], status: 'NEEDS_REVIEW' },
  { reportedIn: ['source:hub', 'source:stands'] },
];

function strandOf(index: number): Records {
  const stated = (id: string) => ({ id, role: 'PRIMARY', basis: 'STATED' });
  return {
    [`finding:${index}`]: { reportedIn: ['source:hub'], study: `study:${index}` },
    [`study:${index}`]: { sms: 1 + (index % 5), reportedIn: ['source:hub'] },
    [`claim:${index}`]: {},
    [`evidence-link:${index}`]: { claim: `claim:${index}`, uses: [`finding:${index}`] },
    ...(index % 2 === 0 && {
      [`finding:own-${index}`]: { reportedIn: ['source:stands'], study: 'study:own' },
      [`evidence-link:own-${index}`]: { claim: `claim:${index}`, uses: [`finding:own-${index}`] },
    }),
    [`finding:other-${index}`]: others[index % others.length] ?? {},
    [`conclusion:${index}`]: { restsOn: [stated(`finding:${index}`), stated(`finding:other-${index}`)] },
    ...(index % 2 === 0 && {
      [`recommendation:${index}`]: { basedOn: [`conclusion:${index}`, `claim:${index + 1}`].map(stated) },
    }),
  };
}
