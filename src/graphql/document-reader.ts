import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { errorForClient } from './format-error.ts';
import { knownOperationTypes } from './known-operation-types.ts';
import { operationLimits } from './plan/operation-limits.ts';

export interface DocumentReaderOptions {
  readonly schema: GraphQLSchema;
  /** Whether a document that asks for the schema is a valid one; where it is not, no error suggests a name. */
  readonly introspection: boolean;
}

/** A document that was found valid, or what is wrong with its text, as clients are told. */
export type ReadDocument =
  | { readonly document: DocumentNode; readonly errors?: undefined }
  | { readonly errors: readonly GraphQLFormattedError[] };

/** How texts are read, here and by Apollo Server: with locations, as errors tell where in the text something stands. */
export const parseOptions = { maxTokens: operationLimits.tokens };
/** The rules that both go by, besides those of graphql-js. */
export const validationRules = [knownOperationTypes];

/** Parses and validates texts. */
export class DocumentReader {
  readonly #options: DocumentReaderOptions;

  constructor(options: DocumentReaderOptions) {
    this.#options = options;
  }

  /** Undefined where Apollo Server must tell what is wrong: it has words of its own for who asks for the schema. */
  read(text: string): ReadDocument | undefined {
    const parsed = parsedOrRefused(text);
    if (parsed.errors) return parsed;
    const { schema, introspection } = this.#options;
    const errors = validate(schema, parsed.document, [...specifiedRules, ...validationRules], {
      hideSuggestions: !introspection,
    });
    if (errors.length > 0) return refused(errors, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED);
    const asksForSchema = introspection ? [] : validate(schema, parsed.document, [NoSchemaIntrospectionCustomRule]);
    return asksForSchema.length > 0 ? undefined : parsed;
  }
}

function parsedOrRefused(text: string): ReadDocument {
  try {
    return { document: parse(text, parseOptions) };
  } catch (error) {
    if (error instanceof GraphQLError) return refused([error], ApolloServerErrorCode.GRAPHQL_PARSE_FAILED);
    throw error;
  }
}

const refused = (errors: readonly GraphQLError[], code: string): ReadDocument => ({
  errors: errors.map((error) => errorForClient(error, code)),
});
