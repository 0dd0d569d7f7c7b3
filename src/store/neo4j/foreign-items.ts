import { DomainError } from '../../domain/errors.ts';
import { storedType, type Model } from '../../domain/model.ts';
import type { Row } from './connection.ts';
import { changeLabel, endNumber, identifier, metaId, metaLabel } from './names.ts';
import { schemaOf } from './schema.ts';

/** Reads one statement in its own time. */
export type Ask = <Found extends object = Row>(text: string) => Promise<readonly Found[]>;

/** An index as the database tells of it. */
export interface PresentIndex {
  readonly name: string;
  readonly labelsOrTypes: readonly string[] | null;
  readonly properties: readonly string[] | null;
  readonly owningConstraint: string | null;
}

/** Indexes that bear a name of ours and are not ours: ours could not be made, and statements would miss it. */
export function foreignIndexes(model: Model, present: readonly PresentIndex[]): readonly string[] {
  const wanted = new Map(schemaOf(model).map(({ name, on }) => [name, on]));
  return present.flatMap(({ name, labelsOrTypes, properties, owningConstraint }) => {
    const on = wanted.get(name);
    if (!on) return [];
    // The labels of the search change with the model; then it is made anew.
    const isOurs =
      on.isUnique === (owningConstraint !== null) &&
      on.properties.join() === (properties ?? []).join() &&
      (on.label === null || on.label === labelsOrTypes?.join());
    return isOurs ? [] : [`an index ${name} on ${labelsOrTypes?.join('|')}(${properties?.join(', ')})`];
  });
}

/** Nodes and edges of our names that this project did not write, as `3 nodes :Intervention`. */
export async function foreignContents(model: Model, ask: Ask): Promise<readonly string[]> {
  const [nodes, entries, edges] = [
    await foreignNodes(model, ask),
    await foreignEntries(ask),
    await foreignEdges(model, ask),
  ];
  return [...nodes, ...entries, ...edges];
}

/** Each node of ours has a number. */
async function foreignNodes(model: Model, ask: Ask): Promise<readonly string[]> {
  const labels = Object.keys(model.kinds).map(identifier).join('|');
  const text = `MATCH (n:${labels}) WHERE n.${endNumber} IS NULL RETURN labels(n) AS labels, count(n) AS count ORDER BY labels`;
  const rows = await ask<{ labels: readonly string[]; count: number }>(text);
  return rows.map((row) => `${row.count} × :${row.labels.join(':')}`);
}

/** Counts are at hand; where they are not as noted, which a writer may cause for a moment, the nodes are looked at. */
async function foreignEntries(ask: Ask): Promise<readonly string[]> {
  const noted = `OPTIONAL MATCH (m:${metaLabel} {id: '${metaId}'}) RETURN coalesce(m.sequence, 0) = COUNT { (:${changeLabel}) } AS asNoted`;
  if ((await ask<{ asNoted: boolean }>(noted))[0]?.asNoted) return [];
  const [row] = await ask<{ count: number }>(`MATCH (c:${changeLabel}) WHERE c.hash IS NULL RETURN count(c) AS count`);
  return row && row.count > 0 ? [`${row.count} × :${changeLabel}`] : [];
}

/** Edges of our types that run from nodes of other labels: counts of both are at hand. */
async function foreignEdges(model: Model, ask: Ask): Promise<readonly string[]> {
  const kindsOf = new Map<string, Set<string>>();
  for (const row of model.relationships)
    for (const kind of Object.keys(row.ends)) {
      const type = storedType(row, kind);
      kindsOf.set(type, (kindsOf.get(type) ?? new Set()).add(kind));
    }
  const counts = [...kindsOf].map(([type, kinds]) => {
    const ours = [...kinds].map((kind) => `COUNT { (:${identifier(kind)})-[:${identifier(type)}]->() }`).join(' - ');
    return `COUNT { ()-[:${identifier(type)}]->() } - ${ours}`;
  });
  const [row] = await ask<{ counts: readonly number[] }>(`RETURN [${counts.join(', ')}] AS counts`);
  return [...kindsOf.keys()].flatMap((type, at) => {
    const count = row?.counts[at] ?? 0;
    return count > 0 ? [`${count} × -[:${type}]->`] : [];
  });
}

export const refusedForeign = (location: string, found: readonly string[], isShared: boolean) =>
  new DomainError(
    'CONFIGURATION',
    isShared
      ? `NEO4J_URI: the database at ${location} has what takes names of ours: ${found.join(', ')}. Rename or drop it, or use another database.`
      : `NEO4J_URI: the database at ${location} holds what this project did not write under names of ours: ${found.join(', ')}. Use another database, or set NEO4J_SHARED=on to leave it alone.`,
  );
