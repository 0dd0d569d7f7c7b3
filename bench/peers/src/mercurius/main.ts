import Fastify from 'fastify';
import mercurius, { type MercuriusLoaders } from 'mercurius';
import { openRepository } from '../shared/open-repository.ts';
import { byParent, type Relation, type Row } from '../shared/repository.ts';
import { port } from '../shared/settings.ts';

/** Mercurius with its just-in-time compiler and its own loaders. */
const schema = `
  type EvidenceSource { id: ID! kind: String! title: String issued: String }
  type Finding { id: ID! kind: String! text: String! period: String reportedIn: [EvidenceSource!]! }
  type Claim { id: ID! text: String! type: String! }
  type Conclusion { id: ID! ordinal: String text: String! findings: [Finding!]! }
  union Basis = Conclusion | Claim | Finding
  type Recommendation { id: ID! ordinal: String text: String! conclusions: [Conclusion!]! basedOn: [Basis!]! }
  type Topic { id: ID! name: String! findings(first: Int!, offset: Int!): [Finding!]! findingCount: Int! }
  type Query {
    recommendation(id: ID!): Recommendation
    recommendations(ids: [ID!]!): [Recommendation!]!
    finding(id: ID!): Finding
    search(text: String!, first: Int!): [Finding!]!
    topic(id: ID!): Topic
  }
`;

const repository = openRepository();

const one = async (kind: 'Recommendation' | 'Finding' | 'Topic', id: string) =>
  (await repository.byIds(kind, [id]))[0] ?? null;

const resolvers = {
  Query: {
    recommendation: (_: unknown, { id }: { id: string }) => one('Recommendation', id),
    recommendations: async (_: unknown, { ids }: { ids: string[] }) => {
      const found = new Map((await repository.byIds('Recommendation', ids)).map((row) => [row.id, row]));
      return ids.map((id) => found.get(id));
    },
    finding: (_: unknown, { id }: { id: string }) => one('Finding', id),
    search: (_: unknown, { text, first }: { text: string; first: number }) => repository.search(text, first),
    topic: (_: unknown, { id }: { id: string }) => one('Topic', id),
  },
  Topic: {
    findings: ({ id }: Row, { first, offset }: { first: number; offset: number }) =>
      repository.findingsOfTopic(id, first, offset),
    findingCount: ({ id }: Row) => repository.countFindingsOfTopic(id),
  },
};

const along = (relation: Relation) => async (queries: readonly { obj: Row }[]) => {
  const ids = queries.map(({ obj }) => obj.id);
  return byParent(ids, await repository.children(relation, ids));
};

const loaders = {
  Recommendation: { conclusions: along('conclusions'), basedOn: along('basis') },
  Conclusion: { findings: along('findings') },
  Finding: { reportedIn: along('sources') },
} as unknown as MercuriusLoaders;

const server = Fastify();
await server.register(mercurius, { schema, resolvers, loaders, jit: 1 });
await server.listen({ port, host: '127.0.0.1' });
