import type { LifeCycleStatus } from './life-cycle.ts';

/** What every node carries besides the attributes of its kind. Times are ISO 8601 in UTC with milliseconds. */
export interface NodeHeader {
  readonly id: string;
  /** One line to show, made from the attributes by the kind's `label`. */
  readonly label: string;
  readonly status: LifeCycleStatus;
  /** 1 when added; each change set that touches the node or its outgoing edges adds one. */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The review package that the node was loaded from, or null. */
  readonly reviewPackage: string | null;
}

export const headerAttributes = [
  'id',
  'label',
  'status',
  'version',
  'createdAt',
  'updatedAt',
  'reviewPackage',
] as const;

export type HeaderAttribute = (typeof headerAttributes)[number];

const longestLabel = 160;

/** A label on one line, cut at a word where it is too long. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= longestLabel) return line;
  const cut = line.slice(0, longestLabel - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > longestLabel / 2 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}
