import { kindOfId } from '../../domain/ids.ts';
import { traversalOf, type Model } from '../../domain/model.ts';
import type { Candidates } from '../filter-sizes.ts';
import type { IdsRead, ListRead, ReadPlan, SearchRead } from '../read-plan.ts';
import type { PageWanted, PlanPart, RelationPart } from '../read/emitter.ts';
import type { PageRead } from '../read/output-program.ts';
import { idsAt } from '../read/plan-places.ts';
import type { FoundPage, IdsValues, PageValues, RowValues, ValueSource } from '../read/value-source.ts';
import { edgeProperty, endNumber, identifier } from './names.ts';
import { limitOf, pageSources, type PageSource } from './page-sources.ts';
import { Columns, RowBlock } from './row-block.ts';
import { matchId } from './index-hint.ts';
import type { Statement } from './statement.ts';
import { attributeOf, attributeReader } from './values.ts';

/** What a statement gave back as one list. */
export type Values = readonly unknown[];

/** What the statement gave for a plan. */
export interface CypherAnswer {
  readonly plan: ReadPlan;
  readonly values: Values;
}

/** The list that stands at a place among values. */
export function listAt(values: Values, place: number): readonly Values[] {
  const list = values[place];
  if (!Array.isArray(list)) throw new TypeError('The database gave no list where one was asked for.');
  return list as readonly Values[];
}

/**
 * Values come back as positional lists of nested COLLECT sub-queries, just those that the answer shows. No name or value of a
 * request reaches the statement, constant parts of the answer neither: operations that differ in aliases share one.
 */
export class CypherSource implements ValueSource<Values, CypherAnswer> {
  /** What the statement returns. */
  readonly columns = new Columns();
  readonly statement: Statement;
  readonly sources: ReturnType<typeof pageSources>;

  constructor(statement: Statement) {
    this.statement = statement;
    this.sources = pageSources(statement);
  }

  rootPage({ read, at }: PlanPart<ListRead | SearchRead>): CypherPage {
    return new CypherPage(this, { source: this.sources.root(read, at), at, into: this.columns });
  }

  /** One look-up for each kind among the ids; the order asked is made again when the answer is written. */
  ids({ read, at }: PlanPart<IdsRead>): IdsValues<Values, CypherAnswer> {
    const { model, parameters } = this.statement;
    const kinds = [...new Set(read.ids.flatMap((id) => kindOfId(model, id) ?? []))];
    const rows = kinds.map((kind, place) => {
      const node = parameters.name('n');
      const wanted = parameters.add(idsAt(at, distinctOf(model, kind)));
      const match = () => `UNWIND ${wanted} AS id ${matchId(node, kind, 'id')}`;
      const block = new RowBlock({ kinds: [kind], node, variables: [node], rows: match }, parameters);
      if (kinds.length > 1) block.columnsOf(kind).add(String(place));
      return { block, id: block.columnsOf(kind).add(block.property('id')) };
    });
    const nearby = { count: read.ids.length, repeated: false };
    const find = () => {
      const places = rows.map(({ block, id }) => ({ id, place: this.columns.add(block.query('')) }));
      return ({ values, plan }: CypherAnswer) => {
        const found = new Map<unknown, Values>();
        for (const { id, place } of places) for (const row of listAt(values, place)) found.set(row[id], row);
        return at(plan).ids.map((id) => found.get(id));
      };
    };
    return { row: new CypherRow(this, { kinds, blocks: rows.map(({ block }) => block), nearby }), find };
  }
}

const distinctOf = (model: Model, kind: string) => (ids: readonly string[]) => [
  ...new Set(ids.filter((id) => kindOfId(model, id) === kind)),
];

interface PagePlace {
  readonly source: PageSource;
  readonly at: (plan: ReadPlan) => PageRead;
  /** The values around it. */
  readonly into: Columns;
}

class CypherPage implements PageValues<Values, CypherAnswer> {
  readonly row: CypherRow;
  readonly #place: PagePlace;
  readonly #block: RowBlock;
  readonly #statement: Statement;

