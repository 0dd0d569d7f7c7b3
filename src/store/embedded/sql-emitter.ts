import { kindOfId } from '../../domain/ids.ts';
import { traversalOf, type Model } from '../../domain/model.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import type { IdsRead, ListRead, ReadPlan, SearchRead } from '../read-plan.ts';
import type { Emitter, PageWanted, PlanPart, RelationPart } from '../read/emitter.ts';
import type { IdsPart, PageRead, ValuePart, WriteKey } from '../read/output-program.ts';
import { idsAt, sizeAt, type Locate } from '../read/plan-places.ts';
import { concatenated } from './concatenated.ts';
import { attributeAt, edgeValue, hasDigits, nodeValue } from './json-values.ts';
import { edgeColumn, identifier, literal, nodeTable } from './names.ts';
import { pageSources, type PageSource } from './page-sources.ts';
import { RowBlock, type RowSource } from './row-block.ts';
import { Values } from './values.ts';

/** What code writes in an answer that SQL has put together, in the place of a text that stands there. */
export type Rewrite = (text: string, plan: ReadPlan) => string;

/** Stands before and behind what is rewritten; JSON text holds no such character. */
export const mark = '\u0001';

interface SqlPage {
  readonly source: PageSource;
  readonly at: Locate<PageRead>;
  /** Where a query of the page goes: into a column of the rows around it, or straight into the text. */
  readonly put: (query: string) => string;
}

interface SqlRow {
  readonly block: RowBlock;
  readonly source?: PageSource;
  readonly at?: Locate<PageRead>;
  /** Whether it is the only one. */
  readonly alone: boolean;
}

/**
 * SQL that renders the JSON: SQLite joins strings faster than code reads rows. No name or value of a request
 * reaches it: names come from the model, and the constant parts of the answer, response keys among them, are parameters
 * like all other values. So operations that differ in aliases only share one prepared statement.
 */
export class SqlEmitter implements Emitter<string, SqlPage, SqlRow> {
  readonly values = new Values();
  readonly rewrites: Rewrite[] = [];
  readonly #model: Model;
  readonly #sources: ReturnType<typeof pageSources>;
  #digits: number | undefined;

  constructor(model: Model, sizes: () => FilterSizes) {
    this.#model = model;
    this.#sources = pageSources({ model, values: this.values, sizes });
  }

  joined(parts: readonly string[]): string {
    return concatenated(parts);
  }

  constant(text: string): string {
    return this.values.add(text);
  }

  ofPlan(write: (plan: ReadPlan) => string): string {
    return this.values.add(write);
  }

  rewritten(piece: string, write: Rewrite): string {
    return this.#hole(piece, this.rewrites.push(write) - 1);
  }

