import { getVariableValues, GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { Model } from '../domain/model.ts';
import {
  OperationCache,
  type CachedPlan,
  type NamedOperation,
  type ResolvedOperation,
} from './plan/operation-cache.ts';
import { refuseOver } from './plan/operation-limits.ts';

/** Most nodes in the answer to one operation. */
const mostNodes = 10_000;

/** What an answer tells of its cost. */
export const costOf = ({ cost }: CachedPlan) => ({ nodes: cost, limit: mostNodes });

/** Throws the `DomainError` that refuses a plan for what it could answer. */
export const refuseCostly = ({ cost }: CachedPlan) =>
  refuseOver('NODE_LIMIT_EXCEEDED', 'nodes in its answer', { limit: mostNodes, actual: cost });

/** Whether an operation may take so long that others would wait for it: then another process answers it. */
export const mayTakeLong = ({ cost, text }: CachedPlan): boolean => cost > 1_000 || (!text && cost > 50);

/** Plans queries for everybody who answers them, so that a text is planned once. */
export class OperationPlanner {
  readonly #schema: GraphQLSchema;
  readonly #operations: OperationCache;

  constructor(model: Model, schema: GraphQLSchema) {
    this.#schema = schema;
    this.#operations = new OperationCache(model, schema);
  }

  /**
   * The plan for a request; throws the `DomainError` that refuses it, except for its cost. Undefined for what is no query, and for what
   * GraphQL itself refuses: its execution tells that, wrong variables among it, in its own words.
   */
  plan({ operation, ...resolved }: ResolvedOperation, variables: unknown): CachedPlan | undefined {
    if (operation.operation !== OperationTypeNode.QUERY) return undefined;
    const given = (variables ?? {}) as Readonly<Record<string, unknown>>;
    const { coerced } = getVariableValues(this.#schema, operation.variableDefinitions ?? [], given);
    return coerced && this.#plannedAnyway({ ...resolved, operation, variables: coerced });
  }

  /** What GraphQL itself refuses is planned around. */
  #plannedAnyway(named: NamedOperation): CachedPlan | undefined {
    try {
      return this.#operations.planOf(named);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
    }
    try {
      return this.#operations.planAround(named);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return undefined;
    }
  }
}
