import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { GraphQLError, getVariableValues, Kind, type FragmentDefinitionNode } from 'graphql';
import { DomainError } from '../domain/errors.ts';
import type { Model } from '../domain/model.ts';
import { statusOf } from './format-error.ts';
import { planOperation } from './plan/plan-operation.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Plans the operation as soon as it is known: page sizes, cursors, ids, filters and depth are refused before anything
 * runs. A failure of the one read (no data at all) also sets the HTTP status.
 */
export function planningPlugin(model: Model): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    didResolveOperation: async ({ schema, operation, document, request, contextValue }) => {
      const { coerced } = getVariableValues(schema, operation?.variableDefinitions ?? [], request.variables ?? {});
      // Wrong variables are reported by the execution itself, in graphql-js's own words.
      if (!coerced || !operation) return;
      const definitions = document.definitions.filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      );
      const fragments = Object.fromEntries(definitions.map((fragment) => [fragment.name.value, fragment]));
      try {
        contextValue.planned = planOperation(model, { schema, operation, fragments, variables: coerced });
      } catch (error) {
        if (error instanceof GraphQLError) return;
        throw refused(error);
      }
    },
    willSendResponse: async ({ response, errors }) => {
      const status = errors
        ?.map(({ originalError }) => statusOf(originalError))
        .find((found) => found !== undefined && found >= 500);
      if (status !== undefined) response.http.status = status;
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

function refused(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  return new GraphQLError(error.message, {
    originalError: error,
    extensions: { code: error.code, http: { status: statusOf(error) ?? 400 } },
  });
}
