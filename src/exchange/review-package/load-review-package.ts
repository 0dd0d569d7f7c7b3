import { standingMerges } from '../../curation/merging/standing-merges.ts';
import type { AttributeRecord } from '../../domain/attribute-schema.ts';
import { assertNotAborted } from '../../domain/assert-not-aborted.ts';
import { DomainError } from '../../domain/errors.ts';
import type { EdgeName, EdgeWrite, NodeRemoval, NodeWrite, WriteProgress } from '../../store/change-set.ts';
import type { Store, StoredNode } from '../../store/store.ts';
import { inBatches } from '../../support/in-batches.ts';
import type { PackageNode } from './package-node.ts';
import type { ReviewPackage } from './read-review-package.ts';
import { assertNoKnownSources } from './assert-no-known-sources.ts';
import { assertNotMerged } from './assert-not-merged.ts';

export interface LoadOptions {
  readonly dryRun?: boolean;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly progress?: (done: WriteProgress) => void;
  /** Where it fires, nothing is written, unless all was by then. */
  readonly signal?: AbortSignal;
}

export interface LoadCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

export interface LoadReport {
  readonly nodes: LoadCounts;
  readonly edges: LoadCounts;
  /** False where nothing differed, and for a dry run. */
  readonly written: boolean;
}

interface Difference {
  readonly nodes: readonly NodeWrite[];
  readonly edges: readonly EdgeWrite[];
  readonly removedEdges: readonly EdgeName[];
  readonly removedNodes: readonly NodeRemoval[];
  readonly report: Omit<LoadReport, 'written'>;
}

/** Makes the store hold what the package says: one atomic change set of what differs, nothing where nothing does. */
export async function loadReviewPackage(
  store: Store,
  reviewPackage: ReviewPackage,
  options: LoadOptions,
): Promise<LoadReport> {
  const present = new Map<string, StoredNode>();
  let moved: ReadonlySet<string> = new Set();
  // A graph that nobody ever wrote to has nothing to compare with, and a cold database plans slowly.
  const { graphVersion } = await store.ping();
  if (graphVersion > 0) {
    moved = await movedByMerges(store);
    for await (const batch of store.packageContents(reviewPackage.manifest.name))
      for (const node of batch) present.set(node.id, node);
    await assertNoForeign(store, reviewPackage, present);
    await assertNoKnownSources(store, reviewPackage.nodes, present);
  }
  await assertNoneMissing(store, reviewPackage);
  const { report, ...changes } = differenceOf(reviewPackage, present, moved);
  const differs = Object.values(changes).some((list) => list.length > 0);
  if (options.dryRun || !differs) return { ...report, written: false };
  const why = `Loaded review package ${reviewPackage.manifest.name} ${reviewPackage.manifest.version}.`;
  const { by, at, signal, progress } = options;
  assertNotAborted(signal);
  await store.write({ by, role: 'ADMIN', why, at, ...changes }, (done) => {
    assertNotAborted(signal);
    progress?.(done);
  });
  return { ...report, written: true };
}

/** Ids that belong to others must not be overwritten. */
async function assertNoForeign(
  store: Store,
  { nodes, manifest }: ReviewPackage,
  present: ReadonlyMap<string, StoredNode>,
): Promise<void> {
  const unknown = nodes.map(({ id }) => id).filter((id) => !present.has(id));
  await assertNotMerged(store, [...unknown, ...manifest.expects]);
  const taken: string[] = [];
  for (const batch of inBatches(unknown, batchSize)) {
    const headers = await store.headers(batch);
    taken.push(
      ...headers.map(
        ({ id, reviewPackage }) => `${id} (${reviewPackage === null ? 'contributed' : `package ${reviewPackage}`})`,
      ),
    );
  }
  if (taken.length > 0)
    throw new DomainError(
      'DUPLICATE',
      `The store has these ids already, and they are not this package's: ${taken.slice(0, 20).join(', ')}.`,
    );
}

