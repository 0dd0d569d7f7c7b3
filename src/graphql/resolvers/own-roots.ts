import type { GraphQLSchema } from 'graphql';
import { Mutation, Query, Resolver, type ClassType } from 'type-graphql';
import type { Model } from '../../domain/model.ts';
import { keepCheck } from '../plan/argument-checks.ts';
import type { RequestContext } from '../request-context.ts';
import { addArguments, dynamicClass, type DynamicArgument, type FieldType } from '../types/dynamic-type.ts';
import type { Given } from '../given.ts';

/**
 * A root field that is no part of the operation's one read: it has a resolver of its own. `Arguments` says what GraphQL
 * makes of the arguments that stand in `given`.
 */
export interface OwnRoot<Arguments extends Given = Given> {
  readonly type: FieldType;
  readonly description: string;
  readonly nullable?: boolean;
  readonly given: readonly DynamicArgument[];
  /** Of a query: what can be told from the arguments alone is refused here, before anything of the operation runs. */
  check?(given: Arguments, model: Model): void;
  resolve(given: Arguments, context: RequestContext): unknown;
}

export type OwnRoots = Readonly<Record<string, OwnRoot>>;

/** Declares the root fields; their resolvers are set by {@link attachOwnRoots}. */
export function ownRootsResolver(name: string, kind: 'query' | 'mutation', roots: OwnRoots): ClassType {
  const type = dynamicClass(name);
  const declare = kind === 'query' ? Query : Mutation;
  for (const [field, { type: rootType, description, nullable = false, given }] of Object.entries(roots)) {
    const method = { value: unattached, configurable: true, writable: true };
    Object.defineProperty(type.prototype, field, method);
    addArguments(type.prototype, field, given);
    declare(() => rootType, { description, nullable })(type.prototype, field, method);
  }
  Resolver()(type);
  return type;
}

function unattached(): never {
  throw new TypeError('The schema was built without its resolvers.');
}

export function attachOwnRoots(schema: GraphQLSchema, kind: 'query' | 'mutation', roots: OwnRoots): void {
  const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  const fields = type?.getFields() ?? {};
  for (const [name, { check, resolve }] of Object.entries(roots)) {
    const field = fields[name];
    if (!field) throw new TypeError(`The schema has no root field ${name}.`);
    keepCheck(field, check);
    field.resolve = (_: unknown, given: Given, context: RequestContext) => resolve(given, context);
  }
}
