import type { FiguresForm } from '../../analysis/synthesis/study-figures.ts';

/** One row: its cells by column, and the words that say where it is ("line 3", "studies[0]"). */
export interface TableRow {
  readonly at: string;
  readonly cells: Readonly<Record<string, unknown>>;
}

export interface StudyTable {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Numbers may have a comma before their decimals, as where semicolons part the columns. */
  readonly decimalComma: boolean;
}

/** The columns of each form in which studies report; `level` may be left out. */
export const columnsOf: Readonly<Record<FiguresForm, readonly string[]>> = {
  twoByTwo: ['events1', 'total1', 'events2', 'total2'],
  twoMeans: ['n1', 'mean1', 'sd1', 'n2', 'mean2', 'sd2'],
  interval: ['value', 'lower', 'upper'],
  twoRates: ['x1', 't1', 'x2', 't2'],
  proportion: ['events', 'total'],
  correlation: ['ri', 'ni'],
  computed: ['yi', 'vi'],
};

/** Columns that say which result a row is. */
export const descriptiveColumns = ['study', 'year', 'subgroup'] as const;
