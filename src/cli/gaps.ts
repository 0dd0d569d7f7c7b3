import { Command, Option } from 'commander';
import type { GapMapCell } from '../analysis/gap-map.ts';
import { askGapMap, type AnsweredGapMap } from '../analysis/questions.ts';
import { gapMapAxis, type GapMapAxisName } from '../analysis/vocabulary.ts';
import { AliasStore } from '../store/aliases/alias-store.ts';
import type { CommandMaker } from './command.ts';
import { csvRow, textTable } from './text-table.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly rows: GapMapAxisName;
  readonly columns: GapMapAxisName;
  readonly row?: string[];
  readonly column?: string[];
  readonly jurisdiction?: string[];
  readonly mostRows: number;
  readonly mostColumns: number;
  readonly empty?: boolean;
  readonly csv?: boolean;
  readonly json?: boolean;
}

const axisOption = (flags: string, what: string, fallback: GapMapAxisName) =>
  new Option(flags, what).choices(Object.keys(gapMapAxis.values)).default(fallback);

export const gapsCommand: CommandMaker = (context) =>
  new Command('gaps')
    .description('Shows where there is evidence on claims of effect, and where nobody has looked.')
    .addOption(axisOption('--rows <axis>', 'what the rows are', 'INTERVENTION'))
    .addOption(axisOption('--columns <axis>', 'what the columns are', 'OUTCOME'))
    .option('--row <id...>', 'only these rows')
    .option('--column <id...>', 'only these columns')
    .option('--jurisdiction <id...>', 'only claims on these places, or within')
    .option('--most-rows <count>', 'most rows, 1 to 200', wholeNumber, 200)
    .option('--most-columns <count>', 'most columns, 1 to 200', wholeNumber, 50)
    .option('--empty', 'list cells without any claim too; CSV and JSON always do')
    .option('--csv', 'print every cell as comma-separated values')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  evidence-graph gaps --row intervention:drug-courts --csv')
    .action((options: Options) =>
      context.withStore(async (store) => {
        const map = await askGapMap({ store: new AliasStore(store) }, requestOf(options));
        if (options.json) context.print(JSON.stringify(asJson(map), null, 2));
        else for (const line of options.csv ? csvLines(map) : linesOf(map, options.empty === true)) context.print(line);
        context.complain(summaryOf(map, options));
      }),
    );

function summaryOf({ rows, columns, available, claims, hiddenClaims }: AnsweredGapMap, { jurisdiction }: Options) {
  const why = ['of other types', ...(jurisdiction ? ['on other places'] : []), 'not accepted'];
  const shown = `${rows.length} of ${available.rows} rows, ${columns.length} of ${available.columns} columns`;
  return `${shown}, claims of effect: ${claims}; not shown: ${hiddenClaims}, ${inWords.format(why)}.`;
}

const inWords = new Intl.ListFormat('en', { type: 'disjunction' });

const requestOf = (options: Options) => ({
  rowAxis: options.rows,
  columnAxis: options.columns,
  rows: options.row ?? null,
  columns: options.column ?? null,
  most: { rows: options.mostRows, columns: options.mostColumns },
  rollUp: true,
  jurisdictions: options.jurisdiction ?? [],
  populations: [],
  claimTypes: [],
});

const columns = [
  'row',
  'column',
  'states',
  'claims',
  'statuses',
  'verdicts',
  'designs',
  'stances',
  'newest year',
  'research called for',
];

const counts = <Value>(items: readonly { readonly of: Value; readonly count: number }[], name: (of: Value) => string) =>
  items.map(({ of, count }) => `${name(of)} ${count}`).join('; ');

const cellsOf = (cell: GapMapCell): string[] => [
  String(cell.row['label']),
  String(cell.column['label']),
  cell.states.join(' '),
  String(cell.claims.length),
  counts(cell.statuses, String),
  counts(cell.verdicts, (level) => String(level?.['label'] ?? 'no level')),
  counts(cell.designs, (design) => design ?? 'not stated'),
  counts(cell.stances, String),
  cell.newestYear === null ? '' : String(cell.newestYear),
  cell.researchRecommendations.map(({ id }) => id).join(' '),
];

const csvLines = ({ cells }: AnsweredGapMap) => [csvRow(columns), ...cells.map((cell) => csvRow(cellsOf(cell)))];

const linesOf = ({ cells }: AnsweredGapMap, empty: boolean) =>
  textTable(
    columns,
    cells
      .filter(({ claims, researchRecommendations }) => empty || claims.length + researchRecommendations.length > 0)
      .map(cellsOf),
  );

const asJson = ({ cells, claims, hiddenClaims, available }: AnsweredGapMap) => ({
  available,
  claims,
  hiddenClaims,
  cells: cells.map((cell) => ({
    row: cell.row.id,
    column: cell.column.id,
    states: cell.states,
    claims: cell.claims.map(({ claim, status, certainty }) => ({ id: claim.id, status, certainty })),
    designs: cell.designs,
    stances: cell.stances,
    newestYear: cell.newestYear,
    verdicts: cell.verdicts.map(({ of, count }) => ({ level: of?.id ?? null, count })),
    researchRecommendations: cell.researchRecommendations.map(({ id }) => id),
  })),
});
