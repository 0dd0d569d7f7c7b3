import type { Model } from '../../domain/model.ts';
import { storedType } from '../../domain/model.ts';
import { ordersOf } from '../../domain/order.ts';
import { recordFilters } from '../record.ts';
import {
  changeLabel,
  identifier,
  metaLabel,
  orderProperty,
  recordLabel,
  searchIndex,
  searchProperties,
} from './names.ts';

/**
 * Goes up when what is stored changes in a way that opening alone cannot mend. Additions are made at every opening. Versions
 * 1 to 4 are those of builds before the first release (decision 0024).
 */
export const schemaVersion = 7;

/** What an index covers; without a label of its own where it covers several. */
export interface IndexedProperties {
  readonly label: string | null;
  readonly properties: readonly string[];
  readonly isUnique: boolean;
}

/** An index or constraint, by the name under which the database keeps it. */
export interface SchemaItem {
  readonly name: string;
  readonly on: IndexedProperties;
  readonly text: string;
}

/** All types under which edges are kept. */
export function storedTypes(model: Model): readonly string[] {
  return [...new Set(model.relationships.flatMap((row) => Object.keys(row.ends).map((kind) => storedType(row, kind))))];
}

/** Uniqueness of ids, the orders of lists, the pages of relationships in both directions, and search. */
export function schemaOf(model: Model): readonly SchemaItem[] {
  const kinds = Object.keys(model.kinds);
  return [
    unique(metaLabel, 'id'),
    range(changeLabel, ['sequence']),
    range(changeLabel, ['nodeId', 'sequence']),
    unique(recordLabel, 'key'),
    range(recordLabel, ['type', 'place']),
    ...recordFilters.map((name) => range(recordLabel, ['type', name, 'place'])),
    ...Object.entries(model.kinds).flatMap(([kind, definition]) => [
      unique(kind, 'id'),
      range(kind, ['reviewPackage', 'id']),
      ...ordersOf(definition).map((order) => range(kind, [orderProperty(order)])),
    ]),
    ...storedTypes(model).flatMap((type) => [edgeRange(type, 'from'), edgeRange(type, 'to')]),
    search(kinds),
  ];
}

function unique(label: string, property: string): SchemaItem {
  const name = `unique_${label}_${property}`;
  return {
    name,
    on: { label, properties: [property], isUnique: true },
    text: `CREATE CONSTRAINT ${identifier(name)} IF NOT EXISTS FOR (n:${identifier(label)}) REQUIRE n.${property} IS UNIQUE`,
  };
}

function range(label: string, properties: readonly string[]): SchemaItem {
  const name = `range_${label}_${properties.join('_')}`;
  const columns = properties.map((property) => `n.${identifier(property)}`).join(', ');
  return {
    name,
    on: { label, properties, isUnique: false },
    text: `CREATE RANGE INDEX ${identifier(name)} IF NOT EXISTS FOR (n:${identifier(label)}) ON (${columns})`,
  };
}

function edgeRange(type: string, end: 'from' | 'to'): SchemaItem {
  const name = `edge_${type}_${end}`;
  return {
    name,
    on: { label: type, properties: [end, 'key'], isUnique: false },
    text: `CREATE RANGE INDEX ${identifier(name)} IF NOT EXISTS FOR ()-[e:${identifier(type)}]-() ON (e.${end}, e.key)`,
  };
}

/** Words come folded and parted by single spaces, so the index may split at spaces and do nothing else. */
function search(kinds: readonly string[]): SchemaItem {
  const { names, texts, kind } = searchProperties;
  const labels = kinds.map(identifier).join('|');
  const options = "OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace' } }";
  return {
    name: searchIndex,
    on: { label: null, properties: [names, texts, kind], isUnique: false },
    text: `CREATE FULLTEXT INDEX ${searchIndex} IF NOT EXISTS FOR (n:${labels}) ON EACH [n.${names}, n.${texts}, n.${kind}] ${options}`,
  };
}
