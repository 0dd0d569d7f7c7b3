import type { RecordWrite, StoredRecord } from '../store/record.ts';

/** An entry that is to be looked at again: what it rests on changed. Its figures follow by themselves. */
export interface Need {
  readonly entry: string;
  readonly at: string;
  /** The notice that is the reason, and the source it is about. */
  readonly notice: string;
  readonly source: string;
  /** From the source to the entry, both included. */
  readonly path: readonly string[];
}

export interface NeedPage {
  readonly needs: readonly Need[];
  readonly after: string | null;
}

export const needType = 'need-for-review';

export function needRecord({ entry, at, notice, source, path }: Need, by: string): RecordWrite {
  const id = `${entry}~${notice}`;
  return {
    type: needType,
    id,
    expectedVersion: 0,
    status: 'OPEN',
    owner: by,
    at,
    subject: source,
    data: { entry, notice, path },
  };
}

export function needOf({ at, subject, data }: StoredRecord): Need {
  const { entry, notice, path } = data as { entry: string; notice: string; path: string[] };
  return { entry, at, notice, source: subject ?? '', path };
}

/** What was open because of a source is no more, as the source stands again. */
export const settledRecord = ({ version, ...record }: StoredRecord): RecordWrite => ({
  ...record,
  expectedVersion: version,
  status: 'SETTLED',
});
