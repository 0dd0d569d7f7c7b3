import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Model } from '../../domain/model.ts';
import type { QuestionName } from './question-work.ts';

/**
 * Throws the `DomainError` that refuses arguments, as far as that can be told from them alone. It is called while an
 * operation is planned, so nothing is computed for a request that gets an error.
 */
type ArgumentCheck<Arguments> = (args: Arguments, model: Model) => void;

/** What the planner has to know of a field that is computed. */
interface PlannedQuestion {
  /** The line of `question-work.ts` that says what it costs. */
  readonly name: QuestionName;
  readonly check?: ArgumentCheck<never> | undefined;
}

/**
 * Marks a query or a field that is computed, not read: its line in `question-work.ts`, and a check of its arguments. A field
 * without the mark cannot be planned, and `tests/work/questions.test.ts` finds it before anybody asks.
 */
export function Question<Arguments extends object>(
  name: QuestionName,
  check?: ArgumentCheck<Arguments>,
): MethodDecorator {
  return Extensions({ question: { name, check } satisfies PlannedQuestion });
}

/** The mark of a field; undefined of one that has none. */
export const questionOf = ({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) =>
  extensions['question'] as PlannedQuestion | undefined;
