import { kindOfId } from '../../domain/ids.ts';
import { traversalOf, type Model } from '../../domain/model.ts';
import type { Candidates, FilterSizes } from '../filter-sizes.ts';
import type { IdsRead, NodeSelection, ReadPlan, Selection } from '../read-plan.ts';
import { idsReadAt, pageReadAt, relationReadAt } from '../reads-of-plan.ts';
import type { TextRead } from '../store.ts';
import type { NodePart, NodeText, PagePart, PageRead, RootPart, RowPart, ValuePart } from '../text-plan.ts';
import { unlessMissing, writeCount, writeValue } from '../write-text.ts';
import type { FilterSets } from './filter-sets.ts';
import { edgeProperty, endNumber, identifier } from './names.ts';
import { limitOf, pageSources, type At, type PageSource } from './page-sources.ts';
import { Columns, RowBlock } from './row-block.ts';
import { matchId } from './seek.ts';
import { newStatement, statementText, type Statement } from './statement.ts';
import { attributeOf, attributeReader } from './values.ts';
import { giveUp, joined, rowsAt, type Values, type Write } from './write-values.ts';

/*
 * A text plan becomes one statement that gives back positional lists of just the values that the text shows, and a
 * writer that puts the text together from them. No name or value of a request reaches the statement, constant parts of
 * the text neither: operations that differ in aliases only share one statement.
 */

export interface CompiledText {
  readonly text: string;
  readonly sets: FilterSets;
  parametersOf(plan: ReadPlan): Readonly<Record<string, unknown>>;
  /** The text for what the statement gave; `undefined` where something is missing in it. */
  write(answer: readonly unknown[], plan: ReadPlan): string | undefined;
}

/** Some part of a text is made from a whole row in code; the answer is read and written in two steps instead. */
export class NotFromValues extends Error {}

/** Compiles a text plan; throws {@link NotFromValues}. */
export function compileText(
  model: Model,
  { plan, text }: Pick<TextRead, 'plan' | 'text'>,
  sizes: FilterSizes,
): CompiledText {
  const compiler = new TextCompiler(model, sizes);
  const write = joined(text, (part) => compiler.root(plan, part));
  const { parameters, sets } = compiler.statement;
  return {
    text: statementText(compiler.statement, `RETURN ${compiler.answer.text} AS answer`),
    sets,
    parametersOf: (given) => parameters.of(given),
    write: (answer, given) => unlessMissing(() => write(answer, given)),
  };
}

/** The rows of a page, what is wanted of their nodes, and where in a request's plan the page stands. */
interface PageInHand {
  readonly source: PageSource;
  readonly block: RowBlock;
  readonly select: Selection;
  readonly at: At<PageRead>;
}

/** Where the parts of a page stand among the values around it. */
interface Places {
  rows?: number;
  count?: number;
  more?: number;
}

/** The rows of one kind: what is asked of them goes into the columns. */
interface KindRows {
  readonly kind: string;
  readonly block: RowBlock;
  readonly columns: Columns;
  readonly select: Selection;
  readonly at: At<Selection>;
  /** How many they are. */
  readonly nearby: Candidates;
}

type IdsPart = Exclude<RootPart, { readonly is: 'page' }>;
type RelationPart = Exclude<NodePart, string | ValuePart>;

class TextCompiler {
  readonly answer = new Columns();
  readonly statement: Statement;
  readonly #model: Model;
  readonly #sources: ReturnType<typeof pageSources>;

  constructor(model: Model, sizes: FilterSizes) {
    this.#model = model;
    this.statement = newStatement(model, sizes);
    this.#sources = pageSources(this.statement);
  }

  root(plan: ReadPlan, part: RootPart): Write<ReadPlan> {
    const { root: key } = part;
    if (part.is !== 'page') return this.#ids(idsReadAt(plan, key), part, (given) => idsReadAt(given, key));
    const read = pageReadAt(plan, key);
    const at = (given: ReadPlan) => pageReadAt(given, key);
    const source = this.#sources.root(read, at);
    const write = this.#page(part.parts, this.#inHand(source, read.select, at), this.answer);
    return (values, given) => write(values, at(given));
  }

