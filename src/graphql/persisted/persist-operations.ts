import {
  GraphQLError,
  Kind,
  KnownFragmentNamesRule,
  LoneAnonymousOperationRule,
  NoUnusedFragmentsRule,
  parse,
  print,
  separateOperations,
  Source,
  specifiedRules,
  validate,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { compareText } from '../../domain/compare-text.ts';
import { knownOperationTypes } from '../known-operation-types.ts';
import { operationId, type ManifestOperation, type OperationManifest } from './operation-manifest.ts';

/** A file with operations, fragments or both. */
export interface ClientDocument {
  readonly file: string;
  readonly text: string;
}

export interface DocumentProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface PersistedDocuments {
  /** Absent where there are problems. */
  readonly manifest?: OperationManifest;
  /** All of them. */
  readonly problems: readonly DocumentProblem[];
}

/**
 * Checks all documents as one, so that fragments may stand in any of them, and makes one entry of each operation.
 * `complete`: no document is missing that could hold a fragment.
 */
export function persistOperations(
  documents: readonly ClientDocument[],
  schema: GraphQLSchema,
  complete = true,
): PersistedDocuments {
  const parsed = documents.map(parseDocument);
  const definitions = parsed.flatMap((result) => (result instanceof GraphQLError ? [] : result.definitions));
  const unreadable = parsed.filter((result) => result instanceof GraphQLError);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  const invalid = validate(schema, document, rulesFor(complete && unreadable.length === 0), { maxErrors: Infinity });
  const problems = [...unreadable, ...definitions.flatMap(namelessErrors), ...invalid].map(problemOf);
  if (problems.length > 0) return { problems };
  const operations = Object.values(separateOperations(document)).map(entryOf);
  return {
    manifest: {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: operations.toSorted((one, other) => compareText(one.name, other.name)),
    },
    problems,
  };
}

function parseDocument({ file, text }: ClientDocument): DocumentNode | GraphQLError {
  try {
    return parse(new Source(text, file));
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** What a file that cannot be read would have held is not known, so no fragment is called unknown then. */
const rulesFor = (complete: boolean) =>
  [...specifiedRules, knownOperationTypes].filter(
    (rule) => !passedOver.has(rule) && (complete || rule !== KnownFragmentNamesRule),
  );

/** Documents may share a stock of fragments, of which an entry takes those that it uses; names are looked at here. */
const passedOver = new Set<ValidationRule>([NoUnusedFragmentsRule, LoneAnonymousOperationRule]);

function namelessErrors(definition: DefinitionNode): GraphQLError[] {
  if (definition.kind !== Kind.OPERATION_DEFINITION || definition.name) return [];
  return [new GraphQLError('An operation needs a name to be persisted.', { nodes: definition })];
}

function problemOf({ message, source, locations }: GraphQLError): DocumentProblem {
  const { line, column } = locations?.[0] ?? { line: 1, column: 1 };
  return { file: source?.name ?? '', line, column, message };
}

/** The operation first, then its fragments by name: as Apollo's own tool prints them, so that ids agree. */
function entryOf({ definitions }: DocumentNode): ManifestOperation {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const operation = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!operation?.name) throw new TypeError('An operation without a name came past its check.');
  const sorted = fragments.toSorted((one, other) => compareText(one.name.value, other.name.value));
  const body = print({ kind: Kind.DOCUMENT, definitions: [operation, ...sorted] });
  return { id: operationId(body), name: operation.name.value, type: operation.operation, body };
}
