import { kindOfId } from '../../domain/ids.ts';
import { traversalOf, type Model } from '../../domain/model.ts';
import type {
  IdsRead,
  ListRead,
  NodeRow,
  NodeSelection,
  PageAnswer,
  ReadAnswer,
  ReadPlan,
  RelationRead,
  RootRead,
  SearchRead,
  Selection,
} from '../read-plan.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import { candidatesOf, rankedCandidates } from './search-candidates.ts';
import { attributeColumn, edgeAttributeColumn, type AttributeColumn } from './attribute-column.ts';
import { endsOf } from './compile-filter.ts';
import { edgeColumn, identifier, literal, nodeTable } from './names.ts';
import { farCondition, listCount, listRows, type Compiling } from './page-sources.ts';
import { flat, ReadStatement } from './read-statement.ts';
import { valuesFor } from './values.ts';

/*
 * A plan becomes one statement. Each level of the plan is a table expression of the distinct nodes wanted there; each
 * relationship is one of the edges on its page. The answer holds nodes once per level, and the tree is put together
 * from ids. No name or value of a request reaches the text: names come from the model, values are parameters.
 */

export interface CompiledRead {
  readonly text: string;
  readonly values: readonly unknown[];
  decode(json: string): ReadAnswer;
}

/** The pieces of the answer, by place; each is a list of flat rows or a single value. */
type Pieces = readonly unknown[];
/** Nodes by their numbers. */
type NodeMap = ReadonlyMap<number, NodeRow>;
type NodeDecoder = (pieces: Pieces) => NodeMap;

export function compileRead(model: Model, plan: ReadPlan, sizes: () => FilterSizes): CompiledRead {
  const compiler = new ReadCompiler(model, sizes);
  const roots = Object.entries(plan.roots).map(([name, root]) => [name, compiler.root(root)] as const);
  const { text, values } = compiler.statement;
  return {
    text,
    values: valuesFor(values.list, plan),
    decode: (json) => {
      const pieces = flat(JSON.parse(json));
      return Object.fromEntries(roots.map(([name, decode]) => [name, decode(pieces)]));
    },
  };
}

