import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';
import { neo4jUri, port } from '../shared/settings.ts';

/** Neo4j's own GraphQL library on Apollo Server; cache control is off because it wraps every field. */
const typeDefs = `#graphql
  type Placed @relationshipProperties { key: String! }
  type EvidenceSource @node { id: ID! kind: String! title: String issued: String }
  type Finding @node {
    id: ID! kind: String! text: String! period: String
    reportedIn: [EvidenceSource!]! @relationship(type: "FINDING_REPORTED_IN", direction: OUT, properties: "Placed")
  }
  type Claim @node { id: ID! text: String! type: String! }
  type Conclusion @node {
    id: ID! ordinal: String text: String!
    findings: [Finding!]! @relationship(type: "RESTS_ON", direction: OUT, properties: "Placed")
  }
  union Basis = Conclusion | Claim | Finding
  type Recommendation @node {
    id: ID! ordinal: String text: String!
    conclusions: [Conclusion!]! @relationship(type: "BASED_ON", direction: OUT, properties: "Placed")
    basedOn: [Basis!]! @relationship(type: "BASED_ON", direction: OUT, properties: "Placed")
  }
  type Topic @node {
    id: ID! name: String!
    findings: [Finding!]! @relationship(type: "FINDING_ABOUT_TOPIC", direction: IN, properties: "Placed")
  }
`;

const driver = neo4j.driver(neo4jUri);
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({ schema, plugins: [ApolloServerPluginCacheControlDisabled()] });
await startStandaloneServer(server, {
  context: async () => ({ sessionConfig: { database: 'neo4j' } }),
  listen: { port, host: '127.0.0.1' },
});
