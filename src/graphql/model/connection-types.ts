import { createUnionType, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Traversal } from '../../domain/model.ts';
import { pascalCase } from '../../support/pascal-case.ts';
import { addField, dynamicClass, type FieldType } from './dynamic-type.ts';
import { nodeTypeOf, outputTypeOf } from './node-type.ts';
import { PageInfo } from './page-info.ts';

const connections = new Map<string, ClassType>();
const unions = new Map<string, object>();

/** The connection type behind a traversal. Plain ones are shared by all fields with the same end. */
export function connectionTypeOf(traversal: Traversal): ClassType {
  const { field, targets, relationship } = traversal;
  const target = targets[0] ?? '';
  const plain = targets.length === 1 && Object.keys(relationship.attributes).length === 0;
  const name = plain ? target : pascalCase(field.field);
  return connectionType({
    name,
    about: plain ? `entries of the kind ${target}` : relationship.description,
    traversal,
    node: endTypeOf(traversal),
  });
}

/** The connection of a root list of one kind. */
export const listTypeOf = (kindName: string): ClassType =>
  connectionType({ name: kindName, about: `entries of the kind ${kindName}`, node: nodeTypeOf(kindName) });

/** The type at the other end: an object type, or a union where there are several kinds. */
export function endTypeOf({ field, targets }: Traversal): FieldType {
  if (targets.length === 1) return nodeTypeOf(targets[0] ?? '');
  const name = `${pascalCase(field.field)}Node`;
  let union = unions.get(name);
  if (!union) {
    union = createUnionType({
      name,
      description: `What \`${field.field}\` leads to: ${targets.join(', ')}.`,
      types: () => targets.map(nodeTypeOf),
      resolveType: (value: object) => String(Reflect.get(value, '__typename')),
    });
    unions.set(name, union);
  }
  return union;
}

interface ConnectionWords {
  readonly name: string;
  readonly about: string;
  readonly node: FieldType;
  readonly traversal?: Traversal;
}

function connectionType({ name, about, node, traversal }: ConnectionWords): ClassType {
  const known = connections.get(name);
  if (known) return known;
  const edge = edgeType({ name, about, node, ...(traversal && { traversal }) });
  const type = dynamicClass(`${name}Connection`);
  connections.set(name, type);
  addField(type, 'edges', { type: [edge], description: 'The page with its cursors and edge attributes.' });
  addField(type, 'nodes', { type: [node], description: 'The page without them.' });
  addPageFields(type);
  ObjectType(`${name}Connection`, { description: `A page: ${about}` })(type);
  return type;
}

/** `pageInfo` and `totalCount`, on every connection. */
function addPageFields(type: ClassType): void {
  addField(type, 'pageInfo', { type: PageInfo, description: 'Where the page stands in its list.' });
  addField(type, 'totalCount', { type: Int, description: 'How many there are in all; counted only when asked for.' });
}

function edgeType({ name, about, node, traversal }: ConnectionWords): ClassType {
  const type = dynamicClass(`${name}Edge`);
  addField(type, 'cursor', { type: String, description: 'Place of this edge in its list.' });
  addField(type, 'node', { type: node, description: 'What stands at the other end.' });
  for (const [attribute, definition] of Object.entries(traversal?.relationship.attributes ?? {})) {
    addField(type, attribute, {
      type: outputTypeOf(definition),
      description: definition.description,
      nullable: !definition.required,
    });
  }
  ObjectType(`${name}Edge`, { description: `One edge: ${about}` })(type);
  return type;
}
