import { kindOfId } from '../../domain/ids.ts';
import { traversalOf, type Model } from '../../domain/model.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import type { IdsRead, ListRead, ReadPlan, SearchRead } from '../read-plan.ts';
import type { PageWanted, PlanPart, RelationPart } from '../read/emitter.ts';
import type { PageRead } from '../read/output-program.ts';
import { idsAt, sizeAt, type Locate } from '../read/plan-places.ts';
import type { Find, FoundPage, IdsValues, PageValues, RowValues, ValueSource } from '../read/value-source.ts';
import { attributeColumn, edgeAttributeColumn, type AttributeColumn } from './attribute-column.ts';
import { endsOf } from './compile-filter.ts';
import { edgeColumn, identifier, literal, nodeTable } from './names.ts';
import { pageSources, type PageSource } from './page-sources.ts';
import { ReadStatement, rowsAt, type Pieces } from './read-statement.ts';

/** A row of one level: the number of its node, its key on the page that it came from, and its edge's columns. */
export interface FlatRow {
  readonly seq: number;
  readonly key: string;
  readonly edge: readonly unknown[];
  readonly kind: number;
  readonly columns: readonly unknown[];
}

export interface FlatAnswer {
  readonly plan: ReadPlan;
  readonly pieces: Pieces;
  /** What was put together of the pieces, by who did it. */
  readonly found: Map<object, unknown>;
}

/** Stands where a page at a root hangs below no row. */
export const noRow: FlatRow = { seq: 0, key: '', edge: [], kind: 0, columns: [] };

/**
 * The one form for what nests too deep for SQLite's parser. Each level of a plan is a table expression of the distinct nodes
 * wanted there; each relation is one of the edges on its pages; what hangs together is found again by numbers.
 */
export class FlatSource implements ValueSource<FlatRow, FlatAnswer> {
  readonly statement = new ReadStatement();
  readonly model: Model;
  readonly sources: ReturnType<typeof pageSources>;

  constructor(model: Model, sizes: () => FilterSizes) {
    this.model = model;
    this.sources = pageSources({ model, values: this.statement.values, sizes });
  }

  ids({ read, at }: PlanPart<IdsRead>): IdsValues<FlatRow, FlatAnswer> {
    const list = this.statement.values.add(idsAt(at, JSON.stringify));
    const found = `SELECT DISTINCT seq, kind FROM json_each(${list}) CROSS JOIN node ON node.id = json_each.value`;
    const of = (kind: string) => read.ids.some((id) => kindOfId(this.model, id) === kind);
    const kinds = Object.keys(this.model.kinds).filter(of);
    const row = new FlatLevel(this, { table: this.statement.table('n', found), kinds });
    const ids = kinds.map((kind) => row.value(kind, 'id'));
    const find = () => {
      const nodesOf = row.nodes();
      return (answer: FlatAnswer) => {
        const rows = [...nodesOf(answer).values()];
        const byId = new Map(rows.map((each) => [ids[each.kind]?.(each), each]));
        return at(answer.plan).ids.map((id) => byId.get(id));
      };
    };
    return { row, find };
  }

  rootPage({ read, at }: PlanPart<ListRead | SearchRead>): PageValues<FlatRow, FlatAnswer> {
    const { rows, kinds, count } = this.sources.root(read, at);
    const text = (limit: string) =>
      `SELECT ${rows.seq} AS seq, ${rows.kind} AS kind, ${rows.key} AS key FROM ${rows.from} ${rows.tail(limit)}`;
    const table = this.statement.deferredTable('n');
    const row = new FlatLevel(this, { table: table.name, kinds });
    const find = (wanted: PageWanted): FoundPage<FlatRow, FlatAnswer> => {
      const rowsOf =
        wanted.rows || wanted.more ? this.#rootRows(row, () => table.resolve(text(this.limit(at)))) : undefined;
      const place = wanted.count ? this.statement.value(count()) : undefined;
      return {
        ...(rowsOf && { rows: rowsOf }),
        ...(place !== undefined && { count: ({ pieces }: FlatAnswer) => pieces[place] }),
      };
    };
    return { row, find };
  }