  /** One look-up for each kind among the ids; the order asked is made again in the text. */
  #ids({ ids, select }: IdsRead, part: IdsPart, at: At<IdsRead>): Write<ReadPlan> {
    const kinds = [...new Set(ids.flatMap((id) => kindOfId(this.#model, id) ?? []))];
    const nearby = { count: ids.length, repeated: false };
    const lookUps = kinds.map((kind) => {
      const node = this.statement.parameters.variable('n');
      const ofKind = (plan: ReadPlan) => at(plan).ids.filter((id) => kindOfId(this.#model, id) === kind);
      const wanted = this.statement.parameters.add((plan: ReadPlan) => [...new Set(ofKind(plan))]);
      const rows = () => `UNWIND ${wanted} AS id ${matchId(node, kind, 'id')}`;
      const block = new RowBlock({ kinds: [kind], node, variables: [node], rows }, this.statement.parameters);
      const columns = block.columnsOf(0);
      const id = columns.add(block.property('id'));
      const write = this.#node(part.node, { kind, block, columns, select, nearby, at: (plan) => at(plan).select });
      return { kind, id, write, place: this.answer.add(block.query('')) };
    });
    return (values, plan) => {
      const read = at(plan);
      const found = new Map<unknown, string>();
      for (const { kind, id, write, place } of lookUps)
        for (const row of rowsAt(values, place)) found.set(row[id], write(row, read.select[kind]));
      const written = read.ids.map((id) => found.get(id) ?? 'null');
      return part.is === 'one' ? (written[0] ?? 'null') : `[${written.join(',')}]`;
    };
  }

  #inHand(source: PageSource, select: Selection, at: At<PageRead>): PageInHand {
    return { source, select, at, block: new RowBlock(source, this.statement.parameters) };
  }

  /** Of the rows behind the page nothing is read but that they are there, or one row too many where that costs less. */
  #page(parts: readonly (string | Exclude<PagePart, string>)[], page: PageInHand, into: Columns): Write<PageRead> {
    const { source, block, select, at } = page;
    const places: Places = {};
    const write = joined(parts, (part) => this.#pagePart(part, page, places));
    const asked = (...names: readonly string[]) =>
      parts.some((part) => typeof part !== 'string' && names.includes(part.is));
    const first = limitOf(this.statement.parameters, at, 0);
    const [rows, more] = [asked('rows', 'first', 'last'), asked('more')];
    const nests = Object.values(select).some(({ relations }) => Object.keys(relations).length > 0);
    const beside = more && (nests || !rows) ? source.more?.(first) : undefined;
    if (beside !== undefined) places.more = into.add(beside);
    if (asked('count')) places.count = into.add(source.count());
    const oneMore = more && beside === undefined;
    if (rows || oneMore)
      places.rows = into.add(block.query(oneMore ? limitOf(this.statement.parameters, at, 1) : first));
    return write;
  }

  #pagePart(part: Exclude<PagePart, string>, page: PageInHand, places: Places): Write<PageRead> {
    const rowsIn = (values: Values) => rowsAt(values, places.rows ?? giveUp());
    switch (part.is) {
      case 'rows':
        return this.#rows(part.row, page, rowsIn);
      case 'count':
        return (values) => writeCount(values[places.count ?? giveUp()]);
      case 'more':
        return (values, { page: { first } }) =>
          String(places.more === undefined ? rowsIn(values).length > first : values[places.more]);
      case 'before':
        return (_, { page: { after } }) => String(after !== null);
      case 'first':
      case 'last': {
        const keys = page.block.columns.map((columns) => columns.add(page.source.key));
        return (values, read) => {
          const rows = rowsIn(values);
          const row = rows[part.is === 'first' ? 0 : Math.min(rows.length, read.page.first) - 1];
          return row ? part.write(String(row[keys[page.block.kindOf(row)] ?? 0]), read) : 'null';
        };
      }
      default:
        return part satisfies never;
    }
  }

  #rows(parts: readonly RowPart[], page: PageInHand, rowsIn: (values: Values) => readonly Values[]): Write<PageRead> {
    const writes = this.#byKind(page).map((rows) =>
      joined<Exclude<RowPart, string>, PageRead>(parts, (part) => this.#rowPart(part, page, rows)),
    );
    return (values, read) => {
      const rows = rowsIn(values);
      const shown = Math.min(rows.length, read.page.first);
      let written = '[';
      for (let index = 0; index < shown; index += 1) {
        const row = rows[index] ?? giveUp();
        const write = writes[page.block.kindOf(row)] ?? giveUp();
        if (index > 0) written += ',';
        written += write(row, read);
      }
      return `${written}]`;
    };
  }

  #byKind({ source, block, select, at }: PageInHand): KindRows[] {
    return source.kinds.map((kind, place) => {
      const columns = block.columnsOf(place);
      return { kind, block, columns, select, nearby: source.shown, at: (plan) => at(plan).select };
    });
  }

  #rowPart(part: Exclude<RowPart, string>, { source }: PageInHand, rows: KindRows): Write<PageRead> {
    const { columns, kind } = rows;
    switch (part.is) {
      case 'node': {
        const write = this.#node(part.node, rows);
        return (values, read) => write(values, read.select[kind]);
      }
      case 'key': {
        const place = columns.add(source.key);
        return (values, read) => part.write(String(values[place]), read);
      }
      case 'edge': {
        const { name } = part.value;
        const attribute = source.relationship?.attributes[name];
        if (!attribute) throw new TypeError(`Rows have no edge attribute ${name}.`);
        const place = columns.add(`${source.edge}.${identifier(edgeProperty(name))}`);
        return (values) => writeValue(part.value, attributeOf(attribute, values[place]));
      }
      case 'made':
        throw new NotFromValues();
      default:
        return part satisfies never;
    }
  }

