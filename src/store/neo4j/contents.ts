import type { NodeHeader } from '../../domain/node.ts';
import { relationshipOf, traversalsOf, type Model } from '../../domain/model.ts';
import { orderOfKey } from '../../domain/order.ts';
import type { EdgeName, EdgeWrite } from '../change-set.ts';
import type { StoredNode } from '../store.ts';
import type { Row } from './connection.ts';
import { identifier, isOwnNode } from './names.ts';
import { indexHint } from './index-hint.ts';
import { attributesOf, edgeAttributesOf } from './values.ts';

const forwardOf = (model: Model, kind: string) =>
  traversalsOf(model, kind).filter(({ direction }) => direction === 'forward');

export interface ContentsPart {
  readonly kind: string;
  /** Only what a review package brought. */
  readonly ofPackage: boolean;
  /** Others keep nodes under our names in the database; where they do not, what nobody of ours wrote is told too. */
  readonly isShared: boolean;
}

/** A page of whole nodes of one kind in order of id: of a review package, or all of them. */
export function contentsStatement(model: Model, { kind, ofPackage, isShared }: ContentsPart): string {
  const types = [...new Set(forwardOf(model, kind).map(({ type }) => identifier(type)))];
  const ownEdge = isShared ? 'WHERE e.key IS NOT NULL ' : '';
  const edges =
    types.length === 0
      ? '[]'
      : `COLLECT { MATCH (n)-[e:${types.join('|')}]->(x) ${ownEdge}RETURN [type(e), x.id, properties(e)] ORDER BY type(e), e.key }`;
  const conditions = [
    ...(ofPackage ? ['n.reviewPackage = $reviewPackage'] : []),
    'n.id > $after',
    ...(isShared ? [isOwnNode('n')] : []),
  ];
  return (
    `MATCH (n:${identifier(kind)}) ${indexHint('n', kind, ...(ofPackage ? ['reviewPackage', 'id'] : ['id']))} WHERE ${conditions.join(' AND ')} ` +
    `WITH n ORDER BY n.id LIMIT $first RETURN properties(n) AS node, ${edges} AS edges ORDER BY n.id`
  );
}

/** What that statement returns; null leaves its property out. */
export interface ContentsRow {
  readonly node: Row & Omit<NodeHeader, 'label' | 'reviewPackage'> & { readonly reviewPackage?: string };
  readonly edges: readonly (readonly [type: string, to: string, properties: Row])[];
}

/** A whole node from a row of that statement. */
export function storedNode(model: Model, kind: string, { node, edges: outgoing }: ContentsRow): StoredNode {
  const types = new Map(forwardOf(model, kind).map(({ type, relationship }) => [type, relationship.name]));
  const { id, version, status, createdAt, updatedAt, reviewPackage = null } = node;
  const edges = outgoing.map(([type, to, edge]) => {
    const relationship = types.get(type);
    if (!relationship) throw new TypeError(`${type} was not asked for.`);
    return edgeOf(model, { relationship, from: id, to }, edge);
  });
  const attributes = attributesOf(model.kinds[kind]?.attributes ?? {}, node);
  return { id, kind, version, status, createdAt, updatedAt, reviewPackage, attributes, edges };
}

function edgeOf(model: Model, name: EdgeName, edge: Row): EdgeWrite {
  const attributes = edgeAttributesOf(relationshipOf(model, name.relationship)?.attributes ?? {}, edge);
  return { ...name, order: orderOfKey(String(edge['key'])), attributes };
}
