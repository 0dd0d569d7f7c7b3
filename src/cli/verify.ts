import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { DomainError } from '../domain/errors.ts';
import { uncarriedNumbers } from '../exchange/review-package/uncarried-numbers.ts';
import { verifyAnchors } from '../exchange/review-package/verify-anchors.ts';
import { soundPackage } from './check.ts';
import type { CommandMaker } from './command.ts';
import { exitCodes } from './exit-codes.ts';

export const verifyCommand: CommandMaker = (context, exit) =>
  new Command('verify')
    .description('Checks the anchors and figures of a review package against the text of its source.')
    .argument('<folder>', 'a review package whose manifest names the source to verify')
    .requiredOption('--source <file>', 'the plain text of the source')
    .option('--write', 'write the state and position of every anchor into the files of the package')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph verify seed/ukdpc-2008 --source summary.txt\n  evidence-graph verify seed/ukdpc-2008 --source summary.txt --write',
    )
    .action(async (folder: string, { source: file, json }: { source: string; json?: boolean }) => {
      const reviewPackage = await soundPackage(context, folder);
      if (!reviewPackage) return exit(exitCodes.failed);
      const source = reviewPackage.manifest.verification?.source;
      if (source === undefined)
        throw new DomainError(
          'VALIDATION_FAILED',
          'package.yaml: verification.source must name the source that is verified.',
        );
      const text = await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new DomainError(
          'NOT_FOUND',
          `--source must be a text file that can be read, got ${JSON.stringify(file)}.`,
          { cause },
        );
      });
      const anchors = verifyAnchors(reviewPackage, source, text);
      const numbers = uncarriedNumbers(reviewPackage, source, text);
      if (json) context.print(JSON.stringify({ anchors, numbers }, null, 2));
      else for (const line of reportLines(anchors, numbers)) context.print(line);
      const sound =
        anchors.every(({ state }) => state !== 'LOST') && numbers.uncarried.length === 0 && numbers.stale.length === 0;
      if (!sound) exit(exitCodes.failed);
    });

function reportLines(
  anchors: ReturnType<typeof verifyAnchors>,
  numbers: ReturnType<typeof uncarriedNumbers>,
): string[] {
  const count = (state: string) => anchors.filter((anchor) => anchor.state === state).length;
  return [
    ...anchors
      .filter(({ state }) => state !== 'EXACT')
      .map(
        ({ id, state, anchor, position }) =>
          `${state} ${id}: ${JSON.stringify(anchor)}${position === null ? '' : ` at ${position}`}`,
      ),
    ...numbers.uncarried.map(({ number, position, around }) => `NOT CARRIED ${number} at ${position}: …${around}…`),
    ...numbers.stale.map((anchor) => `NEEDLESS EXCEPTION ${JSON.stringify(anchor)}`),
    `anchors: ${count('EXACT')} exact, ${count('APPROXIMATE')} approximate, ${count('LOST')} lost`,
    `numbers: ${numbers.numbers} in the text, ${numbers.excepted} excepted with a reason, ${numbers.uncarried.length} not carried`,
  ];
}
