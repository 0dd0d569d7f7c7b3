import { CsvError, parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { DomainError, validationFailed } from '../../domain/errors.ts';
import { isRecord } from '../../support/is-record.ts';
import type { StudyTable, TableRow } from './study-table.ts';

const refused = (path: string, message: string) => validationFailed([{ path, message }]);

/** Reads a table of studies: JSON where the file's name ends in .json, else comma-separated values. */
export async function readStudyTable(file: string): Promise<StudyTable> {
  const text = (await contentOf(file)).replace(/^\uFEFF/u, '');
  const table = /\.json$/iu.test(file) ? tableOfJson(file, text) : tableOfCsv(file, text);
  if (table.rows.length === 0) throw refused(file, 'The table has no studies.');
  return table;
}

async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new DomainError('NOT_FOUND', `No file ${file} can be read.`, { cause });
  }
}

function tableOfJson(file: string, text: string): StudyTable {
  const studies = studiesIn(file, text);
  const rows = studies.map((study: unknown, index): TableRow => {
    if (isRecord(study)) return { at: `studies[${index}]`, cells: study };
    throw refused(`studies[${index}]`, 'A study must be an object with a member for each column.');
  });
  const columns = new Set(rows.flatMap(({ cells }) => Object.keys(cells)));
  return { columns: [...columns], rows, decimalComma: false };
}

function studiesIn(file: string, text: string): readonly unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw refused(file, `This is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const studies = isRecord(content) ? content['studies'] : undefined;
  if (Array.isArray(studies)) return studies;
  throw refused(file, 'The file must hold an object with a list "studies".');
}

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: readonly string[];
}

const delimiters = [',', ';', '\t'] as const;

/** The delimiter that parts most columns of the header. */
function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/u.exec(text.trimStart())?.[0] ?? '';
  const count = (delimiter: string) => header.split(delimiter).length;
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

function tableOfCsv(file: string, text: string): StudyTable {
  const delimiter = delimiterOf(text);
  const [header, ...records] = recordsOf(file, text, delimiter);
  if (!header) throw refused(file, 'The table is empty.');
  const columns = header.record.map((name) => name.trim());
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw refused(`line ${header.info.lines}`, `The column "${twice}" stands twice.`);
  const rows = records.map(({ info, record }): TableRow => {
    const at = `line ${info.lines}`;
    if (record.length === columns.length)
      return { at, cells: Object.fromEntries(columns.map((name, index) => [name, record[index]])) };
    throw refused(at, `It has ${record.length} cells, and the header has ${columns.length} columns.`);
  });
  return { columns, rows, decimalComma: delimiter !== ',' };
}

function recordsOf(file: string, text: string, delimiter: string): CsvRecord[] {
  try {
    const options = { delimiter, info: true, trim: true, skipEmptyLines: true, relaxColumnCount: true };
    return parse(text, options) as unknown as CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError) throw refused(file, error.message);
    throw error;
  }
}
