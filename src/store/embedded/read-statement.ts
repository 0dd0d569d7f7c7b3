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
