import type { SubGraph } from '../../src/analysis/evidence-graph.ts';
import type { ReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';
import type { ChangeSet, NodeWrite } from '../../src/store/change-set.ts';
import { readReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { changeSet, edge } from '../contract/write-helpers.ts';

/** What a kind requires besides what a case says. */
const required: Readonly<Record<string, (id: string) => NodeWrite['attributes']>> = {
  Claim: (id) => ({ text: id }),
  Finding: (id) => ({ text: id }),
  Conclusion: (id) => ({ text: id }),
  Recommendation: (id) => ({ text: id }),
  EvidenceSource: (id) => ({ title: id, asCited: id }),
  Study: (id) => ({ name: id }),
  Jurisdiction: (id) => ({ name: id }),
  EvidenceLink: () => ({ basis: 'STATED' }),
};

/** A sub-graph as a change that writes it. */
export function writing({ nodes, edges }: SubGraph): ChangeSet {
  const writes = nodes.map(({ __typename, id, status, label, ...attributes }): NodeWrite => ({
    id,
    expectedVersion: 0,
    attributes: { ...required[__typename]?.(String(label)), ...attributes },
    status: status as NodeWrite['status'],
    reviewPackage: null,
  }));
  return changeSet({
    nodes: writes,
    edges: edges.map(({ relationship, from, to, attributes }) => edge(relationship, from, to, { attributes })),
  });
}

export async function readSeed(): Promise<ReviewPackage> {
  const { reviewPackage } = await readReviewPackage('seed/ukdpc-2008', evidenceModel);
  if (!reviewPackage) throw new Error('the seed has problems');
  return reviewPackage;
}

/** A whole package in memory, as a store would answer with all of it. */
export const inMemory = ({ nodes, edges }: ReviewPackage): SubGraph => ({
  nodes: nodes.map(({ id, kind, attributes }) => ({
    ...attributes,
    __typename: kind,
    id,
    status: 'ACCEPTED',
    label: id,
  })),
  edges: edges.map(({ relationship, from, to, attributes }) => ({ relationship, from, to, attributes })),
});
