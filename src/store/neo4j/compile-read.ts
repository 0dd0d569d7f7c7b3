import { kindOfId } from '../../domain/ids.ts';
import { traversalOf, type Model } from '../../domain/model.ts';
import type { Candidates, FilterSizes } from '../filter-sizes.ts';
import type {
  IdsRead,
  ListRead,
  NodeRow,
  NodeSelection,
  PageAnswer,
  ReadAnswer,
  ReadPlan,
  RelationRead,
  RootAnswer,
  RootRead,
  SearchRead,
  Selection,
} from '../read-plan.ts';
import { edgeProperty, endNumber, identifier, literal } from './names.ts';
import { limitOf, pageSources, type PageSource } from './page-sources.ts';
import type { FilterSets } from './filter-sets.ts';
import { matchId } from './seek.ts';
import { newStatement, statementText, unknownSizes, type Statement } from './statement.ts';
import { attributeOf, attributeReader } from './values.ts';

/*
 * A plan becomes one statement of nested COLLECT sub-queries. Rows are positional lists: no name of a request ever
 * reaches the text, and nothing is repeated per row. Beside each piece of text grows the decoder that reads it back.
 */

export interface CompiledRead {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly sets: FilterSets;
  decode(values: readonly unknown[]): ReadAnswer;
}

type Decoder<Value> = (value: unknown) => Value;

interface Piece<Value> {
  readonly text: string;
  readonly decode: Decoder<Value>;
}

/** The variable of nodes that are read, and how many they are. */
interface Rows {
  readonly variable: string;
  readonly nearby: Candidates;
}

const nothing: NodeSelection = { attributes: [], relations: {} };

export function compileRead(model: Model, plan: ReadPlan, sizes: FilterSizes = unknownSizes(model)): CompiledRead {
  const compiler = new ReadCompiler(model, sizes);
  const names = Object.keys(plan.roots);
  const roots = Object.values(plan.roots).map((root) => compiler.root(root));
  return {
    text: statementText(compiler.statement, `RETURN [${roots.map(({ text }) => text).join(', ')}] AS answer`),
    parameters: compiler.statement.parameters.of(plan),
    sets: compiler.statement.sets,
    decode: (values) =>
      named(
        names,
        roots.map((root, index) => root.decode(values[index])),
      ),
  };
}

function named<Value>(names: readonly string[], values: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(values.map((value, index) => [names[index] ?? '', value]));
}

/** A list that stands among values of an answer. */
function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('The database gave no list where one was asked for.');
  return value;
}

class ReadCompiler {
  readonly statement: Statement;
  readonly #model: Model;
  readonly #sources: ReturnType<typeof pageSources>;

  constructor(model: Model, sizes: FilterSizes) {
    this.#model = model;
    this.statement = newStatement(model, sizes);
    this.#sources = pageSources(this.statement);
  }

  root(read: RootRead): Piece<RootAnswer> {
    return read.by === 'ids' ? this.#ids(read) : this.#rootPage(read);
  }

