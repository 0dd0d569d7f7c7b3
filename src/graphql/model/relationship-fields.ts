import { Args, Field } from 'type-graphql';
import { traversalsOf, type Model, type Traversal } from '../../domain/model.ts';
import { connectionTypeOf, endTypeOf } from './connection-types.ts';
import { addField, type DynamicArgument } from './dynamic-type.ts';
import { filterInput } from './filter-inputs.ts';
import { nodeTypeOf } from './node-type.ts';
import { PageArguments } from './page-arguments.ts';
import { PlainArgument } from './plain-argument.ts';

export const filterArgument = (kindName: string, model: Model): DynamicArgument => ({
  name: 'filter',
  type: filterInput(kindName, model),
  nullable: true,
  description: 'Which ones are wanted.',
});

/** Gives every kind its relationship fields, both directions, from the table. */
export function declareRelationshipFields(model: Model): void {
  for (const kindName of Object.keys(model.kinds)) {
    for (const traversal of traversalsOf(model, kindName)) declareField(model, traversal);
  }
}

function declareField(model: Model, traversal: Traversal): void {
  const { owner, field, targets } = traversal;
  const type = nodeTypeOf(owner);
  if (field.cardinality === 'one')
    addField(type, field.field, { type: endTypeOf(traversal), nullable: true, description: field.description });
  else addConnection(type.prototype, traversal, targets.length === 1 ? filterArgument(targets[0] ?? '', model) : null);
}

function addConnection(prototype: object, traversal: Traversal, filter: DynamicArgument | null): void {
  const { field: name, description } = traversal.field;
  const connection = connectionTypeOf(traversal);
  const method = { value: readBack, configurable: true, writable: true };
  Object.defineProperty(prototype, name, method);
  Args(() => PageArguments)(prototype, name, 0);
  if (filter) PlainArgument(filter)(prototype, name, 1);
  Field(() => connection, { description })(prototype, name, method);
}

/** The resolvers of edges are set once the schema is built: see `edge-resolvers.ts`. */
function readBack(): never {
  throw new TypeError('The schema was built without the resolvers of its edges.');
}
