import {
  getOperationAST,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Model } from '../../domain/model.ts';
import { PlanKey } from '../../store/read/plan-key.ts';
import type { Variables } from './deferred.ts';
import { fragmentsIn, type Operation } from './operation-fields.ts';
import { countWithinLimits } from './operation-limits.ts';
import { planFor, planOperation, type OperationPlan, type OperationTemplate } from './plan-operation.ts';

/** An operation of a document that was parsed and found valid. */
export interface ResolvedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Seen for the first time, so most likely for the last time too: nothing that is made of it is kept. */
  readonly oneOff?: boolean;
}

/** The query of that name; undefined where there is none, or where the operation is of another type. */
export function resolvedQuery(document: DocumentNode, name: string | null | undefined): ResolvedOperation | undefined {
  const operation = getOperationAST(document, name);
  return operation?.operation === OperationTypeNode.QUERY ? { document, operation } : undefined;
}

/** An operation with the variables of a request. */
export interface OperationCall extends ResolvedOperation {
  readonly variables: Variables;
}

/** The plan of a request, and what is the same object for all requests whose plans differ in values alone. */
export interface CachedPlan extends OperationPlan {
  readonly token: PlanKey;
}

interface Entry {
  readonly fragments: Operation['fragments'];
  /** Variables that `@include` and `@skip` ask: they decide what is selected. */
  readonly switches: readonly string[];
  readonly templates: Map<string, OperationTemplate>;
  readonly tokens: Map<string, PlanKey>;
}

/** Bytes that all operations together may take, and what one takes: measured on a heap snapshot, rounded up. */
const mostBytes = 32 * 2 ** 20;
const [bytesPerOperation, bytesPerPlace] = [4_096, 4_096];
/** Most ways of switching one operation, and most shapes of its plans, that are kept. */
const mostVariants = 16;

/** Operations that were planned before, the least recently used ones dropped. */
export class OperationCache {
  readonly #model: Model;
  readonly #schema: GraphQLSchema;
  /** By the very nodes that were planned: graphql-js finds what was planned for a field by its node. */
  readonly #entries = new LRUCache<OperationDefinitionNode, Entry>({ maxSize: mostBytes });

  constructor(model: Model, schema: GraphQLSchema) {
    this.#model = model;
    this.#schema = schema;
  }

  /** The plan for a request; throws what is wrong with its values, or that it is too large. */
  planOf(call: OperationCall): CachedPlan {
    const key = call.operation;
    const entry = this.#entries.get(key) ?? this.#open(call);
    const switched = entry.switches.map((name) => switchAt(call.variables[name])).join('');
    const template = entry.templates.get(switched) ?? this.#plan(call, entry);
    const plan = planFor(this.#model, template, call.variables);
    if (!call.oneOff && !entry.templates.has(switched)) this.#keep(key, entry, { switched, template });
    return { ...plan, token: template.shared ? tokenOf(entry, `${switched} ${plan.shape}`) : new PlanKey() };
  }

  #open({ document, operation }: OperationCall): Entry {
    const fragments = fragmentsIn(document);
    const { directives } = countWithinLimits(operation, fragments);
    return {
      fragments,
      switches: directives === 0 ? [] : switchesIn(document),
      templates: new Map(),
      tokens: new Map(),
    };
  }

  #plan({ operation, variables }: OperationCall, { fragments }: Entry): OperationTemplate {
    return planOperation(this.#model, { schema: this.#schema, operation, fragments, variables });
  }

  #keep(
    key: OperationDefinitionNode,
    entry: Entry,
    { switched, template }: { switched: string; template: OperationTemplate },
  ): void {
    if (entry.templates.size >= mostVariants) entry.templates.clear();
    entry.templates.set(switched, template);
    const places = [...entry.templates.values()].reduce((sum, { places: own }) => sum + own, 0);
    this.#entries.set(key, entry, { size: bytesPerOperation + places * bytesPerPlace });
  }
}

function tokenOf({ tokens }: Entry, shape: string): PlanKey {
  const known = tokens.get(shape);
  if (known) return known;
  if (tokens.size >= mostVariants) tokens.clear();
  const token = new PlanKey();
  tokens.set(shape, token);
  return token;
}

/** Null is a state of its own: graphql-js refuses it where a directive asks for it. */
const switchAt = (value: unknown) => (typeof value === 'boolean' ? Number(value) : '-');

function switchesIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ arguments: args = [] }) => {
      for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      return false;
    },
  });
  return [...names];
}
