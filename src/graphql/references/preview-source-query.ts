import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { KnownSource as FoundSource } from '../../curation/sources/find-known-source.ts';
import type { SourcePreview as ReadPreview } from '../../exchange/references/preview-source.ts';
import { Question } from '../plan/question.ts';
import type { RequestContext } from '../request-context.ts';

@ObjectType({ description: 'A source of the graph that a reference means or may mean.', simpleResolvers: true })
export class KnownSource {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => String, { description: 'One line to show.' })
  readonly label!: string;

  @Field(() => String, { description: 'SAME: it is this document. NEAR: perhaps; a person decides.' })
  readonly match!: string;

  @Field(() => String, { description: 'What they have in common.' })
  readonly reason!: string;
}

@ObjectType({ description: 'What a reference says of a source. Nothing is written.', simpleResolvers: true })
export class SourcePreview {
  @Field(() => String, { description: 'DOI, PMID, ISBN, URL or RECORD.' })
  readonly is!: string;

  @Field(() => String, { nullable: true, description: 'The format of a record.' })
  readonly format!: string | null;

  @Field(() => GraphQLJSONObject, {
    description: 'Attributes of the source that are known, under the names that `linkStudy` takes.',
  })
  readonly attributes!: object;

  @Field(() => [String], { description: 'What could not be read.' })
  readonly problems!: readonly string[];

  @Field(() => [KnownSource], { description: 'Whether the graph has it: certain ones first.' })
  readonly known!: readonly KnownSource[];

  @Field(() => String, {
    description: 'NOT_CHECKED, FOUND, NOT_FOUND or FAILED: what asking a registry over the network came to.',
  })
  readonly checked!: string;
}

@Resolver()
export class PreviewSourceQuery {
  @Query(() => SourcePreview, {
    description: 'Reads a DOI, PubMed id, ISBN, web address or one pasted record of RIS, BibTeX or CSL-JSON.',
  })
  @Question('previewSource')
  async previewSource(
    @Ctx() { store, signal, lookup }: RequestContext,
    @Arg('reference', () => String, { description: 'The reference, however it is written.' }) reference: string,
  ): Promise<SourcePreview> {
    const { previewSource } = await loadPreview();
    return toPreview(await previewSource(store, reference, { lookup, signal }));
  }
}

/**
 * Loaded only when wanted: starting would take longer for it. Not in the decorated class, where TypeScript leaves the `.ts` of
 * a dynamic import as it is.
 */
const loadPreview = () => import('../../exchange/references/preview-source.ts');

function toPreview({ is, format, attributes, problems, known, checked }: ReadPreview): SourcePreview {
  // The record as it came is of no use to whoever looks.
  const { csl: _, ...shown } = attributes;
  return { is, format, attributes: shown, problems, known: known.map(toKnownSource), checked: checked.outcome };
}

const toKnownSource = ({ id, label, match, reason }: FoundSource): KnownSource => ({ id, label, match, reason });
