import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import type { Model } from '../domain/model.ts';
import { accessRoots } from './access/access-queries.ts';
import { analysisRoots } from './analysis/analysis-queries.ts';
import { attachComputedFields, declareComputedFields } from './analysis/computed-fields.ts';
import { attachResolvers } from './resolvers/attach-resolvers.ts';
import { attachOwnRoots, ownRootsResolver } from './resolvers/own-roots.ts';
import { queryResolver } from './resolvers/query-resolver.ts';
import { nodeTypeOf } from './types/node-type.ts';
import './types/node-types.ts';
import { declareRelationshipFields } from './types/relationship-fields.ts';

/** The executable schema: types from the decorated classes, edges and filters from the model's table. Built once. */
export function buildEvidenceSchema(model: Model): GraphQLSchema {
  declareRelationshipFields(model);
  declareComputedFields();
  const resolvers: NonEmptyArray<NewableFunction> = [
    queryResolver(model),
    ownRootsResolver('AnalysisQueries', 'query', analysisRoots),
    ownRootsResolver('AccessQueries', 'query', accessRoots),
  ];
  const orphanedTypes = Object.keys(model.kinds).map(nodeTypeOf);
  const schema = buildSchemaSync({ resolvers, orphanedTypes, validate: false });
  attachResolvers(schema, model);
  attachComputedFields(schema);
  attachOwnRoots(schema, 'query', { ...analysisRoots, ...accessRoots });
  return schema;
}
