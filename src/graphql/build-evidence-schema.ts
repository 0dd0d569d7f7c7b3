import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import type { Model } from '../domain/model.ts';
import { accessMutations, myKeysRoot } from './access/access-mutations.ts';
import { accessRoots } from './access/access-queries.ts';
import { analysisRoots } from './analysis/analysis-queries.ts';
import { attachComputedFields, declareComputedFields } from './analysis/computed-fields.ts';
import { curationMutations } from './curation/curation-mutations.ts';
import { curationQueries } from './curation/curation-queries.ts';
import { historyQueries } from './curation/history-queries.ts';
import { importMutations } from './curation/import-mutation.ts';
import { mergeMutations } from './curation/merge-mutations.ts';
import { attachResolvers } from './resolvers/attach-resolvers.ts';
import { attachOwnRoots, ownRootsResolver } from './resolvers/own-roots.ts';
import { queryResolver } from './resolvers/query-resolver.ts';
import { resolveWithDefaults } from './resolvers/resolve-with-defaults.ts';
import { nodeTypeOf } from './types/node-type.ts';
import './types/node-types.ts';
import { declareRelationshipFields } from './types/relationship-fields.ts';

const ownMutations = { ...curationMutations, ...mergeMutations, ...importMutations, ...accessMutations };
const ownQueries = {
  myKeys: myKeysRoot,
  ...analysisRoots,
  ...accessRoots,
  ...curationQueries,
  ...historyQueries,
};

/** The executable schema: types from the decorated classes, edges and filters from the model's table. Built once. */
export function buildEvidenceSchema(model: Model): GraphQLSchema {
  declareRelationshipFields(model);
  declareComputedFields();
  const resolvers: NonEmptyArray<NewableFunction> = [
    queryResolver(model),
    ownRootsResolver('OwnQueries', 'query', ownQueries),
    ownRootsResolver('OwnMutations', 'mutation', ownMutations),
  ];
  const orphanedTypes = Object.keys(model.kinds).map(nodeTypeOf);
  // TypeGraphQL's own check asks the schema for all of itself, a third of what a worker takes to start; a test checks it.
  const schema = buildSchemaSync({ resolvers, orphanedTypes, validate: false, skipCheck: true });
  attachResolvers(schema, model);
  attachComputedFields(schema);
  attachOwnRoots(schema, 'query', ownQueries);
  attachOwnRoots(schema, 'mutation', ownMutations);
  resolveWithDefaults(schema);
  return schema;
}
