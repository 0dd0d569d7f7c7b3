import neo4j from 'neo4j-driver';
import { kindOfId } from '../../domain/ids.ts';
import { memberOf, traversalOf, type Model } from '../../domain/model.ts';
import { headerAttributes } from '../../domain/node.ts';
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
import { compileFilter, pattern } from './compile-filter.ts';
import { fullTextQuery } from './full-text-query.ts';
import { edgeProperty, endNumber, identifier, literal, orderProperty, searchIndex, searchProperties } from './names.ts';
import { Parameters } from './parameters.ts';
import { attributeOf } from './values.ts';

/*
 * A plan becomes one statement of nested COLLECT sub-queries. Rows are positional lists: no name of a request ever
 * reaches the text, and nothing is repeated per row. Beside each piece of text grows the decoder that reads it back.
 */

export interface CompiledRead {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  decode(values: readonly unknown[]): ReadAnswer;
}

type Decoder<Value> = (value: unknown) => Value;

interface Piece<Value> {
  readonly text: string;
  readonly decode: Decoder<Value>;
}

/** Candidates that a search ranks; the engine picks them by its own relevance. */
const searchCandidates = 1000;
/** Before and behind every key. */
const [first, behind] = ['', '\u{10FFFF}'];

const nothing: NodeSelection = { attributes: [], relations: {} };

export function compileRead(model: Model, plan: ReadPlan): CompiledRead {
  const compiler = new ReadCompiler(model);
  const names = Object.keys(plan.roots);
  const roots = Object.values(plan.roots).map((root) => compiler.root(root));
  return {
    text: `RETURN [${roots.map(({ text }) => text).join(', ')}] AS answer`,
    parameters: compiler.parameters.values,
    decode: (values) =>
      named(
        names,
        roots.map((root, index) => root.decode(values[index])),
      ) as ReadAnswer,
  };
}