  #rootRows(row: FlatLevel, resolve: () => void): Find<FlatRow, FlatAnswer, FlatRow[]> {
    resolve();
    const place = this.statement.rows(['key', 'seq'], row.table);
    const nodesOf = row.nodes();
    return (answer) => {
      const nodes = nodesOf(answer);
      return rowsAt<[string, number]>(answer.pieces, place).map(([key, seq]) => ({ ...nodeAt(nodes, seq), key }));
    };
  }

  /** The most rows of a page, with the one that says whether there are more. */
  limit(at: Locate<PageRead>): string {
    return this.statement.values.add(sizeAt(at, 1));
  }
}

interface LevelPlace {
  readonly table: string;
  readonly kinds: readonly string[];
  /** The edges by which its rows were reached. */
  readonly edges?: PageSource;
}

/** The distinct nodes at one place of a plan. */
class FlatLevel implements RowValues<FlatRow, FlatAnswer> {
  readonly kinds: readonly string[];
  readonly table: string;
  readonly edgeColumns = new Map<string, AttributeColumn>();
  readonly #from: FlatSource;
  readonly #source: PageSource | undefined;
  readonly #columns: readonly Map<string, AttributeColumn>[];

  constructor(from: FlatSource, { table, kinds, edges }: LevelPlace) {
    this.#from = from;
    this.#source = edges;
    this.table = table;
    this.kinds = kinds;
    this.#columns = kinds.map(() => new Map());
  }

  kindOf(row: FlatRow): number {
    return row.kind;
  }

  key(): (row: FlatRow) => string {
    return ({ key }) => key;
  }

