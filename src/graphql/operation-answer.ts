import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { assertAnswerWithin } from './assert-answer-within.ts';
import { failureOf } from './failure-of.ts';
import { answerStatusOf, formatError } from './format-error.ts';
import type { OperationAnswer } from './workers.ts';

/** What was executed, as plain data: errors as clients see them. */
export function operationAnswer({ data, errors = [] }: ExecutionResult): OperationAnswer {
  const shown = errors.map(shownError);
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

/** As Apollo Server hands an error to its `formatError`. */
function shownError(error: GraphQLError): GraphQLFormattedError {
  const code = error.extensions['code'] ?? ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
  return formatError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
}
