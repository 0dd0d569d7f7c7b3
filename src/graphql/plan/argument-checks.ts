import { GraphQLError } from 'graphql';
import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import type { ArgumentValues } from '../argument-values.ts';
import type { SelectedField } from './operation-fields.ts';
import { questionOf } from './question.ts';

/** Refuses the arguments of a computed field, with its place in the operation. */
export function checkArguments(field: SelectedField, args: ArgumentValues, { model, root }: CheckedIn): void {
  const check = questionOf(field.definition)?.check;
  try {
    // GraphQL has coerced them to what the field declares.
    check?.(args as never, model);
  } catch (error) {
    throw error instanceof DomainError ? placed(error, field, root) : error;
  }
}

interface CheckedIn {
  readonly model: Model;
  /** The type of the root fields. */
  readonly root: unknown;
}

/** Below the root a field may be answered many times, or never, so it has no path. */
function placed(error: DomainError, { nodes, parent, responseKey }: SelectedField, root: unknown): DomainError {
  const { code, message, argument, problems } = error;
  const cause = new GraphQLError(message, { nodes, path: parent === root ? [responseKey] : null });
  return new DomainError(code, message, { ...(argument !== undefined && { argument }), problems, cause });
}
