import { createHash, type Hash } from 'node:crypto';
import type { AttributeTable } from '../domain/attribute.ts';
import type { AttributeRecord } from '../domain/attribute-schema.ts';
import { relationshipOf, type Model } from '../domain/model.ts';
import type { StoredRecord } from '../store/record.ts';
import type { StoredNode } from '../store/store.ts';
import type { BackupManifest } from './backup-manifest.ts';

/** Counts and digests of nodes and of edges. */
export type GraphDigests = Pick<BackupManifest, 'nodes' | 'edges'>;

/** A line for each node and for each edge, in order of ids. */
export async function graphDigests(model: Model, nodes: AsyncIterable<StoredNode>): Promise<GraphDigests> {
  const [ofNodes, ofEdges] = [new Lines(), new Lines()];
  for await (const node of nodes) {
    const { id, kind, version, status, createdAt, updatedAt, reviewPackage, attributes } = node;
    const table = model.kinds[kind]?.attributes ?? {};
    ofNodes.add([id, kind, version, status, createdAt, updatedAt, reviewPackage, filledIn(table, attributes)]);
    // Engines have orders of their own for the relationships of a node.
    const edges = node.edges.map(({ relationship, to, order, attributes: own }) => {
      const { attributes: known = {} } = relationshipOf(model, relationship) ?? {};
      return [id, relationship, to, order, filledIn(known, own)] as const;
    });
    for (const edge of edges.toSorted((one, other) => compare(`${one[1]} ${one[2]}`, `${other[1]} ${other[2]}`)))
      ofEdges.add(edge);
  }
  return { nodes: ofNodes.digest(), edges: ofEdges.digest() };
}

/** By type; records come in order of type and id. */
export function recordsDigests(records: readonly StoredRecord[]): BackupManifest['records'] {
  const types = new Map<string, { readonly lines: Lines; writes: number }>();
  for (const { type, id, version, status, owner, at, subject, data } of records) {
    const ofType = types.get(type) ?? { lines: new Lines(), writes: 0 };
    types.set(type, ofType);
    ofType.lines.add([id, version, status, owner, at, subject, data]);
    ofType.writes += version;
  }
  return Object.fromEntries([...types].map(([type, { lines, writes }]) => [type, { ...lines.digest(), writes }]));
}

const compare = (one: string, other: string) => (one < other ? -1 : 1);

/** Without what a store fills in where nothing is set: an attribute that joins the model leaves a digest as it is. */
const filledIn = (table: AttributeTable, attributes: AttributeRecord) =>
  Object.entries(table).flatMap(([name, { list, default: preset }]) => {
    const unset = preset ?? (list ? [] : null);
    const value = attributes[name] ?? (list ? [] : null);
    return JSON.stringify(value) === JSON.stringify(unset) ? [] : [[name, value]];
  });

/** A digest over lines of JSON. */
class Lines {
  readonly #hash: Hash = createHash('sha256');
  #count = 0;

  add(line: readonly unknown[]): void {
    this.#hash.update(`${JSON.stringify(line)}\n`);
    this.#count += 1;
  }

  digest(): BackupManifest['nodes'] {
    return { count: this.#count, digest: this.#hash.copy().digest('hex') };
  }
}
