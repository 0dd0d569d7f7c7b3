import { ID, Query, Resolver, type ClassType } from 'type-graphql';
import type { Model } from '../../domain/model.ts';
import { listTypeOf } from '../types/connection-types.ts';
import { addArguments, dynamicClass, type DynamicArgument, type FieldType } from '../types/dynamic-type.ts';
import { Node } from '../types/evidence-node.ts';
import { nodeTypeOf } from '../types/node-type.ts';
import { defaultOrderOf, orderEnum } from '../types/order-enum.ts';
import { filterArgument, pageArguments } from '../types/relationship-fields.ts';
import { nodeKind, SearchConnection } from '../types/search-types.ts';

interface Root {
  readonly name: string;
  readonly type: FieldType;
  readonly description: string;
  readonly nullable?: boolean | 'items';
  readonly given: readonly DynamicArgument[];
}

/**
 * The root fields of the graph: `node`, `nodes`, `search`, and for each kind one and many. What they answer is set by
 * `attach-resolvers.ts`: every one of them takes its part of the operation's one read.
 */
export function queryResolver(model: Model): ClassType {
  const type = dynamicClass('GraphQueries');
  for (const root of [...generalRoots, ...Object.keys(model.kinds).flatMap((kind) => kindRoots(model, kind))])
    addRoot(type, root);
  Resolver()(type);
  return type;
}

const idArgument: DynamicArgument = { name: 'id', type: ID, description: 'Its id, of the form <kind>:<slug>.' };

const generalRoots: readonly Root[] = [
  { name: 'node', type: Node, nullable: true, description: 'The entry with this id, or null.', given: [idArgument] },
  {
    name: 'nodes',
    type: [Node],
    nullable: 'items',
    description: 'The entries with these ids, in the order asked, null for what is absent.',
    given: [{ name: 'ids', type: [ID], description: 'Ids, 100 at most.' }],
  },
  {
    name: 'search',
    type: SearchConnection,
    description: 'Entries that hold every word in a name, alias or text; the last word counts as a beginning.',
    given: [
      { name: 'text', type: String, description: 'One to twelve words; nothing in it is an operator.' },
      { name: 'kinds', type: [nodeKind], nullable: true, description: 'Only entries of these kinds.' },
      ...pageArguments,
    ],
  },
];

function kindRoots(model: Model, kindName: string): Root[] {
  const kind = model.kinds[kindName];
  if (!kind) return [];
  const orderBy: DynamicArgument = {
    name: 'orderBy',
    type: orderEnum(kindName, kind),
    defaultValue: defaultOrderOf(kind),
    description: 'How the list is ordered.',
  };
  return [
    {
      name: kind.singular,
      type: nodeTypeOf(kindName),
      nullable: true,
      description: `${kind.description} The one with this id, or null.`,
      given: [idArgument],
    },
    {
      name: kind.plural,
      type: listTypeOf(kindName),
      description: `All entries of the kind ${kindName}, a page at a time.`,
      given: [filterArgument(kindName, model), orderBy, ...pageArguments],
    },
  ];
}

function addRoot(type: ClassType, { name, type: rootType, description, nullable = false, given }: Root): void {
  const prototype = type.prototype;
  const method = { value: unattached, configurable: true, writable: true };
  Object.defineProperty(prototype, name, method);
  addArguments(prototype, name, given);
  Query(() => rootType, { description, nullable })(prototype, name, method);
}

function unattached(): never {
  throw new TypeError('The schema was built without its resolvers.');
}
