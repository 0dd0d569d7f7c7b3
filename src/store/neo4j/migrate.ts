import neo4j from 'neo4j-driver';
import { storedType, type Model } from '../../domain/model.ts';
import type { Relationship } from '../../domain/relationship.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import type { Change, EdgeName, EdgeWrite } from '../change-set.ts';
import { beginning, chainedHash } from '../history-chain.ts';
import type { Run } from './connection.ts';
import { changeLabel, edgeProperty, endNumber, identifier, metaLabel } from './names.ts';
import { storedTypes } from './schema.ts';
import { changeRow } from './values.ts';

/** What earlier schemas asked for and later ones do not. */
export const obsoleteConstraints = [`unique_${changeLabel}_entry`];

/** How many entries of the history are rewritten at a time. */
const batchSize = 2_000;

/** Rewrites what an earlier schema keeps otherwise, inside the transaction that raises the version. */
export async function migrate(run: Run, model: Model, from: number): Promise<void> {
  if (from < 2) for (const text of prefixEdgeProperties(model)) await run(text, {});
  if (from < 3) {
    await numberNodes(run, model);
    for (const type of storedTypes(model)) await run(nameEndsByNumber(type), {});
    await writeHistoryAsText(run);
  }
  if (from < 4) await chainHistory(run);
}

/** Schema 1 kept edge attributes under their bare names. */
function prefixEdgeProperties(model: Model): string[] {
  const typesOf = (row: Relationship) => new Set(Object.keys(row.ends).map((kind) => storedType(row, kind)));
  return model.relationships.flatMap((row) =>
    Object.keys(row.attributes).flatMap((name) =>
      [...typesOf(row)].map(
        (type) =>
          `MATCH ()-[e:${identifier(type)}]->() WHERE e.${identifier(name)} IS NOT NULL SET e.${identifier(edgeProperty(name))} = e.${identifier(name)} REMOVE e.${identifier(name)}`,
      ),
    ),
  );
}

/** Schema 2 named the ends of edges by ids. Numbers of later nodes follow the sequence of history, which lies above. */
async function numberNodes(run: Run, model: Model): Promise<void> {
  let next = 1;
  for (const kind of Object.keys(model.kinds)) {
    const text = `MATCH (n:${identifier(kind)}) WITH collect(n) AS nodes UNWIND range(0, size(nodes) - 1) AS place WITH nodes[place] AS n, place SET n.${endNumber} = toInteger($next) + place RETURN count(n) AS numbered`;
    const [answer] = await run(text, { next });
    next += Number(answer?.['numbered'] ?? 0);
  }
}

const nameEndsByNumber = (type: string) =>
  `MATCH (a)-[e:${identifier(type)}]->(b) SET e.from = a.${endNumber}, e.to = b.${endNumber} REMOVE e.order`;

/** Schema 2 kept each part of a `Change` by itself. */
async function writeHistoryAsText(run: Run): Promise<void> {
  const open = `MATCH (c:${changeLabel}) WHERE c.text IS NULL RETURN properties(c) AS change LIMIT ${batchSize}`;
  const put = `UNWIND $rows AS row MATCH (c:${changeLabel} {sequence: row.sequence}) SET c = row`;
  const next = () => run<{ change: ChangeProperties }>(open, {});
  for (let rows = await next(); rows.length > 0; rows = await next()) {
    const changes = rows.map(({ change }) => changeOf(change));
    const kept = changes.map((change) => ({ ...change, hash: '', text: JSON.stringify(change) }));
    await run(put, {
      rows: kept.map(({ sequence, nodeId, text, hash }) => changeRow({ sequence, nodeId, text, hash })),
    });
  }
}

/** Schemas 1 to 3 kept the history without hashes. What is there is taken as it is; from now on it is held fast. */
async function chainHistory(run: Run): Promise<void> {
  const page = `MATCH (c:${changeLabel}) WHERE c.sequence > $after WITH c ORDER BY c.sequence LIMIT ${batchSize} RETURN c.sequence AS sequence, c.text AS text`;
  const put = `UNWIND $rows AS row MATCH (c:${changeLabel} {sequence: row.sequence}) SET c.hash = row.hash`;
  let { sequence: last, hash } = beginning;
  const after = (sequence: number) => run(page, { after: neo4j.int(sequence) });
  for (let rows = await after(last); rows.length > 0; rows = await after(last)) {
    const hashes = rows.map(({ sequence, text }) => {
      hash = chainedHash(hash, String(text));
      return { sequence: neo4j.int((last = Number(sequence))), hash };
    });
    await run(put, { rows: hashes });
  }
  await run(`MATCH (m:${metaLabel}) SET m.hash = $hash`, { hash });
}

/** A `Change` as schema 2 kept it: each part of it as JSON, absent where it is null. */
interface ChangeProperties extends Omit<Change, 'why' | 'before' | 'after' | 'edgesWritten' | 'edgesRemoved'> {
  readonly why?: string;
  readonly before?: string;
  readonly after?: string;
  readonly edgesWritten: readonly string[];
  readonly edgesRemoved: readonly string[];
}

function changeOf(row: ChangeProperties): Change {
  const { sequence, graphVersion, at, by, role, why = null, nodeId, kind, what, before, after } = row;
  return {
    sequence,
    graphVersion,
    at,
    by,
    role,
    why,
    nodeId,
    kind,
    what,
    before: before === undefined ? null : parsed(before),
    after: after === undefined ? null : parsed(after),
    edgesWritten: row.edgesWritten.map((edge) => JSON.parse(edge) as EdgeWrite),
    edgesRemoved: row.edgesRemoved.map((edge) => JSON.parse(edge) as EdgeName),
  };
}

const parsed = (text: string) => JSON.parse(text) as AttributeRecord;