/** A list of rows among the pieces; whoever added it to the statement names the columns of a row. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the row it selected
function rowsAt<Row extends readonly unknown[]>(pieces: Pieces, place: number): Row[];
function rowsAt(pieces: Pieces, place: number): unknown[][] {
  const rows = pieces[place];
  if (!Array.isArray(rows)) throw new TypeError('The database gave no list where one was asked for.');
  return rows.map(flat);
}

class ReadCompiler {
  readonly statement = new ReadStatement();
  readonly #model: Model;
  readonly #values = this.statement.values;
  readonly #compiling: Compiling;

  constructor(model: Model, sizes: () => FilterSizes) {
    this.#model = model;
    this.#compiling = { model, values: this.#values, sizes };
  }

  root(read: RootRead): (pieces: Pieces) => ReadAnswer[string] {
    switch (read.by) {
      case 'ids':
        return this.#ids(read);
      case 'list':
        return this.#list(read);
      case 'search':
        return this.#search(read);
      default:
        return read satisfies never;
    }
  }

  #ids({ ids, select }: IdsRead): (pieces: Pieces) => (NodeRow | null)[] {
    const known = ids.map((id) => [id, kindOfId(this.#model, id)] as const).filter(([, kind]) => kind !== undefined);
    const list = this.#values.add(JSON.stringify(known.map(([id]) => id)));
    const level = this.statement.table(
      'n',
      `SELECT DISTINCT seq, kind FROM json_each(${list}) CROSS JOIN node ON node.id = json_each.value`,
    );
    const kinds = Object.keys(this.#model.kinds).filter((kind) => known.some(([, other]) => other === kind));
    const nodes = this.#level(level, kinds, select);
    return (pieces) => {
      const found = new Map([...nodes(pieces).values()].map((node) => [node.id, node]));
      return ids.map((id) => found.get(id) ?? null);
    };
  }

  #list(read: ListRead): (pieces: Pieces) => PageAnswer {
    const { kind, page, descending } = read;
    const after = this.#values.add(page.after ?? (descending ? '\u{10FFFF}' : ''));
    const { from, tail, seq, key } = listRows(this.#compiling, read, after);
    const text = `SELECT ${seq} AS seq, ${literal(kind)} AS kind, ${key} AS key FROM ${from} ${tail(this.#values.add(page.first + 1))}`;
    const rows = read.rows ? this.#rootRows(text, [kind], read.select) : undefined;
    const count = read.count ? listCount(this.#compiling, read) : undefined;
    return this.#page(rows, count === undefined ? undefined : this.statement.value(count));
  }

  #search(read: SearchRead): (pieces: Pieces) => PageAnswer {
    const { page, kinds } = read;
    const text = `SELECT seq, kind, key FROM (${rankedCandidates(read, this.#values)}) WHERE key > ${this.#values.add(page.after ?? '')} ORDER BY key LIMIT ${this.#values.add(page.first + 1)}`;
    const branches = kinds.length > 0 ? kinds : Object.keys(this.#model.kinds);
    const rows = read.rows ? this.#rootRows(text, branches, read.select) : undefined;
    const count = `SELECT count(*) FROM ${candidatesOf(read, this.#values)}`;
    return this.#page(rows, read.count ? this.statement.value(count) : undefined);
  }

  #rootRows(text: string, kinds: readonly string[], select: Selection) {
    const level = this.statement.table('n', text);
    const place = this.statement.rows(['key', 'seq'], level);
    const nodes = this.#level(level, kinds, select);
    return (pieces: Pieces) => {
      const found = nodes(pieces);
      const rows = rowsAt<[string, number]>(pieces, place);
      return rows.map(([key, seq]) => ({ key, node: nodeAt(found, seq) }));
    };
  }

  /** The nodes of one level with what is wanted of them, and everything below. `name` has the columns seq and kind. */
  #level(name: string, kinds: readonly string[], select: Selection): NodeDecoder {
    const decoders = kinds.map((kind) =>
      this.#nodesOfKind(name, kind, select[kind] ?? { attributes: [], relations: {} }),
    );
    return (pieces) => new Map(decoders.flatMap((decode) => [...decode(pieces)]));
  }

  #nodesOfKind(level: string, kind: string, { attributes, relations }: NodeSelection): NodeDecoder {
    const wanted = attributes.filter((name) => name !== 'id');
    const columns = wanted.map((name) => attributeColumn(this.#model, kind, name));
    const source = `${level} p CROSS JOIN ${nodeTable(kind)} x ON x.seq = p.seq WHERE p.kind = ${literal(kind)}`;
    const place = this.statement.rows(['p.seq', 'x.id', ...columns.map(({ text }) => text)], source);
    const related = Object.entries(relations).map(
      ([key, read]) => [key, this.#relation({ level, kind }, read)] as const,
    );
    return (pieces) => {
      const pages = related.map(([key, decode]) => [key, decode(pieces)] as const);
      return new Map(
        rowsAt<[number, string, ...unknown[]]>(pieces, place).map(([seq, id, ...values]) => {
          const row: NodeRowInMaking = { __typename: kind, id };
          wanted.forEach((name, index) => (row[name] = columns[index]?.decode(values[index])));
          for (const [key, pageOf] of pages) row[key] = pageOf(seq);
          return [seq, row] as const;
        }),
      );
    };
  }

  #relation(parents: Parents, read: RelationRead): (pieces: Pieces) => (parent: number) => PageAnswer {
    const rows = read.rows ? this.#relationRows(parents, read) : undefined;
    const count = read.count ? this.#relationCount(parents, read) : undefined;
    return (pieces) => {
      const rowsOf = rows?.(pieces);
      const counts = count === undefined ? undefined : new Map(rowsAt<[number, number]>(pieces, count));
      return (parent) => ({
        ...(rowsOf && { rows: rowsOf.get(parent) ?? [] }),
        ...(counts && { count: counts.get(parent) ?? 0 }),
      });
    };
  }

  #relationRows({ level, kind }: Parents, read: RelationRead) {
    const traversal = traversalOf(this.#model, kind, read.field);
    const { near, far, farKind, indexed } = endsOf(traversal);
    const type = literal(traversal.type);
    const kept = read.edgeAttributes.map((name) => `e.${identifier(edgeColumn(name))}`);
    const attributes = read.edgeAttributes.map(
      (name) => [name, edgeAttributeColumn(traversal.relationship, name)] as const,
    );
    const page = `SELECT g.key FROM edge g${indexed} WHERE g.type = ${type} AND g.${near} = p.seq AND g.key > ${this.#values.add(read.page.after ?? '')}${this.#farCondition(kind, read)} ORDER BY g.key LIMIT ${this.#values.add(read.page.first + 1)}`;
    const columns = ['p.seq AS parent', 'e.key AS key', `e.${far} AS seq`, `e.${farKind} AS kind`, ...kept].join(', ');
    const text = `SELECT ${columns} FROM ${level} p CROSS JOIN edge e${indexed} ON e.type = ${type} AND e.${near} = p.seq AND e.key IN (${page}) WHERE p.kind = ${literal(kind)}`;
    const edges = this.statement.table('e', text);
    const shown = ['parent', 'key', 'seq', ...attributes.map(([, { text: column }]) => column)];
    const place = this.statement.rows(shown, edges);
    const nodes = this.statement.table('n', `SELECT DISTINCT seq, kind FROM ${edges}`);
    const below = this.#level(nodes, traversal.targets, read.select);
    return (pieces: Pieces) => groupRows(rowsAt<EdgeRow>(pieces, place), attributes, below(pieces));
  }

  #relationCount({ level, kind }: Parents, read: RelationRead): number {
    const { type, direction } = traversalOf(this.#model, kind, read.field);
    const { near } = endsOf({ direction });
    const parents = `${level} p WHERE p.kind = ${literal(kind)}`;
    if (!read.filter) {
      const degree = `COALESCE((SELECT degree FROM degree WHERE node = p.seq AND type = ${literal(type)} AND direction = '${direction}'), 0)`;
      return this.statement.rows(['p.seq', degree], parents);
    }
    const count = `(SELECT count(*) FROM edge g WHERE g.type = ${literal(type)} AND g.${near} = p.seq${this.#farCondition(kind, read)})`;
    return this.statement.rows(['p.seq', count], parents);
  }

  #farCondition(kind: string, read: RelationRead) {
    const traversal = traversalOf(this.#model, kind, read.field);
    return farCondition(this.#compiling, { read, traversal, far: `g.${endsOf(traversal).far}`, alone: false });
  }

  #page(
    rows: ((pieces: Pieces) => PageAnswer['rows'] & object) | undefined,
    count: number | undefined,
  ): (pieces: Pieces) => PageAnswer {
    return (pieces) => ({
      ...(rows && { rows: rows(pieces) }),
      ...(count !== undefined && { count: Number(pieces[count]) }),
    });
  }
}

function nodeAt(nodes: NodeMap, seq: number): NodeRow {
  const node = nodes.get(seq);
  if (!node) throw new TypeError(`The answer names node ${seq} and does not give it.`);
  return node;
}

interface Parents {
  readonly level: string;
  readonly kind: string;
}

/** A row whose attributes are put into it one by one. */
type NodeRowInMaking = { [name: string]: unknown; __typename: string; id: string };

type EdgeRow = [parent: number, key: string, seq: number, ...attributes: unknown[]];
type PageRows = { key: string; edge: Record<string, unknown>; node: NodeRow }[];

function groupRows(
  rows: readonly EdgeRow[],
  attributes: readonly (readonly [string, AttributeColumn])[],
  nodes: NodeMap,
): ReadonlyMap<number, PageRows> {
  const groups = new Map<number, PageRows>();
  for (const [parent, key, seq, ...values] of rows) {
    const group = groups.get(parent) ?? [];
    const edge = Object.fromEntries(attributes.map(([name, { decode }], index) => [name, decode(values[index])]));
    group.push({ key, edge, node: nodeAt(nodes, seq) });
    groups.set(parent, group);
  }
  return groups;
}
