import { beginning } from '../history-chain.ts';
import { changeLabel, endNumber, identifier, metaId, metaLabel, orderProperty } from './names.ts';
import { schemaVersion } from './schema.ts';
import { matchId } from './index-hint.ts';

/** Setting a property takes the write lock, so whoever comes next waits here, before any version is compared. */
export const takeTurn =
  `MERGE (m:${metaLabel} {id: '${metaId}'}) ON CREATE SET m.schemaVersion = ${schemaVersion}, m.graphVersion = 0, m.sequence = 0, m.hash = '${beginning.hash}' ` +
  `SET m.turn = coalesce(m.turn, 0) + 1 RETURN m.graphVersion AS graphVersion, m.sequence AS sequence, m.hash AS hash`;

/** The version of the graph, for who takes no turn. */
export const counters = `MATCH (m:${metaLabel} {id: '${metaId}'}) RETURN m.graphVersion AS graphVersion`;

export const endTurn = `MATCH (m:${metaLabel} {id: '${metaId}'}) SET m.graphVersion = $graphVersion, m.sequence = $sequence, m.hash = $hash`;

export const keepChanges = `UNWIND $rows AS row CREATE (c:${changeLabel}) SET c = row`;

export const nodesById = (kind: string) => `UNWIND $ids AS id ${matchId('n', kind, 'id')} RETURN properties(n) AS node`;

/** One text for all kinds: the database plans every new text for 40 to 85 ms. */
export const addNodes = `UNWIND $rows AS row CREATE (n:$(row[0])) SET n = row[1] RETURN n.id AS id, elementId(n) AS element, n.${endNumber} AS number`;

export const changeNodes = (kind: string) => `UNWIND $rows AS row ${matchId('n', kind, 'row.id')} SET n = row`;

export const touchNodes = (kind: string) =>
  `UNWIND $rows AS row ${matchId('n', kind, 'row.id')} SET n.version = n.version + 1, n.updatedAt = row.updatedAt, n.${identifier(orderProperty('updatedAt'))} = row.order RETURN n.id AS id, n.version AS version`;

/** Ends of one edge type with one kind at each end. */
export interface EdgeGroup {
  readonly type: string;
  readonly fromKind: string;
  readonly toKind: string;
}

const ends = ({ fromKind, toKind }: EdgeGroup) =>
  `${matchId('a', fromKind, 'row.from')} ${matchId('b', toKind, 'row.to')}`;

export const putEdges = (group: EdgeGroup) =>
  `UNWIND $rows AS row ${ends(group)} MERGE (a)-[e:${identifier(group.type)}]->(b) SET e = row.edge, e.from = a.${endNumber}, e.to = b.${endNumber} RETURN count(e) AS put`;

/**
 * Between nodes that this transaction made, found by the database's own ids, which hold within it. One text for all types
 * and kinds, and each row has all edges of one node.
 */
export const addEdgesBetweenNew =
  'UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] UNWIND row[1] AS edge MATCH (b) WHERE elementId(b) = edge[1] CREATE (a)-[e:$(edge[0])]->(b) SET e = edge[2] RETURN count(e) AS put';

export const dropEdges = (group: EdgeGroup) =>
  `UNWIND $rows AS row ${ends(group)} MATCH (a)-[e:${identifier(group.type)}]->(b) DELETE e RETURN row.from AS \`from\`, row.to AS \`to\``;

export const outgoing = (kind: string, types: readonly string[]) =>
  `UNWIND $ids AS id ${matchId('n', kind, 'id')} MATCH (n)-[e:${types.map(identifier).join('|')}]->(x) RETURN type(e) AS type, n.id AS \`from\`, x.id AS \`to\``;

export const pointedAt = (kind: string) =>
  `UNWIND $ids AS id ${matchId('n', kind, 'id')} AND EXISTS { (n)<--() } RETURN n.id AS id ORDER BY id LIMIT 1`;

export const removeNodes = (kind: string) => `UNWIND $ids AS id ${matchId('n', kind, 'id')} DELETE n`;

export const secondEnds = (kind: string, arrow: string) =>
  `UNWIND $ids AS id ${matchId('n', kind, 'id')} AND COUNT { ${arrow} } > 1 RETURN n.id AS id ORDER BY id LIMIT 1`;
