import { invalidArgument } from '../../domain/errors.ts';
import { kindOfId, nodeIdOf } from '../../domain/ids.ts';
import type { Model } from '../../domain/model.ts';
import { searchWordsOf } from '../../domain/search-text.ts';
import type { ListRead, ReadPlan, RootRead, SearchRead } from '../../store/read-plan.ts';
import type { RootPart, OutputProgram } from '../../store/read/output-program.ts';
import { listOrderOf } from '../model/order-enum.ts';
import { both, constant, map, resolve, record, sum, type Deferred, type Variables } from './deferred.ts';
import { objectOutput } from '../../store/read/object-output.ts';
import { fieldsWithVariables } from './fields-with-variables.ts';
import { argumentsOf, rootFields, type Operation, type SelectedField, type WrittenField } from './operation-fields.ts';
import { pageOf } from './page-of.ts';
import { filterArgument, planNodes } from './plan-nodes.ts';
import { planPage } from './plan-page.ts';
import { Planning } from './planning.ts';
import { concatenated, usesBy, type QuestionUse } from './question-use.ts';

/** An operation, planned once for all requests that differ in values alone. */
export interface OperationTemplate extends Pick<
  Planning,
  'relationKeys' | 'scopes' | 'places' | 'shared' | 'visitsMore'
> {
  readonly plan: Deferred<ReadPlan>;
  /** How the whole answer is written; absent where graphql-js must answer, for it asks for more than the graph. */
  readonly text?: OutputProgram;
  /** Most nodes that the answer can hold. */
  readonly cost: Deferred<number>;
  readonly uses: Deferred<readonly QuestionUse[]>;
  /** Fields whose arguments are checked with each request, where some of them are not read by the plan. */
  readonly checked: readonly WrittenField[];
}

/** The plan of one request. */
export interface OperationPlan extends Omit<OperationTemplate, 'plan' | 'cost' | 'uses'> {
  readonly plan: ReadPlan;
  /** Most nodes that its answer can hold. */
  readonly cost: number;
  /** What is computed for it. */
  readonly uses: readonly QuestionUse[];
  /** The same for plans that differ in values alone. */
  readonly shape: string;
}

interface PlannedRoot {
  readonly key: string;
  readonly read: Deferred<RootRead>;
  readonly part: RootPart;
  readonly cost: Deferred<number>;
  readonly uses: Deferred<readonly QuestionUse[]>;
}

/** Roots that are not reads of the graph by plan, such as analysis fields, are left to their own resolvers. */
export function planOperation(model: Model, operation: Operation): OperationTemplate {
  const planning = new Planning(model, operation);
  const roots: PlannedRoot[] = [];
  const written: [string, readonly (string | RootPart)[]][] = [];
  const questions: Deferred<readonly QuestionUse[]>[] = [];
  let computed = 0;
  for (const field of rootFields(operation)) {
    const root = planRoot(planning, field);
    if (root) roots.push(root);
    else if (field.name !== '__typename') {
      planning.covered = false;
      questions.push(planning.question(field));
      if (!isMeta(field)) computed += 1;
    }
    written.push([field.responseKey, root ? [root.part] : [JSON.stringify(field.parent.name)]]);
  }
  const { relationKeys, scopes, places, covered, shared, visitsMore } = planning;
  return {
    plan: map(record(roots.map(({ key, read }) => [key, read] as const)), (reads) => ({ roots: reads })),
    cost: sum([constant(computed), ...roots.map(({ cost }) => cost)]),
    uses: concatenated([...questions, ...roots.map(({ uses }) => uses)]),
    relationKeys,
    scopes,
    places,
    shared,
    visitsMore,
    checked: covered ? [] : fieldsWithVariables(operation),
    ...(covered && { text: objectOutput<RootPart>(written) }),
  };
}

/** Fields that tell of the schema (GraphQL, section 4). */
const isMeta = ({ name }: SelectedField) => name.startsWith('__');

/** The plan for the values of one request; throws what is wrong with them. */
export function planFor(model: Model, template: OperationTemplate, variables: Variables): OperationPlan {
  for (const field of template.checked) argumentsOf(field, variables);
  const plan = resolve(template.plan, variables);
  const [cost, uses] = [resolve(template.cost, variables), resolve(template.uses, variables)];
  return { ...template, plan, cost, uses, shape: shapeOf(model, plan) };
}

