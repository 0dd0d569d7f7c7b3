import { dataOf, rewritten, type RecordData, type RecordWrite, type StoredRecord } from '../../store/record.ts';

/** An entry that is to be looked at again: what it rests on changed. Its figures follow by themselves. */
export interface Need {
  readonly id: string;
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

export function needRecord({ entry, at, notice, source, path }: Omit<Need, 'id'>, by: string): RecordWrite {
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

export function needOf({ id, at, subject, data }: StoredRecord): Need {
  const { entry, notice, path } = dataOf<Pick<Need, 'entry' | 'notice' | 'path'>>({ data });
  return { id, entry, at, notice, source: subject ?? '', path };
}

/** A need that is no more: somebody looked, and says what came of it; or the source stands again. */
export const settledRecord = (need: StoredRecord, how: RecordData = {}): RecordWrite =>
  rewritten(need, { status: 'SETTLED', data: { ...need.data, ...how } });
