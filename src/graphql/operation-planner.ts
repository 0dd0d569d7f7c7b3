import { getVariableValues, GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { StoreCounts } from '../store/store.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { priced, type PricedPlan } from './operation-budget.ts';
import {
  OperationCache,
  type CachedPlan,
  type NamedOperation,
  type ResolvedOperation,
} from './plan/operation-cache.ts';

/** What is needed of a store to price a plan. */
type CountingStore = Pick<EvidenceStore, 'model' | 'counts'>;

/** How old the counts of the store may be, in milliseconds. */
const oldest = 1_000;

const nothing: StoreCounts = { nodes: {}, edges: {} };

/** Plans queries for everybody who answers them, so that a text is planned once. */
export class OperationPlanner {
  readonly #store: CountingStore;
  readonly #schema: GraphQLSchema;
  readonly #operations: OperationCache;
  #counts: { readonly at: number; readonly counts: Promise<StoreCounts> } | undefined;

  constructor(store: CountingStore, schema: GraphQLSchema) {
    this.#store = store;
    this.#schema = schema;
    this.#operations = new OperationCache(store.model, schema);
  }

  /**
   * The plan for a request, with what it could cost; throws the `DomainError` that refuses it, except for its cost.
   * Undefined for what is no query, and for what GraphQL itself refuses: its execution tells that, wrong variables among
   * it, in its own words.
   */
  async plan({ operation, ...resolved }: ResolvedOperation, variables: unknown): Promise<PricedPlan | undefined> {
    if (operation.operation !== OperationTypeNode.QUERY) return undefined;
    const given = (variables ?? {}) as Readonly<Record<string, unknown>>;
    const { coerced } = getVariableValues(this.#schema, operation.variableDefinitions ?? [], given);
    const planned = coerced && this.#plannedAnyway({ ...resolved, operation, variables: coerced });
    return planned && this.#priced(planned);
  }

  async #priced(planned: CachedPlan): Promise<PricedPlan> {
    const counts = planned.visitsMore ? await this.#freshCounts() : nothing;
    return priced(planned, { model: this.#store.model, counts });
  }

  #freshCounts(): Promise<StoreCounts> {
    const now = Date.now();
    if (!this.#counts || now - this.#counts.at > oldest) this.#counts = { at: now, counts: this.#store.counts() };
    const { counts } = this.#counts;
    // A failure is told to those who wait, and not kept.
    counts.catch(() => (this.#counts = undefined));
    return counts;
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
