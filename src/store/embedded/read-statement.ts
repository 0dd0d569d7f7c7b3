import { mostArguments } from './concatenated.ts';
import { Values } from './values.ts';

/**
 * One statement in the making: common table expressions, then one row of JSON arrays. Everything stays flat, because SQLite's parser allows about a hundred open levels of nesting
 * and a plan may be ten relationships deep.
 */
export class ReadStatement {
  readonly #tables: string[] = [];
  readonly #pieces: string[] = [];
  readonly values = new Values();

  /** Adds a table expression and gives its name. */
  table(letter: string, text: string): string {
    const name = `${letter}${this.#tables.length}`;
    this.#tables.push(`${name} AS MATERIALIZED (${text})`);
    return name;
  }

  /** Adds a table expression before those that name it; its text is known later. */
  deferredTable(letter: string): { readonly name: string; resolve(text: string): void } {
    const place = this.#tables.length;
    const name = this.table(letter, '');
    return { name, resolve: (text) => void (this.#tables[place] = `${name} AS MATERIALIZED (${text})`) };
  }

  /** Adds a list of rows, each a flat JSON array, to the answer; gives its place. */
  rows(columns: readonly string[], from: string): number {
    this.#pieces.push(`(SELECT json_group_array(${jsonArray(columns)}) FROM ${from})`);
    return this.#pieces.length - 1;
  }

  /** Adds a single value to the answer; gives its place. */
  value(text: string): number {
    this.#pieces.push(`(${text})`);
    return this.#pieces.length - 1;
  }

  get text(): string {
    return `${withTables([...this.values.sets, ...this.#tables])}SELECT ${jsonArray(this.#pieces)} AS answer, ${graphVersion}`;
  }
}

/** Table expressions in front of a query. */
export const withTables = (tables: readonly string[]) => (tables.length > 0 ? `WITH ${tables.join(', ')} ` : '');

/** The version of the graph, beside an answer. */
export const graphVersion = `(SELECT value FROM meta WHERE name = 'graphVersion') AS graphVersion`;

/** An array is an array of chunks, as a function takes {@link mostArguments}. */
function jsonArray(columns: readonly string[]): string {
  const chunks = Array.from({ length: Math.ceil(columns.length / mostArguments) }, (_, index) =>
    columns.slice(index * mostArguments, (index + 1) * mostArguments).join(', '),
  );
  return `json_array(${chunks.map((chunk) => `json_array(${chunk})`).join(', ')})`;
}

/** Undoes the chunks of a JSON array made by {@link ReadStatement}. */
export const flat = (chunks: unknown): unknown[] => (chunks as unknown[][]).flat(1);

/** The pieces of an answer, by place; each is a list of rows or a single value. */
export type Pieces = readonly unknown[];

/** A list of rows among the pieces; whoever added it to the statement names the columns of a row. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the row it selected
export function rowsAt<Row extends readonly unknown[]>(pieces: Pieces, place: number): Row[];
export function rowsAt(pieces: Pieces, place: number): unknown[][] {
  const rows = pieces[place];
  if (!Array.isArray(rows)) throw new TypeError('The database gave no list where one was asked for.');
  return rows.map(flat);
}
