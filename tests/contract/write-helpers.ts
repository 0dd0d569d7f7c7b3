import type { RelationshipName } from '../../src/domain/relationships.ts';
import { edgeOrder } from '../../src/domain/order.ts';
import { evidenceModel, relationshipOf } from '../../src/domain/model.ts';
import type { ChangeSet, EdgeWrite, NodeWrite } from '../../src/store/change-set.ts';

export const at = '2026-01-02T03:04:05.678Z';

/** A node to be added, accepted. */
export function adding(
  id: string,
  attributes: NodeWrite['attributes'],
  reviewPackage: string | null = null,
): NodeWrite {
  return { id, expectedVersion: 0, attributes, status: 'ACCEPTED', reviewPackage };
}

/** An edge at a place of its page. */
export function edge(
  relationship: RelationshipName,
  from: string,
  to: string,
  more: { place?: number; attributes?: EdgeWrite['attributes'] } = {},
): EdgeWrite {
  const row = relationshipOf(evidenceModel, relationship);
  const order = row ? edgeOrder(row, more.place ?? 0, {}) : String(more.place ?? 0).padStart(6, '0');
  return { relationship, from, to, order, attributes: more.attributes ?? {} };
}

export function changeSet(parts: Partial<ChangeSet>): ChangeSet {
  return {
    by: 'tests',
    role: 'ADMIN',
    why: null,
    at,
    nodes: [],
    edges: [],
    removedEdges: [],
    removedNodes: [],
    ...parts,
  };
}

export const claim = (slug: string, text = slug, type = 'EFFECTIVENESS') => adding(`claim:${slug}`, { text, type });
export const finding = (slug: string, text = slug) =>
  adding(`finding:${slug}`, { kind: 'DESCRIPTIVE_STATISTIC', text });
export const intervention = (slug: string, name = slug, more: NodeWrite['attributes'] = {}) =>
  adding(`intervention:${slug}`, { name, ...more });
export const conclusion = (slug: string, ordinal: string, text = slug) =>
  adding(`conclusion:${slug}`, { ordinal, text });
export const recommendation = (slug: string, ordinal: string, text = slug) =>
  adding(`recommendation:${slug}`, { ordinal, text, kind: 'ACTION' });
export const link = (slug: string, stance = 'SUPPORTS') => adding(`evidence-link:${slug}`, { stance, basis: 'STATED' });
export const source = (slug: string, title = slug) => adding(`source:${slug}`, { kind: 'REPORT', title });
