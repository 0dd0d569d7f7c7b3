import type { ProductFigures } from '../product/product-figures.ts';
import type { Table } from './tables.ts';

/** Start, memory and loading, with what is aimed at. */
export function productTable(figures: readonly ProductFigures[]): Table {
  const rows = figures.flatMap(({ engine, firstStart, laterStart, seedLoadSeconds, load, databasePeakBytes }) => [
    [engine, 'start to first answer, seed loaded before', `${seconds(laterStart.seconds)} s`, '≤ 2 s embedded'],
    [engine, 'start to first answer, seed loaded meanwhile', `${seconds(firstStart.seconds)} s`, ''],
    [engine, 'idle memory', `${megabytes(laterStart.idleBytes)} MB`, '≤ 150 MB'],
    [engine, 'load of the seed', `${seconds(seedLoadSeconds)} s`, engine === 'embedded' ? '≤ 1 s' : '≤ 5 s'],
    ...loadRows(engine, load),
    ...(databasePeakBytes === undefined
      ? []
      : [[engine, 'peak memory of the database', `${megabytes(databasePeakBytes)} MB`, '']]),
  ]);
  return [['engine', 'measure', 'measured', 'aim'], ...rows];
}

function loadRows(engine: string, load: ProductFigures['load']): string[][] {
  const aim = '≥ 20,000, at the least 10,000';
  if (!load) return [[engine, 'edges a second in one large change', 'not taken', aim]];
  const rate = whole(load.edges / load.seconds);
  return [
    [engine, `edges a second in one change of ${whole(load.edges)}`, rate, aim],
    [engine, 'of its time, on the processor of the loading process', percent(load.cpuSeconds / load.seconds), ''],
    [engine, 'peak memory of the loading process', `${megabytes(load.peakBytes)} MB`, 'bounded'],
  ];
}

const seconds = (value: number) => value.toFixed(2);
const whole = (value: number) => Math.round(value).toLocaleString('en-GB');
const megabytes = (bytes: number) => whole(bytes / 2 ** 20);
const percent = (share: number) => `${whole(share * 100)} %`;
