import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { openRepository } from '../shared/open-repository.ts';
import { port } from '../shared/settings.ts';
import { contextOf, type Context } from './loaders.ts';
import { ConclusionResolver, FindingResolver, RecommendationResolver, TopicResolver } from './resolvers.ts';

/** Apollo Server with its defaults, TypeGraphQL, one DataLoader for each relationship. */
const repository = openRepository();
const schema = await buildSchema({
  resolvers: [RecommendationResolver, ConclusionResolver, FindingResolver, TopicResolver],
  validate: false,
});
const server = new ApolloServer<Context>({ schema });
await startStandaloneServer(server, {
  context: async () => contextOf(repository),
  listen: { port, host: '127.0.0.1' },
});
