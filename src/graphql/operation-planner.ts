import { getVariableValues, GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { Model } from '../domain/model.ts';
import { assertArguments } from './plan/fields-with-variables.ts';
import type { Variables } from './plan/late.ts';
import { OperationCache, type CachedPlan, type ResolvedOperation } from './plan/operation-cache.ts';
import { fragmentsIn } from './plan/operation-fields.ts';
import { refuseOver } from './plan/operation-limits.ts';
import { refusedArgument } from './plan/refused-argument.ts';
import { assertVariablesWithin } from './plan/variable-limits.ts';

/** Most nodes in the answer to one operation. */
const mostNodes = 10_000;

/** What an answer tells of its cost. */
export const costOf = ({ cost }: CachedPlan) => ({ nodes: cost, limit: mostNodes });

/** Throws the `DomainError` that refuses a plan for what it could answer. */
export const refuseCostly = ({ cost }: CachedPlan) =>
  refuseOver('NODE_LIMIT_EXCEEDED', 'nodes in its answer', { limit: mostNodes, actual: cost });

/** Plans queries for everybody who answers them, so that a text is planned once. */
export class OperationPlanner {
  readonly #schema: GraphQLSchema;
  readonly #operations: OperationCache;

  constructor(model: Model, schema: GraphQLSchema) {
    this.#schema = schema;
    this.#operations = new OperationCache(model, schema);
  }

  /**
   * The plan for a request; throws the `DomainError` that refuses it, except for its cost. Undefined for a mutation, of
   * which only the arguments are checked, and for variables that are not of their types: graphql-js tells that itself.
   */
  plan(resolved: ResolvedOperation, variables: unknown): CachedPlan | undefined {
    assertVariablesWithin(variables);
    const given = (variables ?? {}) as Variables;
    const definitions = resolved.operation.variableDefinitions ?? [];
    // Nothing is told from here, so the first error will do.
    const { coerced } = getVariableValues(this.#schema, definitions, given, { maxErrors: 1 });
    if (!coerced) return undefined;
    try {
      return this.#planOf(resolved, coerced);
    } catch (error) {
      throw error instanceof GraphQLError ? refusedArgument(error) : error;
    }
  }

  #planOf(resolved: ResolvedOperation, variables: Variables): CachedPlan | undefined {
    const { operation, document } = resolved;
    if (operation.operation === OperationTypeNode.QUERY) return this.#operations.planOf({ ...resolved, variables });
    assertArguments({ schema: this.#schema, operation, fragments: fragmentsIn(document), variables });
    return undefined;
  }
}
