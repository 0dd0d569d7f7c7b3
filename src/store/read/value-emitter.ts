import type { IdsRead, ListRead, ReadPlan, SearchRead } from '../read-plan.ts';
import type { Emitter, PageWanted, PlanPart, RelationPart } from './emitter.ts';
import type { IdsPart, PageRead, ValuePart, WriteKey } from './output-program.ts';
import type { Locate } from './plan-places.ts';
import type { AnswerOf, FoundPage, PageValues, RowValues, ValueSource } from './value-source.ts';
import { giveUp, quoted, writeCount, writeValue } from './write-value.ts';

/** Text, or what writes it from the answer and the row that it is about. */
export type Write<Row, Answer> = string | ((answer: Answer, row: Row) => string);

interface ValuePage<Row, Answer> {
  readonly values: PageValues<Row, Answer>;
  readonly at: Locate<PageRead>;
  found: FoundPage<Row, Answer>;
}

interface ValueRow<Row, Answer> {
  readonly values: RowValues<Row, Answer>;
  readonly at: Locate<PageRead> | undefined;
}

/** Writes answers in code, for engines that give back values. */
export class ValueEmitter<Row, Answer extends AnswerOf> implements Emitter<
  Write<Row, Answer>,
  ValuePage<Row, Answer>,
  ValueRow<Row, Answer>
> {
  readonly #source: ValueSource<Row, Answer>;

  constructor(source: ValueSource<Row, Answer>) {
    this.#source = source;
  }

  constant(text: string): string {
    return text;
  }

  joined(parts: readonly Write<Row, Answer>[]): Write<Row, Answer> {
    return (answer, row) => {
      let text = '';
      for (const part of parts) text += typeof part === 'string' ? part : part(answer, row);
      return text;
    };
  }

  ofPlan(write: (plan: ReadPlan) => string): Write<Row, Answer> {
    return ({ plan }) => write(plan);
  }

  rewritten(piece: Write<Row, Answer>, write: (text: string, plan: ReadPlan) => string): Write<Row, Answer> {
    return (answer, row) => write(written(piece, answer, row), answer.plan);
  }

  ids(
    found: PlanPart<IdsRead>,
    is: IdsPart['is'],
    node: (row: ValueRow<Row, Answer>) => Write<Row, Answer>,
  ): Write<Row, Answer> {
    const { row: values, find } = this.#source.ids(found);
    const write = node({ values, at: undefined });
    const rowsOf = find();
    const each = (answer: Answer, row: Row | undefined) => (row === undefined ? 'null' : written(write, answer, row));
    if (is === 'one') return (answer) => each(answer, rowsOf(answer)[0]);
    return (answer) =>
      `[${rowsOf(answer)
        .map((row) => each(answer, row))
        .join(',')}]`;
  }

  rootPage({ read, at }: PlanPart<ListRead | SearchRead>): ValuePage<Row, Answer> {
    return { values: this.#source.rootPage({ read, at }), at, found: {} };
  }

  relationPage({ values }: ValueRow<Row, Answer>, found: RelationPart): ValuePage<Row, Answer> {
    return { values: values.relation(found), at: found.at, found: {} };
  }

  page(page: ValuePage<Row, Answer>, wanted: PageWanted, write: () => Write<Row, Answer>): Write<Row, Answer> {
    const piece = write();
    page.found = page.values.find(wanted);
    return piece;
  }

  rows(
    page: ValuePage<Row, Answer>,
    oneMore: boolean,
    row: (row: ValueRow<Row, Answer>) => Write<Row, Answer>,
  ): Write<Row, Answer> {
    const write = row({ values: page.values.row, at: page.at });
    const extra = oneMore ? 1 : 0;
    return (answer, parent) => {
      const rows = rowsOf(page, answer, parent);
      const shown = Math.min(rows.length, page.at(answer.plan).page.first + extra);
      let list = '[';
      for (let index = 0; index < shown; index += 1) {
        if (index > 0) list += ',';
        list += written(write, answer, rows[index] ?? giveUp());
      }
      return `${list}]`;
    };
  }

  count(page: ValuePage<Row, Answer>): Write<Row, Answer> {
    return (answer, parent) => writeCount(page.found.count?.(answer, parent));
  }

  more(page: ValuePage<Row, Answer>): Write<Row, Answer> {
    return (answer, parent) => {
      const { more } = page.found;
      if (more) return String(more(answer, parent));
      return String(rowsOf(page, answer, parent).length > page.at(answer.plan).page.first);
    };
  }

  endKey(page: ValuePage<Row, Answer>, end: 'first' | 'last', write: WriteKey): Write<Row, Answer> {
    const key = page.values.row.key();
    return (answer, parent) => {
      const rows = rowsOf(page, answer, parent);
      const read = page.at(answer.plan);
      const row = rows[end === 'first' ? 0 : Math.min(rows.length, read.page.first) - 1];
      return row === undefined ? 'null' : write(key(row), read);
    };
  }

  end(page: ValuePage<Row, Answer>, node: (row: ValueRow<Row, Answer>) => Write<Row, Answer>): Write<Row, Answer> {
    const write = node({ values: page.values.row, at: page.at });
    page.found = page.values.find({ rows: true, oneMore: false, count: false, more: false });
    return (answer, parent) => {
      const [row] = rowsOf(page, answer, parent);
      return row === undefined ? 'null' : written(write, answer, row);
    };
  }

  byKind({ values }: ValueRow<Row, Answer>, node: (kind: string) => Write<Row, Answer>): Write<Row, Answer> {
    const writes = values.kinds.map(node);
    const [only] = writes;
    if (writes.length === 1 && only !== undefined) return only;
    return (answer, row) => written(writes[values.kindOf(row)] ?? giveUp(), answer, row);
  }

  value({ values }: ValueRow<Row, Answer>, kind: string, part: ValuePart): Write<Row, Answer> {
    const value = values.value(kind, part.name);
    return (_, row) => writeValue(part, value(row));
  }

  edgeValue({ values }: ValueRow<Row, Answer>, part: ValuePart): Write<Row, Answer> {
    const value = values.edgeValue(part.name);
    return (_, row) => writeValue(part, value(row));
  }

  key({ values, at }: ValueRow<Row, Answer>, write: WriteKey | undefined): Write<Row, Answer> {
    const key = values.key();
    if (!write || !at) return (_, row) => quoted(key(row));
    return ({ plan }, row) => write(key(row), at(plan));
  }
}

/** What a piece is for a row. */
export const written = <Row, Answer>(piece: Write<Row, Answer>, answer: Answer, row: Row): string =>
  typeof piece === 'string' ? piece : piece(answer, row);

const rowsOf = <Row, Answer>({ found }: ValuePage<Row, Answer>, answer: Answer, parent: Row): readonly Row[] =>
  found.rows?.(answer, parent) ?? giveUp();
