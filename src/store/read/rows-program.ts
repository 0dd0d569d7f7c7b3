import type { IdsRead, NodeSelection, ReadAnswer, ReadPlan, RootRead, Selection } from '../read-plan.ts';
import { objectOutput } from './object-output.ts';
import type {
  NodeOutput,
  NodePart,
  OutputProgram,
  PagePart,
  PageRead,
  RootPart,
  RowPart,
  ValuePart,
} from './output-program.ts';

/** The program that writes the answer to a plan as JSON of its rows: what `ReadAnswer` is, read back. */
export function rowsProgram({ roots }: ReadPlan): OutputProgram {
  return objectOutput<RootPart>(Object.entries(roots).map(([root, read]) => [root, [rootPart(root, read)]]));
}

/** The rows that {@link rowsProgram} has written; they are always written whole. */
export function rowsIn(json: string | undefined): ReadAnswer {
  if (json === undefined) throw new TypeError('The answer of the store lacks what was asked for.');
  return JSON.parse(json) as ReadAnswer;
}

/** What is written of a node of the kind: its kind, its id, and what is selected of it. */
export function nodeOutput(kind: string, { attributes, relations }: NodeSelection = nothing): readonly NodePart[] {
  const names = ['id', ...attributes.filter((name) => name !== 'id')];
  return objectOutput<Exclude<NodePart, string>>([
    ['__typename', [JSON.stringify(kind)]],
    ...names.map((name) => [name, [valuePart(name)]] as const),
    ...Object.entries(relations).map(
      ([relation, read]) => [relation, [{ is: 'relation', relation, parts: pageOutput(read) }]] as const,
    ),
  ]);
}

/** What is written of a row of a page. */
export function rowOutput(read: PageRead): readonly RowPart[] {
  return objectOutput<Exclude<RowPart, string>>([
    ['key', [{ is: 'key' }]],
    ...('field' in read ? [['edge', edgeOutput(read.edgeAttributes)] as const] : []),
    ['node', [{ is: 'node', node: nodesOutput(read.select) }]],
  ]);
}

const nothing: NodeSelection = { attributes: [], relations: {} };

function rootPart(root: string, read: RootRead): RootPart {
  return isIds(read)
    ? { is: 'each', root, node: nodesOutput(read.select) }
    : { is: 'page', root, parts: pageOutput(read) };
}

const isIds = (read: RootRead): read is IdsRead => read.by === 'ids';

const nodesOutput = (select: Selection): NodeOutput =>
  Object.fromEntries(Object.entries(select).map(([kind, selection]) => [kind, nodeOutput(kind, selection)]));

function pageOutput(read: PageRead): readonly PagePart[] {
  return objectOutput<Exclude<PagePart, string>>([
    ...(read.rows ? [['rows', [{ is: 'rows', row: rowOutput(read), oneMore: true }]] as const] : []),
    ...(read.count ? [['count', [{ is: 'count' }]] as const] : []),
  ]);
}

const edgeOutput = (names: readonly string[]) =>
  objectOutput<Exclude<RowPart, string>>(
    names.map((name) => [name, [{ is: 'edge', value: valuePart(name) }]] as const),
  );

const valuePart = (name: string): ValuePart => ({ is: 'value', name, required: false });
