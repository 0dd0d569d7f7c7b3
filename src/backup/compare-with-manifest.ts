import { counted } from '../support/counted.ts';
import type { Store } from '../store/store.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { graphDigests, recordsDigests } from './contents-digests.ts';
import { replayedGraph } from './graph-at.ts';

/** What a store has to do with a manifest. */
export interface Comparison {
  /** What was lost or altered since; none of it where the store goes on from what the manifest tells. */
  readonly faults: readonly string[];
  /** What was written since, which nobody can compare. */
  readonly since: readonly string[];
}

/**
 * Whether a store still is what a manifest tells, or goes on from there. The graph is compared as the history tells it for
 * that moment; that the history is whole and the graph what it tells is for the audit. Records have no history: one that was
 * written since may be anything, but none may be gone.
 */
export async function compareWithManifest(store: Store, manifest: BackupManifest): Promise<Comparison> {
  const { graphVersion } = await store.ping();
  const graph = await graphFaults(store, manifest);
  const { records } = await store.recordsAtOnce();
  const compared = recordsCompared(manifest.records, recordsDigests(records));
  const changes = graphVersion - manifest.graphVersion;
  return {
    faults: [...graph, ...compared.faults],
    since: [...(changes > 0 ? [counted(changes, 'change') + ' of the graph'] : []), ...compared.since],
  };
}

async function graphFaults(store: Store, { history, nodes, edges }: BackupManifest): Promise<string[]> {
  const replayed = await graphDigests(store.model, replayedGraph(store, history.entries));
  const parts = [
    ['nodes', nodes, replayed.nodes],
    ['edges', edges, replayed.edges],
  ] as const;
  return parts.flatMap(([what, noted, found]) =>
    noted.digest === found.digest
      ? []
      : [`${what}: ${noted.count} in the manifest, ${found.count} others in the history`],
  );
}

type Records = BackupManifest['records'];

function recordsCompared(noted: Records, found: Records): Comparison {
  const [faults, since]: [string[], string[]] = [[], []];
  for (const [type, before] of Object.entries(noted)) {
    const now = found[type] ?? { count: 0, writes: 0, digest: '' };
    const name = `records of type ${type}`;
    if (now.count < before.count) faults.push(`${name}: ${before.count} in the manifest, ${now.count} found`);
    else if (now.writes < before.writes) faults.push(`${name}: older than in the manifest`);
    else if (now.writes > before.writes) since.push(`${counted(now.writes - before.writes, 'write')} of ${name}`);
    else if (now.digest !== before.digest) faults.push(`${name}: altered without a write`);
  }
  const added = Object.keys(found).filter((type) => !(type in noted));
  return { faults, since: [...since, ...added.map((type) => `records of type ${type}`)] };
}
