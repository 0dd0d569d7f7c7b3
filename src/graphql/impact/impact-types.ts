import { Field, Int, ObjectType } from 'type-graphql';
import type { Impact as ComputedImpact } from '../../analysis/impact.ts';
import { certainty, changeKind, groundingFlag, impactClass } from '../../analysis/vocabulary.ts';
import { indicationStatus } from '../../domain/kinds/indication-status.ts';
import { Entry, toEntry } from '../entries/entry.ts';
import { choiceEnum } from '../model/choice-enum.ts';

const indicationStatusEnum = choiceEnum(indicationStatus);
const certaintyEnum = choiceEnum(certainty);
const groundingFlagEnum = choiceEnum(groundingFlag);
const impactClassEnum = choiceEnum(impactClass);
const changeKindEnum = choiceEnum(changeKind);

@ObjectType({ description: 'What is computed of an entry, with or without what changes.', simpleResolvers: true })
export class ImpactState {
  @Field(() => indicationStatusEnum, {
    nullable: true,
    description: 'Of the claim; of the weakest primary claim of what rests on claims.',
  })
  readonly status!: string | null;

  @Field(() => certaintyEnum, { nullable: true, description: 'Likewise.' })
  readonly certainty!: string | null;

  @Field(() => [groundingFlagEnum], { description: 'Flags of what rests on claims.' })
  readonly flags!: readonly string[];
}

@ObjectType({ description: 'A claim, conclusion or recommendation that rests on what changes.', simpleResolvers: true })
export class AffectedEntry {
  @Field(() => Entry, { description: 'Which.' })
  readonly entry!: Entry;

  @Field(() => impactClassEnum, { description: 'What the change does to it.' })
  readonly class!: string;

  @Field(() => ImpactState, { description: 'As it is.' })
  readonly before!: ImpactState;

  @Field(() => ImpactState, { description: 'As it would be, computed anew without what changes.' })
  readonly after!: ImpactState;

  @Field(() => [Entry], { description: 'One of the shortest ways from what changes to it.' })
  readonly path!: readonly Entry[];
}

@ObjectType({ description: 'How many entries are affected in one way.', simpleResolvers: true })
export class ImpactCount {
  @Field(() => impactClassEnum, { description: 'The way.' })
  readonly class!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'What a change would do to everything that rests on what changes.', simpleResolvers: true })
export class Impact {
  @Field(() => changeKindEnum, { description: 'The change that is supposed.' })
  readonly change!: string;

  @Field(() => [Entry], { description: 'What would change; empty where all of it is so already.' })
  readonly changed!: readonly Entry[];

  @Field(() => [AffectedEntry], { description: 'What rests on it, gravest first.' })
  readonly affected!: readonly AffectedEntry[];

  @Field(() => [ImpactCount], { description: 'How many of each class.' })
  readonly counts!: readonly ImpactCount[];

  @Field(() => [Entry], { description: 'Reviews that would include a study which does not stand any more.' })
  readonly tainted!: readonly Entry[];
}

export const toImpact = ({ supposed, changed, affected, tainted }: ComputedImpact): Impact => ({
  change: supposed.change,
  changed: changed.map(toEntry),
  affected: affected.map(({ node, path, ...rest }) => ({ ...rest, entry: toEntry(node), path: path.map(toEntry) })),
  counts: Object.keys(impactClass.values)
    .map((each) => ({ class: each, count: affected.filter((entry) => entry.class === each).length }))
    .filter(({ count }) => count > 0),
  tainted: tainted.map(toEntry),
});
