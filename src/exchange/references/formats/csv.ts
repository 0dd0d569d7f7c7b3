import { parse } from 'csv-parse/sync';
import { csvHeadings, headingKey } from './csv-headings.ts';
import { csvItem } from './csv-item.ts';
import { largestRecord, tooLong, type FormatRecord, type ReferenceFormat } from './reference-format.ts';

/** CSV of Scopus, Covidence, Rayyan, Zotero and others, by the headings of its first line; parted by commas, semicolons or tabs. */
export const csv: ReferenceFormat = {
  title: 'CSV (Scopus, Covidence, Rayyan, Zotero)',
  extensions: ['.csv', '.tsv'],
  looksLike: (text) => headingsOf(text) !== undefined,
  *records(text) {
    const found = headingsOf(text);
    if (!found) return;
    const columns = found.headings.map((heading) => csvHeadings[headingKey(heading)]);
    for (const { line, cells } of rowsOf(text, found.delimiter)) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      yield toFormatRecord(line, columns, cells);
    }
  },
};

function toFormatRecord(
  line: number,
  columns: readonly (string | undefined)[],
  cells: readonly string[],
): FormatRecord {
  const fields = new Map<string, string[]>();
  let length = 0;
  for (const [at, cell] of cells.entries()) {
    const name = columns[at];
    length += cell.length;
    const value = cell.trim();
    if (name !== undefined && value !== '') fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  return length > largestRecord ? { line, message: tooLong } : { line, ...csvItem(fields) };
}

/** The headings, where the first line has those of a list of references: a title, and who, when or by which identifier. */
function headingsOf(text: string): { readonly headings: readonly string[]; readonly delimiter: string } | undefined {
  const [first = ''] = /^[^\r\n]*/u.exec(text.replace(/^\uFEFF/u, '').slice(0, 20_000)) ?? [];
  const delimiter =
    [',', ';', '\t'].toSorted((one, other) => first.split(other).length - first.split(one).length)[0] ?? ',';
  const headings = first.split(delimiter).map((heading) => heading.replace(/^\s*"|"\s*$/gu, ''));
  const names = new Set(headings.flatMap((heading) => csvHeadings[headingKey(heading)] ?? []));
  const known = ['author', 'authorfull', 'year', 'doi', 'journal', 'pubmedid', 'pmid'].filter((name) =>
    names.has(name),
  );
  return names.has('title') && known.length >= 2 ? { headings, delimiter } : undefined;
}

interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

function rowsOf(text: string, delimiter: string): CsvRow[] {
  const rows = parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    info: true,
    from: 2,
  }) as unknown as {
    readonly record: string[];
    readonly info: { readonly lines: number };
  }[];
  return rows.map(({ record, info }) => {
    const within = record.reduce((ends, cell) => ends + (cell.match(/\r\n|\r|\n/gu)?.length ?? 0), 0);
    return { line: info.lines - within, cells: record };
  });
}
