import type { Waits } from '../worst/second-client.ts';
import type { WorstFigures } from '../worst/worst-figures.ts';
import type { Table } from './tables.ts';

const milliseconds = (value: number) => `${value.toFixed(0)} ms`;
const waited = ({ p99, most, failed, count }: Waits) => [
  milliseconds(p99),
  milliseconds(most),
  failed === 0 ? 'all' : `${count - failed} of ${count}`,
];

/** What the worst requests come to, and who notices. */
export function worstTable({ requests, crowds, cores }: WorstFigures): Table {
  const head = ['engine', 'request', 'status', 'took', 'others: p99', 'at most', 'answered'];
  return [
    head,
    ...requests.map(({ engine, request, status, milliseconds: took, waits }) => [
      engine,
      request,
      String(status),
      milliseconds(took),
      ...waited(waits),
    ]),
    ...crowds.flatMap(({ engine, statuses, slowest, waits, liveness, peakBytes }) => [
      [engine, '16 clients at once', shown(statuses), milliseconds(slowest), ...waited(waits)],
      [engine, '16 clients at once: liveness', '', '', ...waited(liveness)],
      [engine, 'memory of all processes, at most', `${(peakBytes / 2 ** 20).toFixed(0)} MiB`, '', '', '', ''],
    ]),
    ...cores.map(({ engine, one, two }) => [
      engine,
      'requests in a second, one core and two',
      `${one.toFixed(0)}, ${two.toFixed(0)}: ${(two / one).toFixed(2)} ×`,
      '',
      '',
      '',
      '',
    ]),
  ];
}

const shown = (statuses: Readonly<Record<string, number>>) =>
  Object.entries(statuses)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ');
