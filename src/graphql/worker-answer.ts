import type { Rendered } from '../store/store.ts';
import { failedAnswer } from './operation-answer.ts';
import { mayTakeLong } from './operation-budget.ts';
import { textOf, type RequestContext } from './request-context.ts';
import type { OperationAnswer, OperationRequest } from './workers.ts';

type WorkerRequest = Omit<OperationRequest, 'principal' | 'deadline'>;

/**
 * The whole answer as rendered text, from a worker where it may take long; `undefined` where it has errors or is no text
 * of the graph. What a worker answered then stands in the context; what it did not answer is for graphql-js.
 */
export async function renderedAnswer(context: RequestContext, request: WorkerRequest): Promise<Rendered | undefined> {
  const answer = await workerAnswer(context, request);
  if (!answer) return textOf(context);
  return answer.graphVersion === undefined ? undefined : { text: answer.data, graphVersion: answer.graphVersion };
}

/** One for a request, however often it is called; `undefined` where this process answers. */
function workerAnswer(context: RequestContext, request: WorkerRequest): Promise<OperationAnswer> | undefined {
  const { store, workers, planned, principal, deadline, signal } = context;
  if (!workers || !planned) return undefined;
  const isHandedOver = workers.takes?.(planned) ?? mayTakeLong(planned, store.isBlocking);
  if (!isHandedOver) return undefined;
  context.workerAnswer ??= workers.answer({ ...request, principal, deadline }, signal).catch(failedAnswer);
  return context.workerAnswer;
}
