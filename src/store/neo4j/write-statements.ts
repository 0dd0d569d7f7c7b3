import { changeLabel, identifier, metaLabel, orderProperty, receiptLabel } from './names.ts';
import { metaId } from './prepare-schema.ts';
import { schemaVersion } from './schema.ts';

/** Setting a property takes the write lock, so whoever comes next waits here, before any version is compared. */
export const takeTurn =
  `MERGE (m:${metaLabel} {id: '${metaId}'}) ON CREATE SET m.schemaVersion = ${schemaVersion}, m.graphVersion = 0, m.sequence = 0 ` +
  `SET m.turn = coalesce(m.turn, 0) + 1 RETURN m.graphVersion AS graphVersion, m.sequence AS sequence`;

export const endTurn = `MATCH (m:${metaLabel} {id: '${metaId}'}) SET m.graphVersion = $graphVersion, m.sequence = $sequence`;

export const receiptOf = `MATCH (r:${receiptLabel} {key: $key}) RETURN r.fingerprint AS fingerprint, r.result AS result, r.attempt AS attempt`;

export const keepReceipt = `CREATE (r:${receiptLabel} {key: $key, fingerprint: $fingerprint, result: $result, attempt: $attempt})`;

const change = `CREATE (c:${changeLabel}) SET c = row.change`;

export const nodesById = (kind: string) =>
  `UNWIND $ids AS id MATCH (n:${identifier(kind)} {id: id}) RETURN properties(n) AS node`;

export const addNodes = (kind: string) =>
  `UNWIND $rows AS row CREATE (n:${identifier(kind)}) SET n = row.node ${change} RETURN n.id AS id, elementId(n) AS element`;

export const changeNodes = (kind: string) =>
  `UNWIND $rows AS row MATCH (n:${identifier(kind)} {id: row.id}) SET n = row.node ${change}`;

export const touchNodes = (kind: string) =>
  `UNWIND $rows AS row MATCH (n:${identifier(kind)} {id: row.id}) SET n.version = row.version, n.updatedAt = row.updatedAt, n.${identifier(orderProperty('updatedAt'))} = row.order ${change}`;

/** Ends of one edge type with one kind at each end. */
export interface EdgeGroup {
  readonly type: string;
  readonly fromKind: string;
  readonly toKind: string;
}

const ends = ({ fromKind, toKind }: EdgeGroup) =>
  `MATCH (a:${identifier(fromKind)} {id: row.from}) MATCH (b:${identifier(toKind)} {id: row.to})`;

export const putEdges = (group: EdgeGroup) =>
  `UNWIND $rows AS row ${ends(group)} MERGE (a)-[e:${identifier(group.type)}]->(b) SET e = row.edge RETURN count(e) AS put`;

/** For nodes that are new in this change: nothing can be there to be found first. */
export const addEdges = (group: EdgeGroup) =>
  `UNWIND $rows AS row ${ends(group)} CREATE (a)-[e:${identifier(group.type)}]->(b) SET e = row.edge RETURN count(e) AS put`;

/**
 * Between nodes that this transaction made, found by the database's own ids, which hold within it. One text for all types
 * and kinds: the database plans every new text for 40 to 85 ms, and a package has some 60 combinations.
 */
export const addEdgesBetweenNew =
  'UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.fromElement MATCH (b) WHERE elementId(b) = row.toElement CREATE (a)-[e:$(row.type)]->(b) SET e = row.edge RETURN count(e) AS put';

export const dropEdges = (group: EdgeGroup) =>
  `UNWIND $rows AS row ${ends(group)} MATCH (a)-[e:${identifier(group.type)}]->(b) DELETE e RETURN row.from AS \`from\`, row.to AS \`to\``;

/** What edges a change wrote or removed is kept with it, as JSON texts. */
export const tellEdges = (list: 'edgesWritten' | 'edgesRemoved') =>
  `UNWIND $rows AS row MATCH (c:${changeLabel} {entry: row.entry}) SET c.${list} = c.${list} + row.edges`;

export const outgoing = (kind: string, types: readonly string[]) =>
  `UNWIND $ids AS id MATCH (n:${identifier(kind)} {id: id})-[e:${types.map(identifier).join('|')}]->() RETURN type(e) AS type, e.from AS \`from\`, e.to AS \`to\``;

export const pointedAt = (kind: string) =>
  `UNWIND $ids AS id MATCH (n:${identifier(kind)} {id: id}) WHERE EXISTS { (n)<--() } RETURN n.id AS id ORDER BY id LIMIT 1`;

export const removeNodes = (kind: string) => `UNWIND $rows AS row MATCH (n:${identifier(kind)} {id: row.id}) DELETE n`;

export const tellRemoval = `UNWIND $rows AS row MATCH (c:${changeLabel} {entry: row.entry}) SET c.what = 'REMOVED', c.before = row.before, c.after = null`;

export const secondEnds = (kind: string, arrow: string) =>
  `UNWIND $ids AS id MATCH (n:${identifier(kind)} {id: id}) WHERE COUNT { ${arrow} } > 1 RETURN n.id AS id ORDER BY id LIMIT 1`;

export const placeChanges = `UNWIND $rows AS row MATCH (c:${changeLabel} {entry: row.entry}) SET c.sequence = row.sequence`;
