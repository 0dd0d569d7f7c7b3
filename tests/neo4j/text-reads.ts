import { parse, type OperationDefinitionNode } from 'graphql';
import { evidenceModel } from '../../src/domain/model.ts';
import { OperationCache } from '../../src/graphql/plan/operation-cache.ts';
import type { TextRead } from '../../src/store/store.ts';
import { schema } from '../support/serving.ts';

/** What the server asks of a store for GraphQL operations: the same token for requests that differ in values alone. */
export class TextReads {
  readonly #cache = new OperationCache(evidenceModel, schema);

  of(text: string, variables: Readonly<Record<string, unknown>> = {}): TextRead {
    const document = parse(text);
    const [operation] = document.definitions as readonly OperationDefinitionNode[];
    if (!operation) throw new TypeError('An operation is wanted.');
    const planned = this.#cache.planOf({ document, operation, variables });
    if (!planned.text) throw new TypeError('The operation asks for more than the graph.');
    return { plan: planned.plan, text: planned.text, token: planned.token };
  }
}