  #node(text: NodeText, rows: KindRows): Write<NodeSelection | undefined> {
    const parts = text[rows.kind];
    if (!parts) return () => giveUp();
    return joined<Exclude<NodePart, string>, NodeSelection | undefined>(parts, (part) =>
      part.is === 'value' ? this.#value(part, rows) : this.#relation(part, rows),
    );
  }

  #value(part: ValuePart, { kind, block, columns }: KindRows): Write<unknown> {
    const read = attributeReader(this.#model, kind, part.name);
    const place = columns.add(block.property(part.name));
    return (values) => writeValue(part, read(values[place]));
  }

  #relation(part: RelationPart, rows: KindRows): Write<NodeSelection | undefined> {
    const { kind, block, columns, select, nearby } = rows;
    const key = part.relation;
    const read = relationReadAt(select, kind, key);
    const at = (plan: ReadPlan) => relationReadAt(rows.at(plan), kind, key);
    const traversal = traversalOf(this.#model, kind, read.field);
    const along = { traversal, near: block.node, number: () => block.property(endNumber), nearby };
    const page = this.#inHand(this.#sources.relation(read, at, along), read.select, at);
    const write = part.is === 'end' ? this.#end(part.node, page, columns) : this.#page(part.parts, page, columns);
    return (values, selection) => write(values, selection?.relations[key] ?? giveUp());
  }

  #end(text: NodeText, page: PageInHand, into: Columns): Write<PageRead> {
    const writes = this.#byKind(page).map((rows) => ({ kind: rows.kind, write: this.#node(text, rows) }));
    const place = into.add(page.block.query(limitOf(this.statement.parameters, page.at, 0)));
    return (values, read) => {
      const [row] = rowsAt(values, place);
      if (row === undefined) return 'null';
      const { kind, write } = writes[page.block.kindOf(row)] ?? giveUp();
      return write(row, read.select[kind]);
    };
  }
}
