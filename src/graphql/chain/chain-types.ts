import { Field, Int, ObjectType } from 'type-graphql';
import type { Chain as ComputedChain } from '../../analysis/chain.ts';
import { pathEnd, truncation } from '../../analysis/vocabulary.ts';
import { basis, role } from '../../domain/kinds/judgements.ts';
import { kinds } from '../../domain/kinds.ts';
import { Entry, toEntry } from '../entries/entry.ts';
import { choiceEnum } from '../model/choice-enum.ts';
import { stanceEnum } from '../model/stance-enum.ts';

const roleEnum = choiceEnum(role);
const basisEnum = choiceEnum(basis);
const directnessEnum = choiceEnum(kinds.EvidenceLink.attributes.directness.choices);
const pathEndEnum = choiceEnum(pathEnd);
const truncationEnum = choiceEnum(truncation);

@ObjectType({ description: 'One step of an argument, in the direction of its relationship.', simpleResolvers: true })
export class ChainEdge {
  @Field(() => String, { description: 'The relationship, as in the table of the graph.' })
  readonly relationship!: string;

  @Field(() => String, { description: 'Id of what depends.' })
  readonly from!: string;

  @Field(() => String, { description: 'Id of what it depends on.' })
  readonly to!: string;

  @Field(() => roleEnum, { nullable: true, description: 'The part that a basis plays.' })
  readonly role!: string | null;

  @Field(() => basisEnum, { nullable: true, description: 'Stated by a document, or curated.' })
  readonly basis!: string | null;

  @Field(() => stanceEnum, {
    nullable: true,
    description: 'How the evidence link at one of its ends bears on the claim.',
  })
  readonly stance!: string | null;

  @Field(() => directnessEnum, { nullable: true, description: 'How direct that evidence link is.' })
  readonly directness!: string | null;
}

@ObjectType({ description: 'One way through an argument; no entry occurs twice.', simpleResolvers: true })
export class ChainPath {
  @Field(() => [Entry], { description: 'The entries on it, from the start.' })
  readonly nodes!: readonly Entry[];

  @Field(() => Int, { description: 'Steps.' })
  readonly length!: number;

  @Field(() => pathEndEnum, { description: 'Where it ends, or breaks off.' })
  readonly endsAt!: string;
}

@ObjectType({ description: 'Everything between an entry and where its argument ends.', simpleResolvers: true })
export class Chain {
  @Field(() => Entry, { description: 'Where it starts.' })
  readonly start!: Entry;

  @Field(() => [Entry], { description: 'All entries, nearest first.' })
  readonly nodes!: readonly Entry[];

  @Field(() => [ChainEdge], { description: 'All steps between them.' })
  readonly edges!: readonly ChainEdge[];

  @Field(() => [ChainPath], { description: 'Every way, shortest first.' })
  readonly paths!: readonly ChainPath[];

  @Field(() => [truncationEnum], { description: 'Why something was left out; empty where the chain is whole.' })
  readonly truncated!: readonly string[];
}

export const toChain = (found: ComputedChain): Chain => ({
  ...found,
  start: toEntry(found.start),
  nodes: found.nodes.map(toEntry),
  paths: found.paths.map(({ nodes, endsAt }) => ({ endsAt, length: nodes.length - 1, nodes: nodes.map(toEntry) })),
});