  constructor(from: CypherSource, place: PagePlace) {
    const { source } = place;
    this.#place = place;
    this.#statement = from.statement;
    this.#block = new RowBlock(source, from.statement.parameters);
    const blocks = source.kinds.map(() => this.#block);
    this.row = new CypherRow(from, { kinds: source.kinds, blocks, nearby: source.shown, source });
  }

  /** Of the rows behind the page nothing is read but that they are there, or one row too many where that costs less. */
  find({ rows, oneMore, count, more }: PageWanted): FoundPage<Values, CypherAnswer> {
    const { source, at, into } = this.#place;
    const { parameters } = this.#statement;
    const first = limitOf(parameters, at, 0);
    const beside = more && !oneMore && (this.row.nests || !rows) ? source.more?.(first) : undefined;
    const tooMany = oneMore || (more && beside === undefined);
    const morePlace = beside === undefined ? undefined : into.add(beside);
    const countPlace = count ? into.add(source.count()) : undefined;
    const rowsPlace =
      rows || tooMany ? into.add(this.#block.query(tooMany ? limitOf(parameters, at, 1) : first)) : undefined;
    return {
      ...(rowsPlace !== undefined && { rows: (_, parent) => listAt(parent, rowsPlace) }),
      ...(countPlace !== undefined && { count: (_, parent) => parent[countPlace] }),
      ...(morePlace !== undefined && { more: (_, parent) => parent[morePlace] === true }),
    };
  }
}

interface RowPlace {
  readonly kinds: readonly string[];
  /** For each of the kinds; all of one page share one. */
  readonly blocks: readonly RowBlock[];
  /** How many rows there are. */
  readonly nearby: Candidates;
  readonly source?: PageSource;
}

class CypherRow implements RowValues<Values, CypherAnswer> {
  readonly kinds: readonly string[];
  /** Whether relations are read of the rows. */
  nests = false;
  readonly #from: CypherSource;
  readonly #place: RowPlace;

  constructor(from: CypherSource, place: RowPlace) {
    this.#from = from;
    this.#place = place;
    this.kinds = place.kinds;
  }

  /** The first value of a row says so where there are several. */
  kindOf(row: Values): number {
    return this.kinds.length > 1 ? Number(row[0]) : 0;
  }

  key(): (row: Values) => string {
    const value = this.#ofEach(this.#place.source?.key ?? "''");
    return (row) => String(value(row));
  }

  value(kind: string, name: string): (row: Values) => unknown {
    const { block, columns } = this.#ofKind(kind);
    const read = attributeReader(this.#from.statement.model, kind, name);
    const place = columns.add(block.property(name));
    return (row) => read(row[place]);
  }

  edgeValue(name: string): (row: Values) => unknown {
    const { edge, relationship } = this.#place.source ?? {};
    const attribute = relationship?.attributes[name];
    if (!attribute) throw new TypeError(`Rows have no edge attribute ${name}.`);
    const value = this.#ofEach(`${edge}.${identifier(edgeProperty(name))}`);
    return (row) => attributeOf(attribute, value(row));
  }

  relation({ read, at, kind }: RelationPart): CypherPage {
    this.nests = true;
    const { block, columns } = this.#ofKind(kind);
    const traversal = traversalOf(this.#from.statement.model, kind, read.field);
    const number = () => block.property(endNumber);
    const along = { traversal, near: block.node, number, nearby: this.#place.nearby };
    return new CypherPage(this.#from, { source: this.#from.sources.relation(read, at, along), at, into: columns });
  }

  /** What rows of all kinds have, wherever it stands in them. */
  #ofEach(text: string): (row: Values) => unknown {
    const places = this.kinds.map((kind) => this.#ofKind(kind).columns.add(text));
    const [first = 0] = places;
    if (places.every((place) => place === first)) return (row) => row[first];
    return (row) => row[places[this.kindOf(row)] ?? 0];
  }

  #ofKind(kind: string): { readonly block: RowBlock; readonly columns: Columns } {
    const block = this.#place.blocks[this.kinds.indexOf(kind)];
    if (!block) throw new TypeError(`No row is of the kind ${kind}.`);
    return { block, columns: block.columnsOf(kind) };
  }
}
