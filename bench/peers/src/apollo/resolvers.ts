import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from './loaders.ts';
import { Basis, Conclusion, EvidenceSource, Finding, Recommendation, Topic } from './types.ts';

@Resolver(() => Recommendation)
export class RecommendationResolver {
  @Query(() => Recommendation, { nullable: true })
  async recommendation(@Arg('id', () => ID) id: string, @Ctx() { repository }: Context) {
    return (await repository.byIds('Recommendation', [id]))[0] ?? null;
  }

  @Query(() => [Recommendation])
  async recommendations(@Arg('ids', () => [ID]) ids: string[], @Ctx() { repository }: Context) {
    const found = new Map((await repository.byIds('Recommendation', ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  }

  @FieldResolver(() => [Conclusion])
  conclusions(@Root() { id }: Recommendation, @Ctx() { loaders }: Context) {
    return loaders.conclusions.load(id);
  }

  @FieldResolver(() => [Basis])
  basedOn(@Root() { id }: Recommendation, @Ctx() { loaders }: Context) {
    return loaders.basis.load(id);
  }
}

@Resolver(() => Conclusion)
export class ConclusionResolver {
  @FieldResolver(() => [Finding])
  findings(@Root() { id }: Conclusion, @Ctx() { loaders }: Context) {
    return loaders.findings.load(id);
  }
}

@Resolver(() => Finding)
export class FindingResolver {
  @Query(() => Finding, { nullable: true })
  async finding(@Arg('id', () => ID) id: string, @Ctx() { repository }: Context) {
    return (await repository.byIds('Finding', [id]))[0] ?? null;
  }

  @Query(() => [Finding])
  search(@Arg('text') text: string, @Arg('first', () => Int) first: number, @Ctx() { repository }: Context) {
    return repository.search(text, first);
  }

  @FieldResolver(() => [EvidenceSource])
  reportedIn(@Root() { id }: Finding, @Ctx() { loaders }: Context) {
    return loaders.sources.load(id);
  }
}

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => Topic, { nullable: true })
  async topic(@Arg('id', () => ID) id: string, @Ctx() { repository }: Context) {
    return (await repository.byIds('Topic', [id]))[0] ?? null;
  }

  @FieldResolver(() => [Finding])
  findings(
    @Root() { id }: Topic,
    @Arg('first', () => Int) first: number,
    @Arg('offset', () => Int) offset: number,
    @Ctx() { repository }: Context,
  ) {
    return repository.findingsOfTopic(id, first, offset);
  }

  @FieldResolver(() => Int)
  findingCount(@Root() { id }: Topic, @Ctx() { repository }: Context) {
    return repository.countFindingsOfTopic(id);
  }
}
