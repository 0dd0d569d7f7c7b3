import { GraphQLError, type GraphQLField } from 'graphql';
import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import type { SelectedField } from './operation-fields.ts';
import type { Given } from '../given.ts';

type Definition = GraphQLField<unknown, unknown>;

/**
 * What stands beside the resolver of a computed field: throws the `DomainError` that refuses its arguments, as far as that can
 * be told from them alone. It is asked while an operation is planned, so nobody computes for who will get an error.
 */
export type ArgumentCheck = (given: Given, model: Model) => void;

const checks = new WeakMap<Definition, ArgumentCheck>();

/** Has the arguments of a field checked wherever it is planned. */
export function keepCheck(field: Definition, check: ArgumentCheck | undefined): void {
  if (check) checks.set(field, check);
}

/** Refuses the arguments of a computed field, with its place in the operation. */
export function checkArguments(field: SelectedField, given: Given, { model, root }: CheckedIn): void {
  try {
    checks.get(field.definition)?.(given, model);
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
