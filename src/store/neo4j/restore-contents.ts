import neo4j, { type Integer } from 'neo4j-driver';
import { relationshipOf, type Model } from '../../domain/model.ts';
import { preparedEdge, preparedNode } from '../as-prepared.ts';
import type { Counters } from '../change-log.ts';
import type { EdgeWrite } from '../change-set.ts';
import { absent, notEmpty } from '../refusals.ts';
import type { StoreContents, StoredNode } from '../store.ts';
import { watched } from '../watched.ts';
import { Batches } from './batches.ts';
import type { Row, Run } from './connection.ts';
import { changeLabel, identifier, isOwnNode, recordLabel } from './names.ts';
import { kindNamed, nodeProperties } from './node-rows.ts';
import { restoreRecords } from './records.ts';
import { changeRow, edgePropertiesOf } from './values.ts';
import * as statements from './write-statements.ts';

export interface RestoreOptions {
  readonly model: Model;
  /** Runs statements in one transaction, which holds the write lock. */
  readonly run: Run;
  readonly before: Counters;
  /** Where it restores to, for people. */
  readonly where: string;
  readonly signal?: AbortSignal | undefined;
}

/** A node that was made here: the database's own id, which never leaves the transaction, and its number. */
interface CreatedNode {
  readonly element: string;
  readonly number: Integer;
}

/** Fills an empty database within one transaction; anything thrown must roll it back. */
export async function restoreContents(options: RestoreOptions, contents: StoreContents): Promise<void> {
  const { run, signal } = options;
  await assertEmpty(options);
  const made = await restoreNodes(options, contents);
  await restoreEdges(options, contents, made);
  for await (const page of watched(contents.history(), signal))
    await run(statements.keepChanges, { rows: page.map(changeRow) });
  await restoreRecords(run, contents.records);
  const { graphVersion, sequence, hash } = contents.place;
  await run(statements.endTurn, { graphVersion: neo4j.int(graphVersion), sequence: neo4j.int(sequence), hash });
}

async function assertEmpty({ model, run, before, where }: RestoreOptions): Promise<void> {
  const ours = [
    ...Object.keys(model.kinds).map((kind) => `(n:${identifier(kind)}) WHERE ${isOwnNode('n')}`),
    `(n:${changeLabel}) WHERE n.hash IS NOT NULL`,
    `(:${recordLabel})`,
  ];
  const [row] = await run<{ filled: boolean }>(
    `RETURN ${ours.map((found) => `EXISTS { ${found} }`).join(' OR ')} AS filled`,
    {},
  );
  if (before.graphVersion > 0 || row?.filled !== false) throw notEmpty(where);
}

async function restoreNodes({ model, run, signal }: RestoreOptions, contents: StoreContents) {
  const made = new Map<string, CreatedNode>();
  const batches = new Batches<Row>(async (kind, nodes) => {
    const rows = await run(statements.addNodes, { rows: nodes.map((node) => [kind, node]) });
    for (const { id, element, number } of rows)
      made.set(String(id), { element: String(element), number: neo4j.int(Number(number)) });
  });
  let number = 0;
  for await (const page of watched(contents.nodes(), signal))
    for (const node of page) await batches.add(node.kind, restoredNode(model, node, neo4j.int((number += 1))));
  await batches.flush();
  return made;
}

/** Its number is not above the sequence, so nodes that come later get others. */
function restoredNode(model: Model, stored: StoredNode, number: Integer): Row {
  const { id, version, status, createdAt, updatedAt, reviewPackage, attributes } = stored;
  const write = { id, expectedVersion: 0, attributes, status, reviewPackage };
  const place = { version, createdAt, updatedAt, number };
  return nodeProperties(kindNamed(model, stored.kind), { node: preparedNode(model, stored), write }, place);
}

async function restoreEdges(
  { model, run, signal }: RestoreOptions,
  contents: StoreContents,
  made: ReadonlyMap<string, CreatedNode>,
): Promise<void> {
  const batches = new Batches<readonly unknown[]>((_, rows) => run(statements.addEdgesBetweenNew, { rows }));
  for await (const page of watched(contents.nodes(), signal)) {
    for (const { id, edges } of page) {
      const row = [made.get(id)?.element, edges.map((edge) => restoredEdge(model, edge, made))];
      if (edges.length > 0) await batches.add('', row);
    }
  }
  await batches.flush();
}

function restoredEdge(model: Model, write: EdgeWrite, made: ReadonlyMap<string, CreatedNode>): readonly unknown[] {
  const { type, relationship, key, attributes, from, to } = preparedEdge(model, write);
  const [start, end] = [made.get(from), made.get(to)];
  if (!start || !end) throw absent(start ? to : from);
  const table = relationshipOf(model, relationship)?.attributes ?? {};
  const properties = { ...edgePropertiesOf(table, attributes), key, from: start.number, to: end.number };
  return [type, end.element, properties];
}
