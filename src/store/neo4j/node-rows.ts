import neo4j from 'neo4j-driver';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { Kind } from '../../domain/kind.ts';
import type { Model } from '../../domain/model.ts';
import type { NodeRemoval, NodeWrite } from '../change-set.ts';
import { absent, duplicate, versionConflict } from '../refusals.ts';
import { placesOf, type PreparedNode } from '../write-rules.ts';
import type { Row } from './connection.ts';
import { endNumber, orderProperty, searchProperties } from './names.ts';
import { attributesOf, propertiesOf } from './values.ts';

export interface NodeInHand {
  readonly node: PreparedNode;
  readonly write: NodeWrite;
}

export interface NodePlace {
  readonly version: number;
  /** See {@link endNumber}. */
  readonly number: unknown;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function kindNamed(model: Model, name: string): Kind {
  const kind = model.kinds[name];
  if (!kind) throw new TypeError(`${name} is not a kind.`);
  return kind;
}

/** All properties of a node: header, attributes, the keys of its orders, and what search reads. */
export function nodeProperties(kind: Kind, { node, write }: NodeInHand, place: NodePlace): Row {
  const { id, label } = node;
  const { number, ...times } = place;
  const header = { id, label, status: write.status, ...times, reviewPackage: write.reviewPackage };
  const { orders, searchPlace } = placesOf(kind, { ...node.attributes, ...header });
  return {
    ...propertiesOf(kind.attributes, node.attributes),
    ...header,
    version: neo4j.int(times.version),
    [endNumber]: number,
    ...Object.fromEntries(Object.entries(orders).map(([order, key]) => [orderProperty(order), key])),
    [searchProperties.names]: node.names,
    [searchProperties.texts]: node.texts,
    [searchProperties.kind]: node.kind,
    [searchProperties.place]: searchPlace,
  };
}

/** Attributes, status and package of a stored node, as history shows them. */
export function contentsOf(kind: Kind, node: Row): AttributeRecord {
  return {
    ...attributesOf(kind.attributes, node),
    status: node['status'],
    reviewPackage: node['reviewPackage'] ?? null,
  };
}

/** Refuses a node that is not as the change expects it. */
export function checkVersion({ id, expectedVersion }: NodeWrite | NodeRemoval, present: Row | undefined): void {
  if (expectedVersion === 0 && present) throw duplicate(id);
  if (expectedVersion !== 0 && !present) throw absent(id);
  const version = Number(present?.['version'] ?? 0);
  if (version !== expectedVersion) throw versionConflict(id, expectedVersion, version);
}
