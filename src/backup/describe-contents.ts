import { foundNodes } from '../analysis/audit/verify-history.ts';
import type { Store } from '../store/store.ts';
import type { BackupManifest } from './backup-manifest.ts';
import { graphDigests, recordsDigests } from './contents-digests.ts';

/** What a manifest says of what a store holds. */
export type DescribedContents = Pick<BackupManifest, 'graphVersion' | 'history' | 'nodes' | 'edges' | 'records'>;

/** Describes what a store holds that nobody writes to. */
export async function describeContents(store: Store): Promise<DescribedContents> {
  const { place, records } = await store.recordsAtOnce();
  const { entries } = await store.historyHead();
  return {
    graphVersion: place.graphVersion,
    history: { entries, hash: place.hash },
    ...(await graphDigests(store.model, foundNodes(store))),
    records: recordsDigests(records),
  };
}

/** What two descriptions say differently, in the words of a report. */
export function unlikeParts(expected: DescribedContents, found: DescribedContents): readonly string[] {
  const parts: readonly (readonly [what: string, expected: unknown, found: unknown])[] = [
    ['the version of the graph', expected.graphVersion, found.graphVersion],
    ['the history', expected.history, found.history],
    ['nodes', expected.nodes, found.nodes],
    ['edges', expected.edges, found.edges],
    ...[...new Set([...Object.keys(expected.records), ...Object.keys(found.records)])].map(
      (type) => [`records of type ${type}`, expected.records[type], found.records[type]] as const,
    ),
  ];
  return parts.flatMap(([what, one, other]) =>
    JSON.stringify(one) === JSON.stringify(other)
      ? []
      : [`${what}: ${excerpt(one)} belong there, ${excerpt(other)} found`],
  );
}

function excerpt(part: unknown): string {
  if (typeof part !== 'object' || part === null) return String(part ?? 0);
  const { count, entries } = part as { readonly count?: number; readonly entries?: number };
  const [, hash = ''] = Object.entries(part).find(([name]) => ['digest', 'hash'].includes(name)) ?? [];
  return `${count ?? entries ?? 0} (${String(hash).slice(0, 12)}…)`;
}
