import { execute, getOperationAST, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { parseOptions } from './document-reader.ts';
import { DocumentStore } from './document-store.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { failedAnswer, operationAnswer } from './operation-answer.ts';
import { OperationPlanner } from './operation-planner.ts';
import { operationId } from './persisted/operation-manifest.ts';
import { admit, textOf, type RequestContext } from './request-context.ts';
import type { OperationAnswer, OperationRequest } from './workers.ts';

/** Bytes of memory for parsed documents. */
const mostBytes = 16 * 2 ** 20;

/** Answers whole operations as a worker does: without HTTP, and without Apollo Server. */
export class AnswerOperation {
  readonly #schema: GraphQLSchema;
  readonly #planner: OperationPlanner;
  readonly #documents = new DocumentStore(mostBytes);

  constructor(store: EvidenceStore, schema: GraphQLSchema) {
    this.#schema = schema;
    this.#planner = new OperationPlanner(store, schema);
  }

  /** What goes wrong is an answer too. The text was found valid before it came here. */
  async answer(request: OperationRequest, context: RequestContext): Promise<OperationAnswer> {
    try {
      return await this.#answer(request, context);
    } catch (error) {
      return failedAnswer(error);
    }
  }

  async #answer(
    { query, operationName, variables }: OperationRequest,
    context: RequestContext,
  ): Promise<OperationAnswer> {
    const document = await this.#parsed(query);
    const operation = getOperationAST(document, operationName);
    const planned = operation ? await this.#planner.plan({ document, operation }, variables) : undefined;
    if (planned) admit(context, planned);
    const rendered = await textOf(context);
    if (rendered) return { data: rendered.text, graphVersion: rendered.graphVersion };
    const execution = { schema: this.#schema, document, contextValue: context, variableValues: variables };
    return operationAnswer(await execute({ ...execution, operationName }));
  }

  async #parsed(query: string): Promise<DocumentNode> {
    const hash = operationId(query);
    const known = this.#documents.of(hash);
    if (known) return known;
    const document = parse(query, parseOptions);
    await this.#documents.set(hash, document);
    return document;
  }
}
