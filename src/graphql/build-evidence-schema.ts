import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { evidenceModel } from '../domain/model.ts';
import { attachEdgeResolvers } from './model/edge-resolvers.ts';
import { nodeTypeOf } from './model/node-type.ts';
import { declareRelationshipFields } from './model/relationship-fields.ts';
import { resolveWithDefaults } from './resolve-with-defaults.ts';
import { resolvers } from './resolvers.ts';

/** The executable schema: what people decided from decorated classes, the rest from the domain's tables. Built once. */
export function buildEvidenceSchema(): GraphQLSchema {
  declareRelationshipFields(evidenceModel);
  const orphanedTypes = Object.keys(evidenceModel.kinds).map(nodeTypeOf);
  // TypeGraphQL's own check asks the schema for all of itself, a third of what a worker takes to start; a test checks it.
  const schema = buildSchemaSync({ resolvers, orphanedTypes, validate: false, skipCheck: true });
  attachEdgeResolvers(schema, evidenceModel);
  resolveWithDefaults(schema);
  return schema;
}
