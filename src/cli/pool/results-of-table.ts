import { effectOf, formsOf } from '../../analysis/synthesis/effects/effect-of.ts';
import { offMiddle } from '../../analysis/synthesis/effects/interval-effect.ts';
import type { StudyResult } from '../../analysis/synthesis/combine-results.ts';
import type { Metric } from '../../analysis/synthesis/metric.ts';
import type { FiguresForm, StudyFigures } from '../../analysis/synthesis/study-figures.ts';
import { validationFailed, type Problem } from '../../domain/errors.ts';
import { nearest } from '../../support/nearest.ts';
import { figuresProblems } from './figures-problems.ts';
import { problemAt, readNumber } from './read-number.ts';
import { columnsOf, descriptiveColumns, type StudyTable, type TableRow } from './study-table.ts';

/** One row of the table that is pooled. */
export interface TableResult extends StudyResult {
  readonly year: number | undefined;
  readonly figures: StudyFigures;
}

export interface TableResults {
  readonly results: readonly TableResult[];
  /** What was left out or looks odd, in sentences. */
  readonly notes: readonly string[];
}

/** What each row says of the metric. Every problem of the table is named, with its line and column. */
export function resultsOfTable(metric: Metric, table: StudyTable): TableResults {
  const form = formOfTable(metric, table);
  const notes: string[] = [];
  const problems: Problem[] = [];
  const results = table.rows.flatMap((row) => {
    const read = readRow({ metric, table, form }, row);
    if ('problems' in read) {
      problems.push(...read.problems);
      return [];
    }
    notes.push(...read.notes);
    return read.result ?? [];
  });
  if (problems.length > 0) throw validationFailed(problems);
  if (results.length > 0) return { results, notes };
  const message = `No study has an event in either arm, or nothing but events: they say nothing of ${metric}.`;
  throw validationFailed([{ path: 'studies', message }]);
}

/** The one form whose columns the table has. */
function formOfTable(metric: Metric, { columns }: StudyTable): FiguresForm {
  const all = [...descriptiveColumns, 'level', ...Object.values(columnsOf).flat()];
  const unknown = columns.filter((name) => !all.includes(name));
  const problems = unknown.map((name) => {
    const meant = nearest(name, all);
    const hint = meant ? ` Did you mean "${meant}"?` : ` Columns are ${all.join(', ')}.`;
    return { path: `column ${name}`, message: `No column has this name.${hint}` };
  });
  if (problems.length > 0) throw validationFailed(problems);
  if (!columns.includes('study'))
    throw validationFailed([{ path: 'column study', message: 'The column is missing: each row names its study.' }]);
  return onlyForm(metric, columns);
}

const spelt = (form: FiguresForm): string => columnsOf[form].join(',');

function onlyForm(metric: Metric, columns: readonly string[]): FiguresForm {
  const begun = (Object.keys(columnsOf) as FiguresForm[]).filter((form) =>
    columnsOf[form].some((name) => columns.includes(name)),
  );
  const refused = (path: string, message: string) => validationFailed([{ path, message }]);
  const fit = formsOf[metric].map(spelt).join(' or ');
  const [form, other] = begun;
  if (!form) throw refused('columns', `Columns with figures are missing: ${metric} takes ${fit}.`);
  if (other)
    throw refused('columns', `Columns of two forms are mixed: ${spelt(form)} and ${spelt(other)}. Keep one of them.`);
  const missing = columnsOf[form].filter((name) => !columns.includes(name));
  if (missing.length > 0) throw refused(`column ${missing.join(', ')}`, `Of ${spelt(form)} this is missing.`);
  if (!formsOf[metric].includes(form)) throw refused(`column ${spelt(form)}`, `${metric} takes ${fit}.`);
  if (form !== 'interval' && columns.includes('level'))
    throw refused('column level', 'A level belongs to value,lower,upper.');
  return form;
}

interface Reading {
  readonly metric: Metric;
  readonly table: StudyTable;
  readonly form: FiguresForm;
}

type RowRead =
  | { readonly problems: readonly Problem[] }
  | { readonly result: TableResult | undefined; readonly notes: readonly string[] };

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

function readRow(reading: Reading, row: TableRow): RowRead {
  const { metric, table, form } = reading;
  const optional = ['level', 'year'].filter((name) => !isEmpty(row.cells[name]));
  const read = [...columnsOf[form], ...optional].map((name) => [name, readNumber(table, row, name)] as const);
  const problems = [...namesOf(row).problems, ...read.flatMap(([, value]) => (typeof value === 'number' ? [] : value))];
  if (problems.length > 0) return { problems };
  const { year, ...numbers } = Object.fromEntries(read) as Readonly<Record<string, number>>;
  const figures = { form, ...numbers } as unknown as StudyFigures;
  const senseless = figuresProblems(metric, figures).map(([column, message]) => problemAt(row, column, message));
  if (senseless.length > 0) return { problems: senseless };
  return resultOf(metric, figures, { row, year });
}

function namesOf(row: TableRow) {
  const study = row.cells['study'];
  const named = (typeof study === 'string' && study.trim() !== '') || typeof study === 'number';
  const subgroup = row.cells['subgroup'];
  return {
    study: String(study).trim(),
    subgroup: isEmpty(subgroup) ? undefined : String(subgroup),
    problems: named ? [] : [problemAt(row, 'study', 'The study has no name.')],
  };
}

const oddShare = 0.1;

function resultOf(
  metric: Metric,
  figures: StudyFigures,
  { row, year }: { row: TableRow; year: number | undefined },
): RowRead {
  const { study, subgroup } = namesOf(row);
  const effect = effectOf(metric, figures);
  if (!effect) {
    const note = `${row.at}: ${study} has no events in either arm, or nothing but events. It says nothing of ${metric} and is left out.`;
    return { result: undefined, notes: [note] };
  }
  if (!Number.isFinite(effect.yi) || !(effect.vi > 0) || !Number.isFinite(effect.vi))
    return { problems: [problemAt(row, 'study', `The figures of ${study} are beyond what can be computed with.`)] };
  const odd = figures.form === 'interval' && offMiddle(metric, figures) > oddShare;
  const note = `${row.at}, column value: the value of ${study} lies far off the middle of its interval. Check the figures.`;
  return { result: { id: study, subgroup, year, figures, ...effect }, notes: odd ? [note] : [] };
}
