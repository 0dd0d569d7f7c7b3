import type { Problem } from '../../domain/errors.ts';
import type { StudyTable, TableRow } from './study-table.ts';

export const problemAt = ({ at }: TableRow, column: string, message: string): Problem => ({
  path: `${at}, column ${column}`,
  message,
});

/** A number of a table; a problem where there is none. */
export function readNumber(table: StudyTable, row: TableRow, column: string): number | Problem {
  const cell = row.cells[column];
  const text = typeof cell === 'string' ? cell.trim() : cell;
  if (text === undefined || text === null || text === '') return problemAt(row, column, 'The figure is missing.');
  const number = typeof text === 'string' ? numberIn(text, table.decimalComma) : text;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  return problemAt(row, column, `${JSON.stringify(cell)} is no number.`);
}

const pattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;

function numberIn(text: string, decimalComma: boolean): number | undefined {
  const plain = (decimalComma ? text.replace(',', '.') : text).replace('\u2212', '-');
  return pattern.test(plain) ? Number(plain) : undefined;
}
