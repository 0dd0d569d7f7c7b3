import { kindOfId } from '../../domain/ids.ts';
import { traversalOf, type Model } from '../../domain/model.ts';
import type { IdsRead, ReadPlan, Selection } from '../read-plan.ts';
import { idsReadAt, pageReadAt, relationReadAt } from '../reads-of-plan.ts';
import type { FilterSizes } from '../filter-sizes.ts';
import type { TextRead } from '../store.ts';
import type { NodePart, NodeText, PagePart, PageRead, RootPart, RowPart, WriteKey } from '../text-plan.ts';
import { concatenated } from './concatenated.ts';
import { edgeColumn, identifier, literal, nodeTable } from './names.ts';
import {
  hasPreviousAt,
  idsAt,
  idsRootAt,
  pageRootAt,
  relationAt,
  selectionAt,
  sizeAt,
  type At,
} from './plan-places.ts';
import { pageSources, type PageSource } from './page-sources.ts';
import { graphVersion, withTables } from './read-statement.ts';
import { TextBlock, type RowSource } from './text-block.ts';
import { edgeValue, missing, nodeValue, NotInSql } from './text-values.ts';
import { Values, type Value } from './values.ts';

/*
 * A text plan becomes one statement that puts the finished JSON text together: SQLite joins strings faster than code
 * reads rows. No name or value of a request reaches the statement: names come from the model, and the constant parts of
 * the text, response keys among them, are parameters like all other values. So operations that differ in aliases only
 * share one prepared statement.
 */

export interface CompiledText {
  readonly text: string;
  readonly values: readonly Value[];
  readonly keys: readonly KeyHole[];
}

/** Stands before and behind a key in an answer; JSON text holds no such character. */
const mark = '\u0001';

interface KeyHole {
  readonly write: WriteKey;
  readonly at: At<PageRead>;
}

/** Compiles a text plan; throws {@link NotInSql} where a part of it is nothing that SQL can write. */
export function compileText(
  model: Model,
  { plan, text }: Pick<TextRead, 'plan' | 'text'>,
  sizes: () => FilterSizes,
): CompiledText {
  const compiler = new TextCompiler(model, sizes);
  const answer = compiler.joined(text, (part) => compiler.root(plan, part));
  return {
    text: `${withTables(compiler.values.sets)}SELECT ${answer} AS answer, ${graphVersion}`,
    values: compiler.values.list,
    keys: compiler.keys,
  };
}

/** The answer with the keys written as the plan says; `undefined` where a required value is missing. */
export function finishText({ keys }: CompiledText, answer: string, plan: ReadPlan): string | undefined {
  if (answer.includes(missing)) return undefined;
  return keys.length === 0 ? answer : withKeys(answer, plan, keys);
}

function withKeys(written: string, plan: ReadPlan, keys: readonly KeyHole[]): string {
  const pieces = written.split(mark);
  for (let index = 1; index < pieces.length; index += 2) {
    const piece = pieces[index] ?? '';
    const colon = piece.indexOf(':');
    const hole = keys[Number(piece.slice(0, colon))];
    pieces[index] = hole ? hole.write(piece.slice(colon + 1), hole.at(plan)) : '';
  }
  return pieces.join('');
}

/** What is wanted of nodes, and where in a request's plan that stands. */
interface Wanted {
  readonly select: Selection;
  readonly at: At<Selection>;
  /** Whether there is one node at most. */
  readonly alone?: boolean;
}

/** Where a query goes: into a column of the block around, or straight into the text. */
type Put = (query: string) => string;

class TextCompiler {
  readonly values = new Values();
  readonly keys: KeyHole[] = [];
  readonly #model: Model;
  readonly #sources: ReturnType<typeof pageSources>;

  constructor(model: Model, sizes: () => FilterSizes) {
    this.#model = model;
    this.#sources = pageSources({ model, values: this.values, sizes });
  }

  /** Parts of a text as one SQL expression. */
  joined<Part extends object>(parts: readonly (string | Part)[], write: (part: Part) => string): string {
    return concatenated(parts.map((part) => (typeof part === 'string' ? this.values.add(part) : write(part))));
  }

