import type { NodeRow, PageAnswer, PageRow, ReadAnswer, ReadPlan } from '../../src/store/read-plan.ts';
import type { PlanPart, RelationPart } from '../../src/store/read/emitter.ts';
import type { OutputProgram } from '../../src/store/read/output-program.ts';
import { ValueEmitter, written } from '../../src/store/read/value-emitter.ts';
import type { PageValues, RowValues, ValueSource } from '../../src/store/read/value-source.ts';
import { walk } from '../../src/store/read/walk.ts';
import { giveUp, unlessMissing } from '../../src/store/read/write-value.ts';

interface RowsAnswer {
  readonly plan: ReadPlan;
  readonly rows: ReadAnswer;
}

type Row = Partial<PageRow>;

/** What an answer in rows says, as the program of a plan writes it. */
export function renderRows(kinds: readonly string[], request: RowsRequest, rows: ReadAnswer): string | undefined {
  const { plan, program } = request;
  return unlessMissing(() => {
    const write = walk(new ValueEmitter<Row, RowsAnswer>(sourceOf(kinds, plan)), program, plan);
    return written(write, { plan, rows }, {});
  });
}

interface RowsRequest {
  readonly plan: ReadPlan;
  readonly program: OutputProgram;
}

function sourceOf(kinds: readonly string[], { roots }: ReadPlan): ValueSource<Row, RowsAnswer> {
  const keyOf = ({ read }: PlanPart<unknown>) => Object.keys(roots).find((key) => roots[key] === read) ?? '';
  const row = rowValues(kinds);
  return {
    ids: (found) => ({
      row,
      find:
        () =>
        ({ rows }) =>
          ((rows[keyOf(found)] ?? giveUp()) as readonly (NodeRow | null)[]).map((node) =>
            node ? { node } : undefined,
          ),
    }),
    rootPage: (found) => pageValues(row, (_, { rows }) => rows[keyOf(found)] as PageAnswer | undefined),
  };
}

type FindPage = (row: Row, answer: RowsAnswer) => PageAnswer | undefined;

const pageValues = (row: RowValues<Row, RowsAnswer>, pageOf: FindPage): PageValues<Row, RowsAnswer> => ({
  row,
  find: () => ({
    rows: (answer, parent) => (pageOf(parent, answer) ?? giveUp()).rows ?? [],
    count: (answer, parent) => (pageOf(parent, answer) ?? giveUp()).count,
  }),
});

function rowValues(kinds: readonly string[]): RowValues<Row, RowsAnswer> {
  const values: RowValues<Row, RowsAnswer> = {
    kinds,
    kindOf: ({ node }) => kinds.indexOf((node ?? giveUp()).__typename),
    key: () => (row) => row.key as string,
    value:
      (_, name) =>
      ({ node }) =>
        node?.[name],
    edgeValue:
      (name) =>
      ({ edge }) =>
        edge?.[name],
    relation: ({ relation }: RelationPart) =>
      pageValues(values, ({ node }) => node?.[relation] as PageAnswer | undefined),
  };
  return values;
}
