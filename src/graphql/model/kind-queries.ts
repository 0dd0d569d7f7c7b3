import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, ID, Info, Query, Resolver, type ClassType } from 'type-graphql';
import type { Kind } from '../../domain/kind.ts';
import { evidenceModel } from '../../domain/model.ts';
import { rowsOf } from '../../store/answered-nodes.ts';
import type { RequestContext } from '../request-context.ts';
import { listTypeOf } from './connection-types.ts';
import { dynamicClass } from './dynamic-type.ts';
import { idArgument } from './id-argument.ts';
import { nodeTypeOf } from './node-type.ts';
import { defaultOrderOf, orderEnum } from './order-enum.ts';
import { PageArguments } from './page-arguments.ts';
import { PlainArgument } from './plain-argument.ts';
import { filterArgument } from './relationship-fields.ts';
import { rootAnswer, rootConnection } from './root-answer.ts';

/** The root fields that the table of kinds knows: of each kind one entry, and a list. */
export const KindQueries: ClassType = dynamicClass('KindQueries');

for (const [name, kind] of Object.entries(evidenceModel.kinds)) {
  addSingle(name, kind);
  addList(name, kind);
}
Resolver()(KindQueries);

function addSingle(kindName: string, { singular, description }: Kind): void {
  const { prototype } = KindQueries;
  const method = addMethod(singular, one);
  PlainArgument({ name: 'id', type: ID, ...idArgument })(prototype, singular, 2);
  const options = { nullable: true, description: `${description} The one with this id, or null.` };
  Query(() => nodeTypeOf(kindName), options)(prototype, singular, method);
}

function addList(kindName: string, kind: Kind): void {
  const { prototype } = KindQueries;
  const { plural } = kind;
  const method = addMethod(plural, rootConnection);
  PlainArgument(filterArgument(kindName, evidenceModel))(prototype, plural, 2);
  PlainArgument({
    name: 'orderBy',
    type: orderEnum(kindName, kind),
    defaultValue: defaultOrderOf(kind),
    description: 'How the list is ordered.',
  })(prototype, plural, 3);
  Args(() => PageArguments)(prototype, plural, 4);
  const list = listTypeOf(kindName);
  Query(() => list, { description: `All entries of the kind ${kindName}, a page at a time.` })(
    prototype,
    plural,
    method,
  );
}

type Resolve = (context: RequestContext, info: GraphQLResolveInfo) => unknown;

/** A method that takes the context and the selection; its arguments went into the plan. */
function addMethod(name: string, resolve: Resolve): PropertyDescriptor {
  const { prototype } = KindQueries;
  const method = { value: resolve, configurable: true, writable: true };
  Object.defineProperty(prototype, name, method);
  Ctx()(prototype, name, 0);
  Info()(prototype, name, 1);
  return method;
}

async function one(context: RequestContext, info: GraphQLResolveInfo) {
  return rowsOf(await rootAnswer(context, info))[0] ?? null;
}
