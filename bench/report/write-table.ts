import type { WriteFigures } from '../writes/write-figures.ts';
import type { Pace } from '../writes/write-storm.ts';
import type { Table } from './tables.ts';

/** How fast writes are taken, with what is aimed at. */
export function writeTable(figures: readonly WriteFigures[]): Table {
  const rows = figures.flatMap(({ engine, writers, writes, stories, rounds, claims, suggestions }) => [
    [engine, `writes, ${writers} writers`, ...paceWords(writes), engine === 'embedded' ? '≥ 200/s' : '≥ 100/s'],
    [engine, 'stories: linked, taken up, accepted', ...paceWords(stories), ''],
    [engine, `suggestions over ${claims.toLocaleString('en-GB')} claims`, ...paceWords(suggestions), 'p50 ≤ 100 ms'],
    [engine, 'round trips of linkStudy', String(rounds), '', '', '≤ 3'],
  ]);
  return [['engine', 'measure', 'a second', 'p50', 'p99', 'aim'], ...rows];
}

const paceWords = ({ perSecond, p50, p99 }: Pace) => [perSecond.toFixed(0), milliseconds(p50), milliseconds(p99)];

const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
