import { variants, type Engine } from '../servers/variant.ts';
import type { BenchResult } from './result.ts';

const [width, left, barHeight, gap, top] = [860, 330, 20, 8, 44];
const colours = { server: '#2f6f8f', database: '#c9a227' };

interface Bar {
  readonly title: string;
  readonly server: number;
  readonly database: number;
}

/** Processor time of the reference chain on both engines, as bars. */
export function chart(result: BenchResult): string {
  const groups = (['embedded', 'neo4j'] as const).map((engine) => ({ engine, bars: barsOf(result, engine) }));
  const longest = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ server, database }) => server + database)));
  const scale = (width - left - 110) / longest;
  const parts: string[] = [];
  let y = top;
  for (const { engine, bars } of groups) {
    if (bars.length === 0) continue;
    parts.push(text(16, y + 14, engine === 'embedded' ? 'Embedded store' : 'Neo4j', 'bold'));
    y += 26;
    for (const bar of bars) {
      parts.push(barOf(bar, y, scale));
      y += barHeight + gap;
    }
    y += gap * 2;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" font-family="sans-serif" font-size="13" role="img">`,
    '<title>Processor time for one reference chain, in microseconds</title>',
    `<rect width="${width}" height="${y}" fill="#ffffff"/>`,
    text(16, 24, 'Processor time for one reference chain (µs): server', 'normal'),
    `<rect x="352" y="13" width="12" height="12" fill="${colours.server}"/>`,
    text(372, 24, 'database', 'normal'),
    `<rect x="434" y="13" width="12" height="12" fill="${colours.database}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function barsOf({ cells }: BenchResult, engine: Engine): Bar[] {
  return variants
    .filter((variant) => variant.engine === engine)
    .flatMap(({ name, title }) => {
      const cell = cells.find(({ variant, read }) => variant === name && read === 'chain');
      return cell ? [{ title, server: cell.serverCpu, database: cell.databaseCpu }] : [];
    });
}

function barOf({ title, server, database }: Bar, y: number, scale: number): string {
  const [first, second] = [server * scale, database * scale];
  return [
    text(16, y + 15, title, 'normal'),
    `<rect x="${left}" y="${y}" width="${first.toFixed(1)}" height="${barHeight}" fill="${colours.server}"/>`,
    `<rect x="${(left + first).toFixed(1)}" y="${y}" width="${second.toFixed(1)}" height="${barHeight}" fill="${colours.database}"/>`,
    text(left + first + second + 8, y + 15, Math.round(server + database).toLocaleString('en-GB'), 'normal'),
  ].join('\n');
}

function text(x: number, y: number, words: string, weight: 'normal' | 'bold'): string {
  return `<text x="${x.toFixed(1)}" y="${y}" fill="#222222" font-weight="${weight}">${words}</text>`;
}
