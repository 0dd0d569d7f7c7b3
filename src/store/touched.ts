import type { AttributeRecord } from '../domain/attribute-schema.ts';
import type { EdgeName, EdgeWrite } from './change-set.ts';

/** What a change set did to one node, until its `Change` is written. */
export interface Touched {
  readonly kind: string;
  readonly versionBefore: number;
  before: AttributeRecord | null;
  after: AttributeRecord | null;
  removed: boolean;
  /** Whether the node itself was written: then its version is already the new one. */
  written: boolean;
  readonly edgesWritten: EdgeWrite[];
  readonly edgesRemoved: EdgeName[];
}

export const untouched = (kind: string, versionBefore: number): Touched => ({
  kind,
  versionBefore,
  before: null,
  after: null,
  removed: false,
  written: false,
  edgesWritten: [],
  edgesRemoved: [],
});

/** Only what differs, so that history tells what changed. */
export function differing(before: AttributeRecord | null, after: AttributeRecord | null) {
  if (before === null || after === null) return { before, after };
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const only = (record: AttributeRecord) => Object.fromEntries(names.map((name) => [name, record[name]]));
  return { before: only(before), after: only(after) };
}
