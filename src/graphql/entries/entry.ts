import { Field, ID, ObjectType } from 'type-graphql';
import { lifeCycle } from '../../domain/life-cycle.ts';
import type { NodeRow } from '../../store/read-plan.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { nodeKind } from '../model/node-kind.ts';

const lifeCycleEnum = choiceEnum(lifeCycle);

/** What computed answers point at. More of an entry is read with `nodes(ids:)`. */
@ObjectType({
  description: 'An entry that a computed answer points at. Read more of it with `nodes`.',
  simpleResolvers: true,
})
export class Entry {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => nodeKind, { description: 'What kind of entry it is.' })
  readonly kind!: string;

  @Field(() => String, { description: 'One line to show.' })
  readonly label!: string;

  @Field(() => lifeCycleEnum, { description: 'Where it stands in review.' })
  readonly status!: string;
}

export const toEntry = ({ __typename, id, label, status }: NodeRow): Entry => ({
  id,
  kind: __typename,
  label: String(label ?? id),
  status: String(status),
});

export const toEntryOrNull = (row: NodeRow | null) => (row ? toEntry(row) : null);
