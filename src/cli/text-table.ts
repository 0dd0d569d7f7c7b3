/** Rows as lines with aligned columns; the last column is not padded. Empty where there are no rows. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const every = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...every.map((row) => (row[column] ?? '').length)));
  return every.map((row) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  '),
  );
}

/** A row of comma-separated values (RFC 4180), for spreadsheets: what could be read as a formula is quoted as text. */
export const csvRow = (cells: readonly string[]): string => cells.map(csvCell).join(',');

function csvCell(value: string): string {
  const text = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
