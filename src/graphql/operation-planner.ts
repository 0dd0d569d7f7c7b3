import { getVariableValues, GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { StoreCounts } from '../store/store.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { expecting, operationBudget, priced, quick, type PricedPlan } from './operation-budget.ts';
import { assertArguments } from './plan/fields-with-variables.ts';
import type { Variables } from './plan/deferred.ts';
import { OperationCache, type CachedPlan, type ResolvedOperation } from './plan/operation-cache.ts';
import { fragmentsIn } from './plan/operation-fields.ts';
import { refusedArgument } from './plan/refused-argument.ts';
import { SearchSizes } from './search-sizes.ts';
import { assertVariablesWithin } from './plan/variable-limits.ts';

/** What is needed of a store to price a plan. */
type CountingStore = Pick<EvidenceStore, 'model' | 'isBlocking' | 'counts' | 'found'>;

/** How old the counts of the store may be, in milliseconds. */
const oldest = 1_000;

const nothing: StoreCounts = { nodes: {}, edges: {} };

/** Plans queries for everybody who answers them, so that a text is planned once. */
export class OperationPlanner {
  readonly #store: CountingStore;
  readonly #schema: GraphQLSchema;
  readonly #operations: OperationCache;
  readonly #found: SearchSizes;
  #counts: { readonly at: number; readonly counts: Promise<StoreCounts> } | undefined;

  constructor(store: CountingStore, schema: GraphQLSchema) {
    this.#store = store;
    this.#schema = schema;
    this.#found = new SearchSizes(store);
    this.#operations = new OperationCache(store.model, schema);
  }

  /**
   * The plan for a request, with what it could cost; throws the `DomainError` that refuses it, except for its cost.
   * Undefined for a mutation, of which only the arguments are checked, and for variables that are not of their types:
   * graphql-js tells that itself.
   */
  async plan(resolved: ResolvedOperation, variables: unknown): Promise<PricedPlan | undefined> {
    assertVariablesWithin(variables);
    const values = (variables ?? {}) as Variables;
    const definitions = resolved.operation.variableDefinitions ?? [];
    // No message is sent from here, so the first error will do.
    const { coerced } = getVariableValues(this.#schema, definitions, values, { maxErrors: 1 });
    const planned = coerced && this.#planOrRefuse(resolved, coerced);
    return planned && this.#priced(planned);
  }

  async #priced(planned: CachedPlan): Promise<PricedPlan> {
    const counts = planned.visitsMore ? await this.#freshCounts() : nothing;
    const size = { model: this.#store.model, counts };
    const plan = priced(planned, size);
    const { work } = plan.cost;
    const isOpen = this.#store.isBlocking && work > quick.work && work <= operationBudget.work;
    return isOpen ? expecting(plan, size, await this.#found.by(plan.plan)) : plan;
  }

  #freshCounts(): Promise<StoreCounts> {
    const now = Date.now();
    if (!this.#counts || now - this.#counts.at > oldest) this.#counts = { at: now, counts: this.#store.counts() };
    const { counts } = this.#counts;
    // A failure reaches those who wait, and is not kept.
    counts.catch(() => (this.#counts = undefined));
    return counts;
  }

  #planOrRefuse(resolved: ResolvedOperation, variables: Variables): CachedPlan | undefined {
    try {
      return this.#planOf(resolved, variables);
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