/** Ids that are expected must be there. */
async function assertNoneMissing(store: Store, { manifest }: ReviewPackage): Promise<void> {
  if (manifest.expects.length === 0) return;
  const found = new Set((await store.headers(manifest.expects)).map(({ id }) => id));
  const missing = manifest.expects.filter((id) => !found.has(id));
  if (missing.length > 0)
    throw new DomainError('NOT_FOUND', `The package expects these in the store: ${missing.join(', ')}.`);
}

const batchSize = 1000;

/** Connections that merges gave, by their names: no package has to say them. */
async function movedByMerges(store: Store): Promise<ReadonlySet<string>> {
  const moved = new Set<string>();
  for await (const { added } of standingMerges(store)) for (const edge of added) moved.add(nameOf(edge));
  return moved;
}

function differenceOf(
  { nodes, edges, manifest }: ReviewPackage,
  present: ReadonlyMap<string, StoredNode>,
  moved: ReadonlySet<string>,
): Difference {
  const said = new Set(edges.map(nameOf));
  const expected = new Set(manifest.expects);
  /** What leads to an entry that somebody contributed, or came by a merge, is not for the package to take away. */
  const isOwn = (edge: EdgeName) =>
    said.has(nameOf(edge)) || ((present.has(edge.to) || expected.has(edge.to)) && !moved.has(nameOf(edge)));
  const wanted = new Set(nodes.map(({ id }) => id));
  const gone = [...present.values()].filter(({ id }) => !wanted.has(id));
  const nodeWrites = nodes.flatMap((node) => nodeWrite(node, present.get(node.id), manifest.name));
  const kept = new Map(
    [...present.values()]
      .filter(({ id }) => wanted.has(id))
      .flatMap((node) => node.edges.filter(isOwn).map((edge) => [nameOf(edge), edge])),
  );
  const had = kept.size;
  const edgeWrites = edges.filter((edge) => !sameEdge(edge, kept.get(nameOf(edge))));
  const addedEdges = edgeWrites.filter((edge) => !kept.has(nameOf(edge))).length;
  for (const edge of edges) kept.delete(nameOf(edge));
  const removedEdges = [...kept.values()];
  const added = nodeWrites.filter(({ expectedVersion }) => expectedVersion === 0).length;
  const changed = nodeWrites.length - added;
  const edgesOfGone = gone.reduce((sum, node) => sum + node.edges.length, 0);
  return {
    nodes: nodeWrites,
    edges: edgeWrites,
    removedEdges,
    // Edges that go or come in the same change set raise no version before the removal is checked.
    removedNodes: gone.map(({ id, version }) => ({ id, expectedVersion: version })),
    report: {
      nodes: { added, changed, unchanged: nodes.length - nodeWrites.length, removed: gone.length },
      edges: {
        added: addedEdges,
        changed: edgeWrites.length - addedEdges,
        unchanged: had - removedEdges.length - (edgeWrites.length - addedEdges),
        removed: removedEdges.length + edgesOfGone,
      },
    },
  };
}

function nodeWrite(
  { id, attributes }: PackageNode,
  present: StoredNode | undefined,
  reviewPackage: string,
): NodeWrite[] {
  const lasting = withStandingOf(present, attributes);
  if (present?.status === 'ACCEPTED' && JSON.stringify(present.attributes) === JSON.stringify(lasting)) return [];
  return [{ id, expectedVersion: present?.version ?? 0, attributes: lasting, status: 'ACCEPTED', reviewPackage }];
}

/** A package that knows nothing against a source does not take back what a notice said of it since. */
const withStandingOf = (present: StoredNode | undefined, attributes: AttributeRecord): AttributeRecord =>
  attributes['standing'] === 'CURRENT' && present
    ? { ...attributes, standing: present.attributes['standing'] }
    : attributes;

const nameOf = ({ relationship, from, to }: EdgeName) => `${relationship} ${from} ${to}`;

const sameEdge = (edge: EdgeWrite, present: EdgeWrite | undefined) =>
  present !== undefined &&
  edge.order === present.order &&
  JSON.stringify(edge.attributes) === JSON.stringify(present.attributes);
