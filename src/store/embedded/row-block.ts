import type { Values } from './values.ts';

/** Where the rows of a block come from: a query but for its columns. */
export interface RowSource {
  readonly from: string;
  /** From WHERE on; `limit` is the most rows. */
  tail(limit: string): string;
  readonly key: string;
  /** The number of the row's node. */
  readonly seq: string;
  readonly kind: string;
  /** The alias of the edge, where rows are edges. */
  readonly edge?: string;
  /** Some rows may have no node. */
  readonly optional?: true;
}

/**
 * One page in the making. Its inner query takes the rows in the order of an index and has a column for each value, and
 * for the text of each relation below; what is written of a row is an expression over these columns. Queries nest in
 * column lists only, because SQLite's parser takes about a hundred open levels and a plan may be ten relations deep.
 */
export class RowBlock {
  readonly source: RowSource;
  readonly kinds: readonly string[];
  readonly #values: Values;
  readonly #columns = new Map<string, string>();
  readonly #joins = new Map<string, { readonly alias: string; readonly text: string }>();

  constructor(source: RowSource, kinds: readonly string[], values: Values) {
    this.source = source;
    this.kinds = kinds;
    this.#values = values;
  }

  /** A column of the inner query, by the name under which the outer one knows it. */
  column(expression: string): string {
    const known = this.#columns.get(expression);
    if (known !== undefined) return known;
    const name = this.#values.name('c');
    this.#columns.set(expression, name);
    return name;
  }

  /** The table of a kind: joined once, and looked up for rows of that kind only. */
  table(kind: string, name: string): string {
    const { seq, kind: rowKind, optional } = this.source;
    const known = this.#joins.get(kind);
    if (known) return known.alias;
    const alias = this.#values.name('x');
    const single = this.kinds.length === 1;
    const at = single ? seq : `iif(${rowKind} = '${kind}', ${seq}, NULL)`;
    const text = `${single && !optional ? 'CROSS' : 'LEFT'} JOIN ${name} ${alias} ON ${alias}.seq = ${at}`;
    this.#joins.set(kind, { alias, text });
    return alias;
  }

  /** The inner query with the columns that were asked for until now. */
  query(limit: string): string {
    const columns = [...this.#columns].map(([expression, name]) => `${expression} AS ${name}`);
    const joins = [...this.#joins.values()].map(({ text }) => ` ${text}`).join('');
    return `SELECT ${columns.length > 0 ? columns.join(', ') : '1'} FROM ${this.source.from}${joins} ${this.source.tail(limit)}`;
  }
}
