import { readFileSync } from 'node:fs';
import { GraphQLError, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { DomainError } from '../../domain/errors.ts';
import { knownOperationTypes } from '../known-operation-types.ts';
import { operationId, operationManifestSchema, type ManifestOperation } from './operation-manifest.ts';

/**
 * The texts of a manifest by their ids. `CONFIGURATION` lists all that is wrong with it: a manifest that holds what
 * cannot be answered was made for another schema, or altered.
 */
export function readOperationManifest(file: string, schema: GraphQLSchema): ReadonlyMap<string, string> {
  const parsed = operationManifestSchema.safeParse(jsonIn(file));
  if (!parsed.success)
    throw refused(file, [`It is not a persisted query manifest of version 1.\n${z.prettifyError(parsed.error)}`]);
  const { operations } = parsed.data;
  const faults = operations.flatMap((operation) => faultsOf(operation, schema));
  if (faults.length > 0) throw refused(file, faults);
  return new Map(operations.map(({ id, body }) => [id, body]));
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw refused(file, [cause instanceof SyntaxError ? 'It is not JSON.' : 'It cannot be read.'], cause);
  }
}

/** Name and type are for people and clients; the server goes by the body alone. */
function faultsOf({ id, name, body }: ManifestOperation, schema: GraphQLSchema): string[] {
  const wrongId = operationId(body) === id ? [] : ['Its id is not the SHA-256 of its body.'];
  return [...wrongId, ...errorsIn(body, schema).map(({ message }) => message)].map(
    (fault) => `operation ${JSON.stringify(name)}: ${fault}`,
  );
}

function errorsIn(body: string, schema: GraphQLSchema): readonly GraphQLError[] {
  try {
    return validate(schema, parse(body), [...specifiedRules, knownOperationTypes]);
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

const refused = (file: string, faults: readonly string[], cause?: unknown) =>
  new DomainError('CONFIGURATION', faults.map((fault) => `PERSISTED_OPERATIONS: ${file}: ${fault}`).join('\n'), {
    cause,
  });
