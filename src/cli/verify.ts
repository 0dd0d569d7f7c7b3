import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { DomainError } from '../domain/errors.ts';
import { uncarriedNumbers } from '../exchange/review-package/uncarried-numbers.ts';
import type { ReviewPackage } from '../exchange/review-package/read-review-package.ts';
import { isStatedTruly, verifyAnchors, type AnchorCheck } from '../exchange/review-package/verify-anchors.ts';
import { writeAnchors } from '../exchange/review-package/write-anchors.ts';
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
    .action(async (folder: string, options: { source: string; json?: boolean; write?: boolean }) => {
      const reviewPackage = await soundPackage(context, folder);
      if (!reviewPackage) return exit(exitCodes.failed);
      const { source, text } = await sourceOf(reviewPackage, options.source);
      const numbers = uncarriedNumbers(reviewPackage, source, text);
      let anchors = verifyAnchors(reviewPackage, source, text);
      if (options.write) {
        const written = await writeAnchors(folder, anchors);
        context.complain(
          written.length === 0 ? 'Nothing differs: nothing was written.' : `Written: ${written.join(', ')}.`,
        );
        const again = await soundPackage(context, folder);
        if (!again) return exit(exitCodes.failed);
        anchors = verifyAnchors(again, source, text);
      }
      if (options.json) context.print(JSON.stringify({ anchors, numbers }, null, 2));
      else for (const line of reportLines(anchors, numbers)) context.print(line);
      const sound =
        anchors.every((anchor) => anchor.state !== 'LOST' && isStatedTruly(anchor)) &&
        numbers.uncarried.length === 0 &&
        numbers.stale.length === 0;
      if (!sound) exit(exitCodes.failed);
    });

/** The source that the package names for verification, and its text. */
async function sourceOf({ manifest }: ReviewPackage, file: string): Promise<{ source: string; text: string }> {
  const source = manifest.verification?.source;
  if (source === undefined)
    throw new DomainError(
      'VALIDATION_FAILED',
      'package.yaml: verification.source must name the source that is verified.',
    );
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new DomainError('NOT_FOUND', `--source must be a text file that can be read, got ${JSON.stringify(file)}.`, {
      cause,
    });
  });
  return { source, text };
}

function reportLines(anchors: readonly AnchorCheck[], numbers: ReturnType<typeof uncarriedNumbers>): string[] {
  const count = (state: string) => anchors.filter((anchor) => anchor.state === state).length;
  return [
    ...anchors.filter(({ state }) => state !== 'EXACT').map(anchorLine),
    ...anchors
      .filter((anchor) => !isStatedTruly(anchor))
      .map(({ id, stated, ...found }) => `STATED ${placed(stated)} FOUND ${placed(found)} ${id}`),
    ...numbers.uncarried.map(({ number, position, around }) => `NOT CARRIED ${number} at ${position}: …${around}…`),
    ...numbers.stale.map((anchor) => `NEEDLESS EXCEPTION ${JSON.stringify(anchor)}`),
    `anchors: ${count('EXACT')} exact, ${count('APPROXIMATE')} approximate, ${count('LOST')} lost`,
    `numbers: ${numbers.numbers} in the text, ${numbers.excepted} excepted with a reason, ${numbers.uncarried.length} not carried`,
  ];
}

const anchorLine = (anchor: AnchorCheck) => `${placed(anchor)} ${anchor.id}: ${JSON.stringify(anchor.anchor)}`;

const placed = ({ state, position }: { readonly state: unknown; readonly position: unknown }) =>
  position === null ? String(state) : `${String(state)} at ${String(position)}`;
