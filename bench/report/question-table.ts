import type { QuestionFigures } from '../questions/question-figures.ts';
import type { Table } from './tables.ts';

const aims: readonly (readonly [start: string, statements: string, time: string])[] = [
  ['chain', '≤ 5', ''],
  ['grounding', '≤ 5', ''],
  ['impact', '≤ 8', '≤ 1 s'],
  ['gap map', '≤ 4', '≤ 1 s'],
];

/** What the questions take, with what is aimed at. */
export function questionTable(figures: readonly QuestionFigures[]): Table {
  const sizes = [...new Set(figures.flatMap(({ milliseconds }) => Object.keys(milliseconds)))];
  const heads = sizes.map((nodes) => `${Number(nodes).toLocaleString('en-GB')} nodes`);
  const rows = figures.map(({ engine, question, statements, milliseconds }) => {
    const [, most = '', longest = ''] = aims.find(([start]) => question.startsWith(start)) ?? [];
    const times = sizes.map((nodes) => milliseconds[nodes]);
    const growth = sizes.length > 1 ? ((times.at(-1) ?? NaN) / (times[0] ?? NaN)).toFixed(2) : '–';
    return [engine, question, String(statements), most, ...times.map(shown), longest, growth];
  });
  return [['engine', 'question', 'statements', 'aim', ...heads, 'aim', 'growth'], ...rows];
}

const shown = (milliseconds = NaN) => `${milliseconds.toFixed(1)} ms`;