  #hole(piece: string, place: number): string {
    return `${this.values.add(`${mark}${place}:`)} || ${piece} || ${this.values.add(mark)}`;
  }

  ids({ read, at }: PlanPart<IdsRead>, is: IdsPart['is'], node: (row: SqlRow) => string): string {
    const of = (kind: string) => read.ids.some((id) => kindOfId(this.#model, id) === kind);
    const [list, found] = [this.values.name('i'), this.values.name('n')];
    const ids = this.values.add(idsAt(at, JSON.stringify));
    const source: RowSource = {
      from: `json_each(${ids}) ${list} LEFT JOIN node ${found} ON ${found}.id = ${list}.value`,
      tail: () => '',
      key: "''",
      seq: `${found}.seq`,
      kind: `${found}.kind`,
      optional: true,
    };
    const block = new RowBlock(source, Object.keys(this.#model.kinds).filter(of), this.values);
    const each = `iif(${block.column(source.seq)} IS NULL, 'null', ${node({ block, alone: is === 'one' })})`;
    if (is === 'one') return `(SELECT ${each} FROM (${block.query('1')}))`;
    return `(SELECT ${listOf(each)} FROM (${block.query('-1')}))`;
  }

  rootPage({ read, at }: PlanPart<ListRead | SearchRead>): SqlPage {
    return { source: this.#sources.root(read, at), at, put: (query) => query };
  }

  relationPage({ block, alone }: SqlRow, { read, at, kind }: RelationPart): SqlPage {
    const guard = block.kinds.length > 1 ? `${block.source.kind} = ${literal(kind)} AND ` : '';
    const traversal = traversalOf(this.#model, kind, read.field);
    const source = this.#sources.relation(read, at, { traversal, parent: block.source.seq, guard, alone });
    return { source, at, put: (query) => block.column(query) };
  }

  page(_page: SqlPage, _wanted: PageWanted, write: () => string): string {
    return write();
  }

  rows({ source, at, put }: SqlPage, oneMore: boolean, row: (row: SqlRow) => string): string {
    const block = new RowBlock(source.rows, source.kinds, this.values);
    const written = row({ block, source, at, alone: false });
    return put(`(SELECT ${listOf(written)} FROM (${block.query(this.values.add(sizeAt(at, oneMore ? 1 : 0)))}))`);
  }

  count({ source, put }: SqlPage): string {
    return put(`(${source.count()})`);
  }

  more({ source, at, put }: SqlPage): string {
    const [first, next] = [this.values.add(sizeAt(at)), this.values.add(sizeAt(at, 1))];
    const found = `(SELECT count(*) FROM (SELECT 1 FROM ${source.rows.from} ${source.rows.tail(next)}))`;
    return `iif(${put(found)} > ${first}, 'true', 'false')`;
  }

  endKey({ source, at, put }: SqlPage, end: 'first' | 'last', write: WriteKey): string {
    const which = (end === 'first') === source.ascending ? 'min' : 'max';
    const keys = `SELECT ${source.rows.key} AS k FROM ${source.rows.from} ${source.rows.tail(this.values.add(sizeAt(at)))}`;
    return `coalesce(${this.rewritten(put(`(SELECT ${which}(k) FROM (${keys}))`), keyRewrite(write, at))}, 'null')`;
  }

  end({ source, at, put }: SqlPage, node: (row: SqlRow) => string): string {
    const block = new RowBlock(source.rows, source.kinds, this.values);
    const written = node({ block, source, at, alone: false });
    return `coalesce(${put(`(SELECT ${written} FROM (${block.query('1')}))`)}, 'null')`;
  }

  byKind({ block }: SqlRow, node: (kind: string) => string): string {
    const [only] = block.kinds;
    if (block.kinds.length === 1 && only !== undefined) return node(only);
    const branches = block.kinds.map((kind) => `WHEN ${literal(kind)} THEN ${node(kind)}`).join(' ');
    return block.kinds.length === 0 ? "''" : `CASE ${block.column(block.source.kind)} ${branches} END`;
  }

  value({ block }: SqlRow, kind: string, part: ValuePart): string {
    const column = block.column(`${block.table(kind, nodeTable(kind))}.${identifier(part.name)}`);
    const value = nodeValue(this.#model, kind, part, { column, values: this.values });
    return part.fits && hasDigits(attributeAt(this.#model, kind, part.name)) ? this.#shortest(column, value) : value;
  }

  edgeValue({ block, source }: SqlRow, part: ValuePart): string {
    if (!source?.relationship) throw new TypeError('Only edges have attributes.');
    const column = block.column(`${block.source.edge}.${identifier(edgeColumn(part.name))}`);
    const value = edgeValue(source.relationship, part, { column, values: this.values });
    return part.fits && hasDigits(source.relationship.attributes[part.name]) ? this.#shortest(column, value) : value;
  }

  key({ block, at }: SqlRow, write: WriteKey | undefined): string {
    const key = block.column(block.source.key);
    return write && at ? this.rewritten(key, keyRewrite(write, at)) : `json_quote(${key})`;
  }

  /** JavaScript writes as many digits as it takes to read the same number back. */
  #shortest(column: string, value: string): string {
    this.#digits ??= this.rewrites.push(shortest) - 1;
    return `iif(${column} IS NULL, ${value}, ${this.#hole(value, this.#digits)})`;
  }
}

const listOf = (item: string) => `'[' || coalesce(group_concat(${item}), '') || ']'`;

const shortest: Rewrite = (digits) => JSON.stringify(Number(digits));

/** Made in a scope of its own: a compiled statement keeps it, and all that others of its scope use. */
const keyRewrite =
  (write: WriteKey, at: Locate<PageRead>): Rewrite =>
  (key, plan) =>
    write(key, at(plan));
