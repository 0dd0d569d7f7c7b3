import { Int } from 'type-graphql';
import { traversalsOf, type Model, type Traversal } from '../../domain/model.ts';
import { connectionTypeOf, endTypeOf } from './connection-types.ts';
import { addField, addFieldWithArguments, type DynamicArgument } from './dynamic-type.ts';
import { filterInput } from './filter-inputs.ts';
import { nodeTypeOf } from './node-type.ts';

/** `first` and `after`, as every list takes them. Sizes and cursors are checked when the read is planned. */
export const pageArguments: readonly DynamicArgument[] = [
  { name: 'first', type: Int, defaultValue: 20, description: 'Page size, 1 to 100.' },
  { name: 'after', type: String, nullable: true, description: 'Cursor of the last edge seen.' },
];

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
  if (field.cardinality === 'one') {
    addField(type, field.field, { type: endTypeOf(traversal), nullable: true, description: field.description });
    return;
  }
  const filter = targets.length === 1 ? targets.map((target) => filterArgument(target, model)) : [];
  const connection = { type: connectionTypeOf(traversal), description: field.description };
  addFieldWithArguments(type, field.field, connection, [...pageArguments, ...filter]);
}
