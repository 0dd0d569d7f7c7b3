import { Command, Option } from 'commander';
import type { Difference } from '../analysis/audit/differences.ts';
import { verifyHistory, type HistoryReport, type Replayed } from '../analysis/audit/verify-history.ts';
import { invalidArgument } from '../domain/errors.ts';
import { readManifest, type BackupManifest } from '../backup/backup-manifest.ts';
import { compareWithManifest, type Comparison } from '../backup/compare-with-manifest.ts';
import type { CommandMaker } from './command.ts';
import { counted } from '../support/counted.ts';
import { exitCodes } from './exit-codes.ts';

const examples =
  '\nExamples:\n  evidence-graph audit verify\n  evidence-graph audit verify --noted 120:<64 hexadecimal digits>\n  evidence-graph audit verify --manifest monday.sqlite.manifest.json';

export const auditCommand: CommandMaker = (context, exit) => {
  const verify = new Command('verify')
    .description('Checks the chain of the history, and replays it to see that the graph is what it tells.')
    .option('--noted <head>', 'a head that was printed earlier; it must still be in the chain', notedHead)
    .addOption(
      new Option('--manifest <file>', 'the manifest of a backup; what it tells must still be there').conflicts('noted'),
    )
    .option('--json', 'print the report as JSON')
    .addHelpText('after', examples)
    .action(({ noted, manifest: file, json }: VerifyOptions) =>
      context.withStore(async (store) => {
        const manifest = file === undefined ? undefined : await readManifest(file);
        const report = await verifyHistory(store, manifest ? headOf(manifest) : noted);
        const compared = manifest && (await compareWithManifest(store, manifest));
        if (json) context.print(JSON.stringify({ ...report, ...(compared && { manifest: compared }) }, null, 2));
        else for (const line of [...linesOf(report), ...comparisonLines(compared)]) context.print(line);
        if (report.broken || report.replayed?.differing !== 0 || (compared?.faults.length ?? 0) > 0)
          exit(exitCodes.failed);
      }),
    );
  return new Command('audit')
    .description('Looks after the history.')
    .addHelpText('after', examples)
    .addCommand(verify.exitOverride().showSuggestionAfterError());
};

interface VerifyOptions {
  readonly noted?: HistoryReport['head'];
  readonly manifest?: string;
  readonly json?: boolean;
}

/** An empty history has no entry that could be looked for. */
const headOf = ({ history: { entries, hash } }: BackupManifest) =>
  entries === 0 ? undefined : { sequence: entries, hash };

function comparisonLines(compared: Comparison | undefined): string[] {
  if (!compared) return [];
  const { faults, since } = compared;
  const later = since.length === 0 ? 'nothing was written since' : `since then: ${since.join(', ')}`;
  return faults.length === 0
    ? [`Manifest: all that it tells is there; ${later}.`]
    : faults.map((fault) => `Manifest: ${fault}.`);
}

function notedHead(text: string): HistoryReport['head'] {
  const [, sequence, hash] = /^([1-9]\d{0,15}):([0-9a-f]{64})$/u.exec(text) ?? [];
  if (sequence !== undefined && hash !== undefined) return { sequence: Number(sequence), hash };
  throw invalidArgument('--noted', `--noted must be a head as it was printed, <number>:<64 hexadecimal digits>.`);
}

function linesOf({ head, broken, replayed }: HistoryReport): string[] {
  const place = `head ${head.sequence}:${head.hash}`;
  if (broken) return [`History: broken at entry ${broken.sequence}: ${broken.message}.`, `Sound up to ${place}.`];
  return [
    `History: ${counted(head.sequence, 'entry', 'entries')}, whole, ${place}.`,
    ...(replayed ? found(replayed) : []),
  ];
}

function found({ nodes, edges, changedMeanwhile, differing, differences }: Replayed): string[] {
  const graph = `Graph: ${counted(nodes, 'node')} and ${counted(edges, 'edge')}`;
  return [
    ...differences.map(differenceLine),
    ...(differing > differences.length ? [`… and ${differing - differences.length} more.`] : []),
    differing === 0
      ? `${graph}, as the history tells.`
      : `${graph}; ${counted(differing, 'part')} not as the history tells.`,
    ...(changedMeanwhile > 0 ? [`${changedMeanwhile} changed meanwhile and left out: run it again for them.`] : []),
  ];
}

const differenceLine = ({ id, path, told, found }: Difference) =>
  `${id}${path === '' ? '' : ` ${path}`}: the history tells ${excerpt(told)}, the graph has ${excerpt(found)}`;

const mostShown = 120;

function excerpt(value: string | null): string {
  if (value === null) return 'nothing';
  return value.length > mostShown ? `${value.slice(0, mostShown)}…` : value;
}