  root(plan: ReadPlan, part: RootPart): string {
    const { root: key } = part;
    if (part.is !== 'page') return this.#ids(idsReadAt(plan, key), part, idsRootAt(key));
    const read = pageReadAt(plan, key);
    const at = pageRootAt(key);
    const wanted = { select: read.select, at: selectionAt(at) };
    const source = this.#sources.root(read, at);
    return this.joined(part.parts, (item) => this.#page(item, { source, wanted, at, put: (query) => query }));
  }

  #ids(read: IdsRead, part: RootPart & { is: 'one' | 'each' }, at: At<IdsRead>): string {
    const of = (kind: string) => read.ids.some((id) => kindOfId(this.#model, id) === kind);
    const kinds = Object.keys(this.#model.kinds).filter(of);
    const wanted = { select: read.select, at: selectionAt(at), alone: part.is === 'one' };
    const list = this.values.alias('i');
    const found = this.values.alias('n');
    const ids = this.values.add(idsAt(at));
    const source: RowSource = {
      from: `json_each(${ids}) ${list} LEFT JOIN node ${found} ON ${found}.id = ${list}.value`,
      tail: () => '',
      key: "''",
      seq: `${found}.seq`,
      kind: `${found}.kind`,
      optional: true,
    };
    const block = new TextBlock(source, kinds, this.values);
    const node = this.#node(block, part.node, wanted);
    const each = `iif(${block.column(source.seq)} IS NULL, 'null', ${node})`;
    if (part.is === 'one') return `(SELECT ${each} FROM (${block.query('1')}))`;
    return `(SELECT '[' || coalesce(group_concat(${each}), '') || ']' FROM (${block.query('-1')}))`;
  }

  #page(part: Exclude<PagePart, string>, page: PageInHand): string {
    const { source, at, put } = page;
    const first = this.values.add(sizeAt(at));
    switch (part.is) {
      case 'rows':
        return this.#rows(part.row, page, first);
      case 'count':
        return put(`(${source.count()})`);
      case 'more': {
        const next = this.values.add(sizeAt(at, 1));
        return `iif(${put(`(SELECT count(*) FROM (SELECT 1 FROM ${source.rows.from} ${source.rows.tail(next)}))`)} > ${first}, 'true', 'false')`;
      }
      case 'before':
        return this.values.add(hasPreviousAt(at));
      case 'first':
      case 'last': {
        const end = (part.is === 'first') === source.ascending ? 'min' : 'max';
        const key = `(SELECT ${end}(k) FROM (SELECT ${source.rows.key} AS k FROM ${source.rows.from} ${source.rows.tail(first)}))`;
        return `coalesce(${this.#key(put(key), part.write, at)}, 'null')`;
      }
      default:
        return part satisfies never;
    }
  }

  #key(key: string, write: WriteKey, at: At<PageRead>): string {
    const place = this.keys.push({ write, at }) - 1;
    return `${this.values.add(`${mark}${place}:`)} || ${key} || ${this.values.add(mark)}`;
  }

  #rows(parts: readonly RowPart[], { source, wanted, at, put }: PageInHand, first: string): string {
    const block = new TextBlock(source.rows, source.kinds, this.values);
    const row = this.joined(parts, (part) => this.#rowPart(part, block, { source, wanted, at, put }));
    return put(`(SELECT '[' || coalesce(group_concat(${row}), '') || ']' FROM (${block.query(first)}))`);
  }

  #rowPart(part: Exclude<RowPart, string>, block: TextBlock, { source, wanted, at }: PageInHand): string {
    switch (part.is) {
      case 'node':
        return this.#node(block, part.node, wanted);
      case 'key':
        return this.#key(block.column(block.source.key), part.write, at);
      case 'edge': {
        if (!source.relationship) throw new TypeError('Only edges have attributes.');
        const column = block.column(`${block.source.edge}.${identifier(edgeColumn(part.value.name))}`);
        return edgeValue(source.relationship, part.value, { column, values: this.values });
      }
      case 'made':
        throw new NotInSql();
      default:
        return part satisfies never;
    }
  }

  /** What is written of the node of a row, by its kind. */
  #node(block: TextBlock, text: NodeText, wanted: Wanted): string {
    const [only] = block.kinds;
    const of = (kind: string) => this.joined(text[kind] ?? [], (part) => this.#nodePart(part, block, { kind, wanted }));
    if (block.kinds.length === 1 && only !== undefined) return of(only);
    const branches = block.kinds.map((kind) => `WHEN ${literal(kind)} THEN ${of(kind)}`).join(' ');
    return block.kinds.length === 0 ? "''" : `CASE ${block.column(block.source.kind)} ${branches} END`;
  }

  #nodePart(
    part: Exclude<NodePart, string>,
    block: TextBlock,
    { kind, wanted }: { kind: string; wanted: Wanted },
  ): string {
    if (part.is === 'value') {
      const column = block.column(`${block.table(kind, nodeTable(kind))}.${identifier(part.name)}`);
      return nodeValue(this.#model, kind, part, { column, values: this.values });
    }
    const read = relationReadAt(wanted.select, kind, part.relation);
    const at = relationAt(wanted.at, kind, part.relation);
    const below = { select: read.select, at: selectionAt(at) };
    const guard = block.kinds.length > 1 ? `${block.source.kind} = ${literal(kind)} AND ` : '';
    const traversal = traversalOf(this.#model, kind, read.field);
    const source = this.#sources.relation(read, at, {
      traversal,
      parent: block.source.seq,
      guard,
      alone: wanted.alone === true,
    });
    const put: Put = (query) => block.column(query);
    if (part.is === 'end') return this.#end(part.node, { source, wanted: below, at, put });
    return this.joined(part.parts, (item) => this.#page(item, { source, wanted: below, at, put }));
  }

  #end(text: NodeText, { source, wanted, put }: PageInHand): string {
    const block = new TextBlock(source.rows, source.kinds, this.values);
    const node = this.#node(block, text, wanted);
    return `coalesce(${put(`(SELECT ${node} FROM (${block.query('1')}))`)}, 'null')`;
  }
}

interface PageInHand {
  readonly source: PageSource;
  readonly wanted: Wanted;
  readonly at: At<PageRead>;
  readonly put: Put;
}
