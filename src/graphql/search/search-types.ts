import { Field, Int, ObjectType } from 'type-graphql';
import { EvidenceNode } from '../model/evidence-node.ts';
import { PageInfo } from '../model/page-info.ts';

@ObjectType('TextRange', { description: 'A part of a text, in UTF-16 units from its start.', simpleResolvers: true })
export class TextRange {
  @Field(() => Int, { description: 'Where it starts.' })
  readonly start!: number;

  @Field(() => Int, { description: 'Where it ends; the unit there is not part of it.' })
  readonly end!: number;
}

@ObjectType('Highlight', {
  description: 'A text in which searched words were found, and where. Plain text, never markup.',
  simpleResolvers: true,
})
export class Highlight {
  @Field(() => String, { description: 'The attribute it stands in.' })
  readonly attribute!: string;

  @Field(() => String, { description: 'The text around the first word found, at most 200 characters.' })
  readonly text!: string;

  @Field(() => [TextRange], { description: 'The words found in it.' })
  readonly ranges!: readonly TextRange[];
}

@ObjectType('SearchEdge', { description: 'One entry that was found.' })
export class SearchEdge {
  @Field(() => String, { description: 'Place of this entry in the result.' })
  readonly cursor!: string;

  @Field(() => EvidenceNode, { description: 'The entry.' })
  readonly node!: EvidenceNode;

  @Field(() => [Highlight], { description: 'Where the words were found.' })
  readonly highlights!: readonly Highlight[];
}

@ObjectType('SearchConnection', {
  description: 'A page of what was found, best first. Only the best 1,000 are ranked and counted.',
})
export class SearchConnection {
  @Field(() => [SearchEdge], { description: 'The page with its cursors and highlights.' })
  readonly edges!: readonly SearchEdge[];

  @Field(() => [EvidenceNode], { description: 'The page without them.' })
  readonly nodes!: readonly EvidenceNode[];

  @Field(() => PageInfo, { description: 'Where the page stands in its list.' })
  readonly pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are in all; counted only when asked for.' })
  readonly totalCount!: number;
}
