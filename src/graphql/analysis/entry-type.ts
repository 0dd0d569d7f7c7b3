import { ID } from 'type-graphql';
import { lifeCycle } from '../../domain/life-cycle.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { choiceEnum } from '../types/choice-enum.ts';
import { nodeKind } from '../types/search-types.ts';
import { objectType } from './object-type.ts';

/** What computed answers point at. More of an entry is read with `nodes(ids:)`. */
export const entryType = objectType(
  'Entry',
  'An entry that a computed answer points at. Read more of it with `nodes`.',
  {
    id: [ID, 'Its id.'],
    kind: [nodeKind, 'What kind of entry it is.'],
    label: [String, 'One line to show.'],
    status: [choiceEnum(lifeCycle), 'Where it stands in review.'],
  },
);

export interface EntryShown {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly status: string;
}

export const entryOf = ({ __typename, id, label, status }: NodeRow): EntryShown => ({
  id,
  kind: __typename,
  label: String(label ?? id),
  status: String(status),
});

export const entryOrNull = (row: NodeRow | null) => (row ? entryOf(row) : null);