  /** One look-up for each kind among the ids; the order asked is made again when the answer is decoded. */
  #ids({ ids, select }: IdsRead): Piece<RootAnswer> {
    const kinds = [...new Set(ids.flatMap((id) => kindOfId(this.#model, id) ?? []))];
    const nearby = { count: ids.length, repeated: false };
    const reads = kinds.map((kind) => {
      const variable = this.statement.parameters.variable('n');
      const wanted = this.statement.parameters.add([
        ...new Set(ids.filter((id) => kindOfId(this.#model, id) === kind)),
      ]);
      const node = this.#node(kind, { variable, nearby }, select[kind]);
      const text = `COLLECT { UNWIND ${wanted} AS id ${matchId(variable, kind, 'id')} RETURN ${node.text} }`;
      return { text, decode: node.decode };
    });
    return {
      text: `[${reads.map(({ text }) => text).join(', ')}]`,
      decode: (value) => {
        const found = reads.flatMap(({ decode }, index) =>
          listOf(listOf(value)[index]).map((row) => [listOf(row)[1], { row, decode }] as const),
        );
        const rows = new Map(found);
        // Decoded once for each place, so that no two of them share data.
        return ids.map((id) => rows.get(id)).map((entry) => (entry ? entry.decode(entry.row) : null));
      },
    };
  }

  #rootPage(read: ListRead | SearchRead): Piece<RootAnswer> {
    const source = this.#sources.root(read, () => read);
    return this.#page(read, source);
  }

  /** A node that is of one of several kinds. */
  #nodeByKind({ node: variable, kinds, shown: nearby }: PageSource, select: Selection): Piece<NodeRow> {
    const nodes = kinds.map((kind) => ({ kind, ...this.#node(kind, { variable, nearby }, select[kind]) }));
    const byKind = new Map(nodes.map(({ kind, decode }) => [kind, decode]));
    const [only] = nodes;
    if (nodes.length === 1 && only) return only;
    const decode = (value: unknown): NodeRow => {
      const known = byKind.get(String(listOf(value)[0]));
      if (!known) throw new TypeError('The store answered with a kind that was not asked for.');
      return known(value);
    };
    return {
      text: `CASE ${nodes.map(({ kind, text }) => `WHEN ${variable}:${identifier(kind)} THEN ${text}`).join(' ')} END`,
      decode,
    };
  }

  #node(kind: string, rows: Rows, selection: NodeSelection = nothing): Piece<NodeRow> {
    const { variable } = rows;
    const attributes = selection.attributes.filter((name) => name !== 'id');
    const names = [...attributes, ...Object.keys(selection.relations)];
    const pieces = [
      ...attributes.map((name) => this.#attribute(kind, variable, name)),
      ...Object.values(selection.relations).map((relation) => this.#relation(kind, rows, relation)),
    ];
    const decode = (value: unknown) => {
      const [typename, id, ...rest] = listOf(value);
      return {
        __typename: String(typename),
        id: String(id),
        ...named(
          names,
          pieces.map((piece, index) => piece.decode(rest[index])),
        ),
      };
    };
    return { text: `[${[literal(kind), `${variable}.id`, ...pieces.map(({ text }) => text)].join(', ')}]`, decode };
  }

  #attribute(kind: string, variable: string, name: string): Piece<unknown> {
    return { text: `${variable}.${identifier(name)}`, decode: attributeReader(this.#model, kind, name) };
  }

  #relation(kind: string, { variable, nearby }: Rows, read: RelationRead): Piece<PageAnswer> {
    const traversal = traversalOf(this.#model, kind, read.field);
    const along = { traversal, near: variable, number: () => `${variable}.${endNumber}`, nearby };
    const source = this.#sources.relation(read, () => read, along);
    return this.#page(read, source, this.#edge(read.edgeAttributes, source));
  }

  #edge(names: readonly string[], { edge, relationship }: PageSource): Piece<Readonly<Record<string, unknown>>> {
    const attributes = names.map((name) => relationship?.attributes[name]);
    return {
      text: `[${names.map((name) => `${edge}.${identifier(edgeProperty(name))}`).join(', ')}]`,
      decode: (values) =>
        named(
          names,
          attributes.map((attribute, index) => (attribute ? attributeOf(attribute, listOf(values)[index]) : null)),
        ),
    };
  }

  /** One row more than asked says whether there are more. */
  #page(read: ListRead | SearchRead | RelationRead, source: PageSource, edge = noEdge): Piece<PageAnswer> {
    const rows = read.rows ? this.#rows(read, source, edge) : undefined;
    const count = read.count ? source.count() : undefined;
    return {
      text: `[${rows?.text ?? 'null'}, ${count ?? 'null'}]`,
      decode: (value) => {
        const [decodedRows, decodedCount] = listOf(value);
        return {
          ...(rows && { rows: rows.decode(decodedRows) ?? [] }),
          ...(count !== undefined && { count: Number(decodedCount) }),
        };
      },
    };
  }

  #rows(
    read: ListRead | SearchRead | RelationRead,
    source: PageSource,
    edge: Piece<Readonly<Record<string, unknown>>>,
  ): Piece<PageAnswer['rows']> {
    const limit = limitOf(this.statement.parameters, () => read, 1);
    const node = this.#nodeByKind(source, read.select);
    return {
      text: `COLLECT { ${source.rows(limit)} RETURN [${source.key}, ${edge.text}, ${node.text}] }`,
      decode: (value) =>
        listOf(value).map((each) => {
          const [key, values, row] = listOf(each);
          return { key: String(key), edge: edge.decode(values), node: node.decode(row) };
        }),
    };
  }
}

const noEdge: Piece<Readonly<Record<string, unknown>>> = { text: '[]', decode: () => ({}) };
