import { GraphQLError, type ExecutionResult } from 'graphql';
import { assertAnswerWithin } from './assert-answer-within.ts';
import { failureOf } from './failure-of.ts';
import { answerStatusOf, errorForClient } from './format-error.ts';
import type { OperationAnswer } from './workers.ts';

/** What was executed, as plain data: errors as clients see them. */
export function operationAnswer({ data, errors = [] }: ExecutionResult): OperationAnswer {
  const shown = errors.map((error) => errorForClient(error));
  const [status, failure] = [answerStatusOf(errors, data), failureOf(errors, shown)];
  return {
    data: assertAnswerWithin(JSON.stringify(data ?? null)),
    ...(shown.length > 0 && { errors: shown }),
    ...(status !== undefined && { status }),
    ...(failure && { failure }),
  };
}

/** The answer where there is none, and why. */
export function failedAnswer(error: unknown): OperationAnswer {
  const originalError = error instanceof Error ? error : new TypeError(String(error));
  const answer = operationAnswer({ errors: [new GraphQLError(originalError.message, { originalError })] });
  return answer.failure && answer.status === undefined ? { ...answer, status: 500 } : answer;
}
