import type { BenchResult } from './result.ts';
import { measuredReads, readTable, targetTable, type Table } from './tables.ts';

/** Everything as text for a terminal. */
export function printed(result: BenchResult): string {
  const parts = (['embedded', 'neo4j'] as const).flatMap((engine) =>
    measuredReads(result, engine).map(
      ([read, title]) => `${engine}: ${title}\n${aligned(readTable(result, engine, read))}`,
    ),
  );
  return [...parts, `Targets\n${aligned(targetTable(result))}`].join('\n\n');
}

export function aligned(table: Table): string {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((word, column) => (column === 0 ? word.padEnd(widths[column] ?? 0) : word.padStart(widths[column] ?? 0)))
      .join('  ');
  return table.map((row) => line(row).trimEnd()).join('\n');
}
