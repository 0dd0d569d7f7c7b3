import type { GraphQLFormattedError } from 'graphql';
import type { Principal } from '../access/principal.ts';
import type { Failure } from './failure-of.ts';
import type { PricedPlan } from './operation-budget.ts';

/** A query as another process is asked to answer it: plain data. */
export interface OperationRequest {
  /** The text of the document, which was found valid. */
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who asks. */
  readonly principal: Principal;
  /** When the answer must be there, as `Date.now()` tells time. */
  readonly deadline: number;
}

/** The answer to a query: plain data. */
export interface OperationAnswer {
  /** What stands under `data`, as JSON. */
  readonly data: string;
  readonly errors?: readonly GraphQLFormattedError[];
  /** The HTTP status of a failure on our side; absent, it is that of any answer. */
  readonly status?: number;
  /** The version of the graph, where the whole answer was read as finished text. */
  readonly graphVersion?: number;
  /** What is to be logged. */
  readonly failure?: Failure;
}

/** Processes that answer queries which may take long, so that nothing that anybody asks holds this one. */
export interface Workers {
  /** Rejects with a `DomainError`: at once where the signal fires, and where the answer is lost. */
  answer(request: OperationRequest, signal: AbortSignal): Promise<OperationAnswer>;
  /** Which operations are handed over; where it is absent, those that are predicted to be costly. */
  takes?(planned: PricedPlan): boolean;
}