/** What the values of a request change in the shape of its plan. */
function shapeOf(model: Model, { roots }: ReadPlan): string {
  let shape = '';
  for (const root of Object.values(roots)) {
    if (root.by === 'ids') shape += [...new Set(root.ids.map((id) => kindOfId(model, id)))].join();
    else if (root.by === 'list') shape += `${root.order} ${root.descending}`;
    else shape += `${root.words.length} ${root.kinds.join()}`;
    shape += ';';
  }
  return shape;
}

function planRoot(planning: Planning, field: SelectedField): PlannedRoot | undefined {
  if (field.name === 'node' || field.name === 'nodes') return planIds(planning, field, undefined);
  if (field.name === 'search') return planSearch(planning, field);
  const kind = Object.entries(planning.model.kinds).find(([, { singular, plural }]) =>
    [singular, plural].includes(field.name),
  );
  if (!kind) return undefined;
  const [name, { singular }] = kind;
  return field.name === singular ? planIds(planning, field, name) : planList(planning, field, name);
}

/** Most ids that one field takes. */
const mostIds = 100;

function planIds(planning: Planning, field: SelectedField, kind: string | undefined): PlannedRoot {
  const several = field.name === 'nodes';
  const ids = planning.readArguments(field, (args) =>
    idsOf(planning.model, several ? args['ids'] : [args['id']], { several, kind }),
  );
  const { select, text, cost, uses } = planNodes(planning, field, 1);
  const key = field.responseKey;
  return {
    key,
    read: both(ids, select, (wanted, selection) => ({ by: 'ids', ids: wanted, select: selection })),
    part: { is: several ? 'each' : 'one', root: key, node: text },
    cost: both(ids, cost, ({ length }, below) => length * (1 + below)),
    uses: both(ids, uses, ({ length }, each) => usesBy(length, each)),
  };
}

function idsOf(
  model: Model,
  args: unknown,
  { several, kind }: { several: boolean; kind: string | undefined },
): string[] {
  const ids = args as string[];
  if (ids.length > mostIds) throw invalidArgument('ids', `ids may list ${mostIds} ids at most; got ${ids.length}.`);
  return ids.map((id) => nodeIdOf(model, id, several ? 'ids' : 'id', kind));
}

function planList(planning: Planning, field: SelectedField, kind: string): PlannedRoot {
  const definition = planning.model.kinds[kind];
  if (!definition) throw new TypeError(`${kind} is not a kind.`);
  return planPaged(planning, field, (args) => ({
    by: 'list',
    kind,
    ...listOrderOf(definition, String(args['orderBy'])),
    ...filterArgument(planning, kind, args),
  }));
}

function planSearch(planning: Planning, field: SelectedField): PlannedRoot {
  planning.visitsMore = true;
  return planPaged(planning, field, (args) => ({
    by: 'search',
    words: searchWordsOf('text', String(args['text'])),
    kinds: [...new Set((args['kinds'] as string[] | null | undefined) ?? [])],
  }));
}

type PagedRead = ListRead | SearchRead;
type Paged = Omit<ListRead, keyof Common> | Omit<SearchRead, keyof Common>;
type Common = Pick<PagedRead, 'page' | 'rows' | 'count' | 'select'>;

function planPaged(
  planning: Planning,
  field: SelectedField,
  read: (args: Record<string, unknown>) => Paged,
): PlannedRoot {
  const args = planning.readArguments(field, (values) => {
    const paged = read(values);
    return { ...paged, page: pageOf(scopeOf(paged), values) };
  });
  const page = planPage(planning, field, { depth: 1, nodes: planNodes, scopeOf: (own) => scopeOf(own as PagedRead) });
  const key = field.responseKey;
  const { rows, count } = page.wanted;
  return {
    key,
    read: both(args, page.select, (values, select) => ({ ...values, rows, count, select })),
    part: { is: 'page', root: key, parts: page.parts },
    ...page.weight(map(args, (values) => values.page.first)),
  };
}

/** The list that cursors of a root belong to. */
export function scopeOf(read: Paged): string {
  if (read.by === 'list') return `${read.kind} ${read.order} ${read.descending ? 'DESC' : 'ASC'}`;
  return `search ${read.words.join(' ')} ${read.kinds.toSorted().join(' ')}`;
}
