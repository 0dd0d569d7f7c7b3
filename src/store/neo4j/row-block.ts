import { identifier } from './names.ts';
import type { PageSource } from './page-sources.ts';
import type { BoundValues } from '../read/bound-values.ts';

/** Values that a statement gives back as one list. */
export class Columns {
  readonly #places = new Map<string, number>();

  /** Adds what Cypher makes a value of, once; gives its place in the list. */
  add(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.#places.size);
    return this.#places.size - 1;
  }

  get text(): string {
    return `[${[...this.#places.keys()].join(',')}]`;
  }
}

type BlockSource = Pick<PageSource, 'kinds' | 'node' | 'variables' | 'rows'>;

/**
 * The rows of a page in the making: what comes back of each is a list of just the values asked of its kind. Where there
 * are several kinds, the first value is the place of the kind. Properties of a node are read in one go, as a map: each
 * by itself would walk through its properties anew.
 */
export class RowBlock {
  /** The variable of a row's node. */
  readonly node: string;
  /** For each kind of the source. */
  readonly columns: readonly Columns[];
  readonly #source: BlockSource;
  readonly #map: string;
  readonly #properties = new Set<string>();

  constructor(source: BlockSource, parameters: BoundValues) {
    this.#source = source;
    this.node = source.node;
    this.#map = parameters.name('m');
    this.columns = source.kinds.map(() => new Columns());
    if (source.kinds.length > 1) for (const [place, columns] of this.columns.entries()) columns.add(String(place));
  }

  /** What is asked of rows of one of the source's kinds. */
  columnsOf(kind: string): Columns {
    const columns = this.columns[this.#source.kinds.indexOf(kind)];
    if (!columns) throw new TypeError(`No row is of the kind ${kind}.`);
    return columns;
  }

  property(name: string): string {
    this.#properties.add(name);
    return `${this.#map}.${identifier(name)}`;
  }

  /** The query with what was asked for until now. */
  query(limit: string): string {
    const { variables, rows } = this.#source;
    const properties = [...this.#properties].map((name) => `.${identifier(name)}`).join(',');
    const read = properties === '' ? '' : ` WITH ${variables.join(',')},${this.node} {${properties}} AS ${this.#map}`;
    return `COLLECT { ${rows(limit)}${read} RETURN ${this.#row()} }`;
  }

  #row(): string {
    const { kinds } = this.#source;
    const [only, ...others] = this.columns;
    if (only && others.length === 0) return only.text;
    const branches = this.columns.map(
      ({ text }, place) => `WHEN ${this.node}:${identifier(kinds[place] ?? '')} THEN ${text}`,
    );
    return `CASE ${branches.join(' ')} END`;
  }
}