function named(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

class ReadCompiler {
  readonly parameters = new Parameters();
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  root(read: RootRead): Piece<RootAnswer> {
    switch (read.by) {
      case 'ids':
        return this.#ids(read);
      case 'list':
        return this.#list(read);
      case 'search':
        return this.#search(read);
      default:
        return read satisfies never;
    }
  }

  /** One look-up for each kind among the ids; the order asked is made again when the answer is decoded. */
  #ids({ ids, select }: IdsRead): Piece<RootAnswer> {
    const kinds = [...new Set(ids.flatMap((id) => kindOfId(this.#model, id) ?? []))];
    const reads = kinds.map((kind) => {
      const variable = this.parameters.variable('n');
      const wanted = this.parameters.add([...new Set(ids.filter((id) => kindOfId(this.#model, id) === kind))]);
      const node = this.#node(kind, variable, select[kind]);
      const text = `COLLECT { UNWIND ${wanted} AS id MATCH (${variable}:${identifier(kind)} {id: id}) RETURN ${node.text} }`;
      return { text, decode: node.decode };
    });
    return {
      text: `[${reads.map(({ text }) => text).join(', ')}]`,
      decode: (value) => {
        const found = reads.flatMap(({ decode }, index) =>
          ((value as unknown[][])[index] ?? []).map((row) => [(row as unknown[])[1], { row, decode }] as const),
        );
        const rows = new Map(found);
        // Decoded once for each place, so that no two of them share data.
        return ids.map((id) => rows.get(id)).map((entry) => (entry ? entry.decode(entry.row) : null));
      },
    };
  }

  #list(read: ListRead): Piece<RootAnswer> {
    return this.#page(read.rows ? this.#listRows(read) : undefined, read.count ? this.#listCount(read) : undefined);
  }

  #listRows({ kind, filter, order, descending, page, select }: ListRead): Piece<PageAnswer['rows']> {
    const variable = this.parameters.variable('n');
    const property = identifier(orderProperty(order));
    const [than, way, start] = descending ? ['<', ' DESC', behind] : ['>', '', first];
    const after = this.parameters.add(page.after ?? start);
    const condition = filter ? ` AND ${compileFilter(this.#place([kind], variable), filter)}` : '';
    const source =
      `MATCH (${variable}:${identifier(kind)}) USING INDEX ${variable}:${identifier(kind)}(${property}) ` +
      `WHERE ${variable}.${property} ${than} ${after}${condition} ` +
      `WITH ${variable} ORDER BY ${variable}.${property}${way} LIMIT ${this.#limit(page.first)}`;
    return this.#rows({ key: `${variable}.${property}`, source, node: this.#node(kind, variable, select[kind]) });
  }

  #listCount({ kind, filter }: ListRead): string {
    const variable = this.parameters.variable('n');
    const condition = filter ? ` WHERE ${compileFilter(this.#place([kind], variable), filter)}` : '';
    return `COUNT { MATCH (${variable}:${identifier(kind)})${condition} }`;
  }

  #search(read: SearchRead): Piece<RootAnswer> {
    return this.#page(read.rows ? this.#searchRows(read) : undefined, read.count ? this.#searchCount(read) : undefined);
  }

  #searchRows(read: SearchRead): Piece<PageAnswer['rows']> {
    const { words, page, kinds, select } = read;
    const variable = this.parameters.variable('n');
    const key = this.parameters.variable('k');
    const names = `${variable}.${searchProperties.names}`;
    const phrase = this.parameters.add(`| ${words.join(' ')} |`);
    const inNames = this.parameters.add(
      words.map((word, index) => (index === words.length - 1 ? ` ${word}` : ` ${word} `)),
    );
    const tier = `CASE WHEN ${names} CONTAINS ${phrase} THEN '0 ' WHEN all(word IN ${inNames} WHERE ${names} CONTAINS word) THEN '1 ' ELSE '2 ' END`;
    const source =
      `${this.#candidates(read, variable)} WITH ${variable}, ${tier} + ${variable}.${searchProperties.place} AS ${key} ` +
      `WHERE ${key} > ${this.parameters.add(page.after ?? first)} WITH ${variable}, ${key} ORDER BY ${key} LIMIT ${this.#limit(page.first)}`;
    const branches = kinds.length > 0 ? kinds : Object.keys(this.#model.kinds);
    return this.#rows({ key, source, node: this.#nodeByKind(variable, branches, select) });
  }

  #searchCount(read: SearchRead): string {
    const variable = this.parameters.variable('n');
    return `COLLECT { ${this.#candidates(read, variable)} RETURN count(${variable}) }[0]`;
  }

  #candidates({ words, kinds }: SearchRead, variable: string): string {
    const query = this.parameters.add(fullTextQuery(words, kinds));
    const limit = this.parameters.add(neo4j.int(searchCandidates));
    return `CALL db.index.fulltext.queryNodes('${searchIndex}', ${query}, {limit: ${limit}}) YIELD node AS ${variable}`;
  }

  /** A node that is of one of several kinds. */
  #nodeByKind(variable: string, branches: readonly string[], select: Selection): Piece<NodeRow> {
    const nodes = branches.map((kind) => ({ kind, ...this.#node(kind, variable, select[kind]) }));
    const byKind = new Map(nodes.map(({ kind, decode }) => [kind, decode]));
    const [only] = nodes;
    if (nodes.length === 1 && only) return only;
    const decode = (value: unknown): NodeRow => {
      const known = byKind.get((value as [string])[0]);
      if (!known) throw new TypeError('The store answered with a kind that was not asked for.');
      return known(value);
    };
    return {
      text: `CASE ${nodes.map(({ kind, text }) => `WHEN ${variable}:${identifier(kind)} THEN ${text}`).join(' ')} END`,
      decode,
    };
  }

  #node(kind: string, variable: string, selection: NodeSelection = nothing): Piece<NodeRow> {
    const attributes = selection.attributes.filter((name) => name !== 'id');
    const names = ['__typename', 'id', ...attributes, ...Object.keys(selection.relations)];
    const pieces = [
      ...attributes.map((name) => this.#attribute(kind, variable, name)),
      ...Object.values(selection.relations).map((relation) => this.#relation(kind, variable, relation)),
    ];
    const decode = (value: unknown) => {
      const [typename, id, ...rest] = value as unknown[];
      return named(names, [
        typename,
        id,
        ...pieces.map((piece, index) => piece.decode(rest[index])),
      ]) as unknown as NodeRow;
    };
    return { text: `[${[literal(kind), `${variable}.id`, ...pieces.map(({ text }) => text)].join(', ')}]`, decode };
  }

  #attribute(kind: string, variable: string, name: string): Piece<unknown> {
    const text = `${variable}.${identifier(name)}`;
    const member = memberOf(this.#model, kind, name);
    if (member?.is === 'attribute') return { text, decode: (value) => attributeOf(member.attribute, value) };
    if (!(headerAttributes as readonly string[]).includes(name))
      throw new TypeError(`${kind} has no attribute ${name}.`);
    return { text, decode: (value) => value };
  }

  #relation(kind: string, variable: string, read: RelationRead): Piece<PageAnswer> {
    const rows = read.rows ? this.#relationRows(kind, variable, read) : undefined;
    return this.#page(rows, read.count ? this.#relationCount(kind, variable, read) : undefined);
  }

  /** Walks the relationship's own index on (end, key): a page costs the same on every node, and nothing is sorted. */
  #relationRows(
    kind: string,
    variable: string,
    { field, page, filter, select, edgeAttributes }: RelationRead,
  ): Piece<PageAnswer['rows']> {
    const { type, direction, targets, relationship } = traversalOf(this.#model, kind, field);
    const [edge, far] = [this.parameters.variable('e'), this.parameters.variable('x')];
    const near = direction === 'forward' ? 'from' : 'to';
    const ends =
      direction === 'forward'
        ? `()-[${edge}:${identifier(type)}]->(${far})`
        : `()<-[${edge}:${identifier(type)}]-(${far})`;
    const after = this.parameters.add(page.after ?? first);
    const condition = filter ? ` AND ${compileFilter(this.#place(targets, far), filter)}` : '';
    const source =
      `MATCH ${ends} USING INDEX ${edge}:${identifier(type)}(${near}, key) WHERE ${edge}.${near} = ${variable}.${endNumber} AND ${edge}.key > ${after}${condition} ` +
      `WITH ${edge}, ${far} ORDER BY ${edge}.${near}, ${edge}.key LIMIT ${this.#limit(page.first)}`;
    const attributes = edgeAttributes.map((name) => ({ name, attribute: relationship.attributes[name] }));
    return this.#rows({
      key: `${edge}.key`,
      source,
      node: this.#nodeByKind(far, targets, select),
      edge: {
        text: `[${edgeAttributes.map((name) => `${edge}.${identifier(edgeProperty(name))}`).join(', ')}]`,
        decode: (values) =>
          Object.fromEntries(
            attributes.map(({ name, attribute }, index) => [
              name,
              attribute ? attributeOf(attribute, (values as unknown[])[index]) : null,
            ]),
          ),
      },
    });
  }

  #relationCount(kind: string, variable: string, { field, filter }: RelationRead): string {
    const traversal = traversalOf(this.#model, kind, field);
    if (!filter) return `COUNT { ${pattern(traversal, variable)} }`;
    const far = this.parameters.variable('x');
    return `COUNT { MATCH ${pattern(traversal, variable, far)} WHERE ${compileFilter(this.#place(traversal.targets, far), filter)} }`;
  }

  #rows({ key, source, node, edge }: RowsOf): Piece<PageAnswer['rows']> {
    return {
      text: `COLLECT { ${source} RETURN [${key}, ${edge?.text ?? '[]'}, ${node.text}] }`,
      decode: (value) =>
        (value as [string, unknown, unknown][]).map(([at, values, row]) => ({
          key: at,
          edge: edge?.decode(values) ?? {},
          node: node.decode(row),
        })),
    };
  }

  #page(rows: Piece<PageAnswer['rows']> | undefined, count: string | undefined): Piece<PageAnswer> {
    return {
      text: `[${rows?.text ?? 'null'}, ${count ?? 'null'}]`,
      decode: (value) => {
        const [decodedRows, decodedCount] = value as [unknown, number];
        return {
          ...(rows && { rows: rows.decode(decodedRows) ?? [] }),
          ...(count !== undefined && { count: decodedCount }),
        };
      },
    };
  }

  /** One row more than asked says whether there are more. */
  #limit(rows: number): string {
    return this.parameters.add(neo4j.int(rows + 1));
  }

  #place(kinds: readonly string[], variable: string) {
    return { model: this.#model, kinds, variable, parameters: this.parameters };
  }
}

interface RowsOf {
  readonly key: string;
  readonly source: string;
  readonly node: Piece<NodeRow>;
  readonly edge?: Piece<Readonly<Record<string, unknown>>>;
}
