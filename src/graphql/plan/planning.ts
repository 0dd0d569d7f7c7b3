import type { FieldNode } from 'graphql';
import { DomainError } from '../../domain/errors.ts';
import type { Model } from '../../domain/model.ts';
import { checkArguments } from './argument-checks.ts';
import { argumentsOf, usesVariables, type Operation, type SelectedField } from './operation-fields.ts';
import { constant, resolve, map, type Deferred } from './deferred.ts';
import { questionOf } from './question.ts';
import type { QuestionUse } from './question-use.ts';

/** Deepest nesting of nodes in one answer. */
export const deepestPlan = 10;
/** Most places of nodes in one operation: what would be planned costs memory, whatever it would answer. */
const mostPlaces = 2_000;

const isFiltered = ({ nodes: [node] }: SelectedField) =>
  node?.arguments?.some(({ name }) => name.value === 'filter') ?? false;

/** The line of the table of costs; fields that tell of the schema (GraphQL, section 4) have one by their own name. */
function questionIn({ name, parent, definition }: SelectedField): string {
  const question = name.startsWith('__') ? name : questionOf(definition)?.name;
  if (question === undefined) throw new TypeError(`${parent.name}.${name} is computed and not marked as a question.`);
  return question;
}

/** What the parts of the planner share while one operation is planned. */
export class Planning {
  /** The key of a relation in its `NodeRow`, by the first AST node of the field. */
  readonly relationKeys = new Map<FieldNode, string>();
  /** The list that the cursors of a connection belong to, by the first AST node of the field. */
  readonly scopes = new Map<FieldNode, string>();
  /** False as soon as something is selected that is not of the graph: then graphql-js must answer. */
  covered = true;
  /** Whether anything visits more of the graph than it answers with: filters, searches and what is computed. */
  visitsMore = false;
  /** False where filters depend on variables: they change the shape of a plan in ways that nobody counts. */
  shared = true;
  readonly model: Model;
  readonly operation: Operation;
  #places = 0;

  constructor(model: Model, operation: Operation) {
    this.model = model;
    this.operation = operation;
  }

  get places(): number {
    return this.#places;
  }

  /** The arguments as `read` takes them. */
  readArguments<Value>(field: SelectedField, read: (args: Record<string, unknown>) => Value): Deferred<Value> {
    if (isFiltered(field)) this.visitsMore = true;
    const deferred: Deferred<Value> = { resolve: (variables) => read(argumentsOf(field, variables)) };
    if (!usesVariables(field)) return constant(resolve(deferred, {}));
    if (isFiltered(field)) this.shared = false;
    return deferred;
  }

  /** What is computed, for one entry; arguments that it refuses are refused here. */
  question(field: SelectedField): Deferred<readonly QuestionUse[]> {
    this.visitsMore = true;
    const place = { model: this.model, root: this.operation.schema.getQueryType() };
    const checked = this.readArguments(field, (args) => {
      checkArguments(field, args, place);
      return args;
    });
    const question = questionIn(field);
    return map(checked, (args): readonly QuestionUse[] => [{ question, args, entries: 1 }]);
  }

  /** Notes the list behind a connection. */
  scope({ nodes: [node] }: SelectedField, scope: string): string {
    if (node) this.scopes.set(node, scope);
    return scope;
  }

  /** One key for one place in the document: aliases with other arguments can never meet under the same key. */
  relationKey({ nodes: [node] }: SelectedField): string {
    if (!node) throw new TypeError('A selected field has at least one node.');
    const key = this.relationKeys.get(node) ?? `#${this.relationKeys.size}`;
    this.relationKeys.set(node, key);
    return key;
  }

  /** Enters a place where nodes are answered. */
  enter(depth: number, field: SelectedField): void {
    this.#places += 1;
    if (depth > deepestPlan)
      throw new DomainError(
        'DEPTH_LIMIT_EXCEEDED',
        `An answer may nest ${deepestPlan} levels of nodes; "${field.responseKey}" is level ${depth}.`,
      );
    if (this.#places > mostPlaces)
      throw new DomainError(
        'NODE_LIMIT_EXCEEDED',
        `An operation may ask for nodes in ${mostPlaces} places, fragments counted wherever they are used; it has more.`,
      );
  }
}
