import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectFolder } from '../../tools/project-folder.ts';
import { chart } from './chart.ts';
import type { Machine } from './machine.ts';
import type { BenchResult } from './result.ts';
import { measuredReads, readTable, targetTable, type Table } from './tables.ts';

const page = join(projectFolder, 'docs/performance.md');

/** Puts the figures of a full run into the page on performance; what people wrote around them stays. */
export async function writeBench(result: BenchResult): Promise<void> {
  writeFileSync(join(projectFolder, 'docs/performance.svg'), chart(result));
  const engines = [
    ['embedded', 'Embedded store'],
    ['neo4j', 'Neo4j'],
  ] as const;
  const sections = engines.flatMap(([engine, title]) => [
    `### ${title}`,
    ...measuredReads(result, engine).flatMap(([read, words]) => [
      `**${words}**`,
      markdown(readTable(result, engine, read)),
    ]),
  ]);
  const faults = result.faults.map(
    ({ variant, read, fault }) => `- ${variant}, ${read}: ${fault.split('\n', 1)[0]?.slice(0, 300)}`,
  );
  await replace('bench', [
    machineWords(result.machine),
    `Graph: ${(result.scale * 200_000).toLocaleString('en-GB')} nodes. Rounds: ${result.rounds}.`,
    '### Targets',
    markdown(targetTable(result)),
    ...sections,
    ...(faults.length > 0 ? ['### Not answered, or answered wrongly', faults.join('\n')] : []),
  ]);
}

/** Puts the table of one part into the page. */
export async function writePart(part: string, machine: Machine, table: Table): Promise<void> {
  await replace(part, [machineWords(machine), markdown(table)]);
}

function machineWords({ at, commit, processor, cores, memoryGiB, kernel, pinned, load, versions }: Machine): string {
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return (
    `Measured ${at.slice(0, 16).replace('T', ' ')} UTC at commit ${commit} on ${processor}, ${cores} cores, ${memoryGiB} GiB, Linux ${kernel}` +
    `${pinned ? ', server and client each on a core of its own' : ''}, load at the start ${load}. ${libraries.join(', ')}.`
  );
}

function markdown([head = [], ...rows]: Table): string {
  const line = (words: readonly string[]) => `| ${words.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

async function replace(part: string, paragraphs: readonly string[]): Promise<void> {
  if (!existsSync(page)) throw new Error('docs/performance.md is missing.');
  const [begin, end] = [`<!-- ${part}: begin -->`, `<!-- ${part}: end -->`];
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/performance.md has no part "${part}".`);
  const whole = `${before}${begin}\n\n${paragraphs.join('\n\n')}\n\n${end}${after}`;
  writeFileSync(page, await format(whole, { ...(await resolveConfig(page)), parser: 'markdown' }));
}