  value(kind: string, name: string): (row: FlatRow) => unknown {
    const columns = this.#columns[this.kinds.indexOf(kind)];
    if (!columns) throw new TypeError(`No row is of the kind ${kind}.`);
    const column = attributeColumn(this.#from.model, kind, name);
    const place = placeOf(columns, name, column);
    return (row) => column.decode(row.columns[place]);
  }

  edgeValue(name: string): (row: FlatRow) => unknown {
    const { relationship } = this.#source ?? {};
    if (!relationship) throw new TypeError('Only edges have attributes.');
    const column = edgeAttributeColumn(relationship, name);
    const place = placeOf(this.edgeColumns, name, column);
    return ({ edge }) => column.decode(edge[place]);
  }

  relation({ read, at, kind }: RelationPart): PageValues<FlatRow, FlatAnswer> {
    const traversal = traversalOf(this.#from.model, kind, read.field);
    const along = { traversal, parent: 'p.seq', guard: '', alone: false };
    const source = this.#from.sources.relation(read, at, along);
    return new FlatPage(this.#from, {
      parents: `${this.table} p`,
      kind,
      source,
      ends: endsOf(traversal),
      type: traversal.type,
      at,
    });
  }

  /** Adds the columns that were asked for to the statement; what comes back finds the nodes by their numbers. */
  nodes(): (answer: FlatAnswer) => ReadonlyMap<number, FlatRow> {
    const places = this.kinds.map((kind, index) => {
      const columns = [...(this.#columns[index]?.values() ?? [])].map(({ text }) => text);
      const from = `${this.table} p CROSS JOIN ${nodeTable(kind)} x ON x.seq = p.seq WHERE p.kind = ${literal(kind)}`;
      return this.#from.statement.rows(['p.seq', ...columns], from);
    });
    return (answer) =>
      once(answer, this, () => {
        const nodes = new Map<number, FlatRow>();
        for (const [kind, place] of places.entries())
          for (const [seq, ...columns] of rowsAt<[number, ...unknown[]]>(answer.pieces, place))
            nodes.set(seq, { ...noRow, seq, kind, columns });
        return nodes;
      });
  }
}

interface EdgesPlace {
  readonly parents: string;
  readonly kind: string;
  readonly source: PageSource;
  readonly ends: ReturnType<typeof endsOf>;
  readonly type: string;
  readonly at: Locate<PageRead>;
}

/** The pages of one relation, of all rows of a kind on a level. */
class FlatPage implements PageValues<FlatRow, FlatAnswer> {
  readonly row: FlatLevel;
  readonly #from: FlatSource;
  readonly #place: EdgesPlace;
  readonly #edges: ReturnType<ReadStatement['deferredTable']>;

  constructor(from: FlatSource, place: EdgesPlace) {
    this.#from = from;
    this.#place = place;
    const { statement } = from;
    this.#edges = statement.deferredTable('e');
    const table = statement.table('n', `SELECT DISTINCT seq, kind FROM ${this.#edges.name}`);
    this.row = new FlatLevel(from, { table, kinds: place.source.kinds, edges: place.source });
  }

  find({ rows, more, count }: PageWanted): FoundPage<FlatRow, FlatAnswer> {
    const rowsOf = this.#rows();
    const counts = count ? this.#counts() : undefined;
    return { ...((rows || more) && { rows: rowsOf }), ...(counts && { count: counts }) };
  }

  #rows(): Find<FlatRow, FlatAnswer, readonly FlatRow[]> {
    const { parents, kind, source, ends, type, at } = this.#place;
    const kept = [...this.row.edgeColumns.keys()].map((name) => `e.${identifier(edgeColumn(name))}`);
    const columns = ['p.seq AS parent', 'e.key AS key', `e.${ends.far} AS seq`, `e.${ends.farKind} AS kind`, ...kept];
    const page = `SELECT ${source.rows.key} FROM ${source.rows.from} ${source.rows.tail(this.#from.limit(at))}`;
    const edges = `edge e${ends.indexed} ON e.type = ${literal(type)} AND e.${ends.near} = p.seq AND e.key IN (${page})`;
    this.#edges.resolve(
      `SELECT ${columns.join(', ')} FROM ${parents} CROSS JOIN ${edges} WHERE p.kind = ${literal(kind)}`,
    );
    const shown = [...this.row.edgeColumns.values()].map(({ text }) => text);
    const place = this.#from.statement.rows(['parent', 'key', 'seq', ...shown], this.#edges.name);
    const nodesOf = this.row.nodes();
    return (answer, { seq: parent }) => {
      const groups = once(answer, this, () => grouped(rowsAt<EdgeColumns>(answer.pieces, place), nodesOf(answer)));
      return groups.get(parent) ?? [];
    };
  }

  #counts(): Find<FlatRow, FlatAnswer, number> {
    const { parents, kind, source } = this.#place;
    const place = this.#from.statement.rows(
      ['p.seq', `(${source.count()})`],
      `${parents} WHERE p.kind = ${literal(kind)}`,
    );
    const key = {};
    return (answer, { seq }) =>
      once(answer, key, () => new Map(rowsAt<[number, number]>(answer.pieces, place))).get(seq) ?? 0;
  }
}

type EdgeColumns = [parent: number, key: string, seq: number, ...edge: unknown[]];

function grouped(rows: readonly EdgeColumns[], nodes: ReadonlyMap<number, FlatRow>): ReadonlyMap<number, FlatRow[]> {
  const groups = new Map<number, FlatRow[]>();
  for (const [parent, key, seq, ...edge] of rows) {
    const row = { ...nodeAt(nodes, seq), key, edge };
    const group = groups.get(parent);
    if (group) group.push(row);
    else groups.set(parent, [row]);
  }
  return groups;
}

function nodeAt(nodes: ReadonlyMap<number, FlatRow>, seq: number): FlatRow {
  const node = nodes.get(seq);
  if (!node) throw new TypeError(`The answer names node ${seq} and does not give it.`);
  return node;
}

/** Takes a column once; its place among those of a row. */
function placeOf(columns: Map<string, AttributeColumn>, name: string, column: AttributeColumn): number {
  if (!columns.has(name)) columns.set(name, column);
  return [...columns.keys()].indexOf(name);
}

/** What is put together once for an answer. */
function once<Value>({ found }: FlatAnswer, key: object, make: () => Value): Value {
  if (!found.has(key)) found.set(key, make());
  return found.get(key) as Value;
}
