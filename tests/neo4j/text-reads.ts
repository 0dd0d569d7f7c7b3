import { getOperationAST, parse } from 'graphql';
import { evidenceModel } from '../../src/domain/model.ts';
import { OperationCache, type ResolvedOperation } from '../../src/graphql/plan/operation-cache.ts';
import type { RenderRequest } from '../../src/store/store.ts';
import { schema } from '../support/serving.ts';

/** What the server asks of a store for GraphQL operations: the same token for requests that differ in values alone. */
export class TextReads {
  readonly #cache = new OperationCache(evidenceModel, schema);
  readonly #operations = new Map<string, ResolvedOperation>();

  of(text: string, variables: Readonly<Record<string, unknown>> = {}): RenderRequest {
    const known = this.#operations.get(text) ?? operationIn(text);
    this.#operations.set(text, known);
    const planned = this.#cache.planOf({ ...known, variables });
    if (!planned.text) throw new TypeError('The operation asks for more than the graph.');
    return { plan: planned.plan, program: planned.text, planKey: planned.token };
  }
}

function operationIn(text: string): ResolvedOperation {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new TypeError('An operation is wanted.');
  return { document, operation };
}
