import { kindOfId } from '../../src/domain/ids.ts';
import { traversalOf, type Model } from '../../src/domain/model.ts';
import type { NodeRow, PageAnswer, PageRow, ReadAnswer, ReadPlan } from '../../src/store/read-plan.ts';
import type { PlanPart, RelationPart } from '../../src/store/read/emitter.ts';
import type { OutputProgram } from '../../src/store/read/output-program.ts';
import { kindsSought } from '../../src/store/read/search-ranking.ts';
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
export function renderRows(model: Model, request: RowsRequest, rows: ReadAnswer): string | undefined {
  const { plan, program } = request;
  return unlessMissing(() => {
    const write = walk(new ValueEmitter<Row, RowsAnswer>(sourceOf(model, plan)), program, plan);
    return written(write, { plan, rows }, {});
  });
}

interface RowsRequest {
  readonly plan: ReadPlan;
  readonly program: OutputProgram;
}

function sourceOf(model: Model, { roots }: ReadPlan): ValueSource<Row, RowsAnswer> {
  const keyOf = ({ read }: PlanPart<unknown>) => Object.keys(roots).find((key) => roots[key] === read) ?? '';
  return {
    ids: (found) => ({
      row: rowValues(model, kindsOf(model, found.read.ids)),
      find:
        () =>
        ({ rows }) =>
          ((rows[keyOf(found)] ?? giveUp()) as readonly (NodeRow | null)[]).map((node) =>
            node ? { node } : undefined,
          ),
    }),
    rootPage: (found) => {
      const { read } = found;
      const row = rowValues(model, read.by === 'list' ? [read.kind] : kindsSought(model, read));
      return pageValues(row, (_, { rows }) => rows[keyOf(found)] as PageAnswer | undefined);
    },
  };
}

/** One kind where one id is looked up: that is asked of fields of its kind only. */
function kindsOf(model: Model, ids: readonly string[]): readonly string[] {
  const [id = '', ...others] = ids;
  const kind = others.length > 0 ? undefined : kindOfId(model, id);
  return kind === undefined ? Object.keys(model.kinds) : [kind];
}

type FindPage = (row: Row, answer: RowsAnswer) => PageAnswer | undefined;

const pageValues = (row: RowValues<Row, RowsAnswer>, pageOf: FindPage): PageValues<Row, RowsAnswer> => ({
  row,
  find: () => ({
    rows: (answer, parent) => (pageOf(parent, answer) ?? giveUp()).rows ?? [],
    count: (answer, parent) => (pageOf(parent, answer) ?? giveUp()).count,
  }),
});

const rowValues = (model: Model, kinds: readonly string[]): RowValues<Row, RowsAnswer> => ({
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
  relation: ({ relation, kind, read }: RelationPart) =>
    pageValues(
      rowValues(model, traversalOf(model, kind, read.field).targets),
      ({ node }) => node?.[relation] as PageAnswer | undefined,
    ),
});
