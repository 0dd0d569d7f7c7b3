import { Command } from 'commander';
import { evidenceModel } from '../domain/model.ts';
import { problemLine, warningLine } from '../exchange/review-package/package-problem.ts';
import { readReviewPackage, type ReviewPackage } from '../exchange/review-package/read-review-package.ts';
import type { CommandMaker } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { counted } from '../support/counted.ts';
import { exitCodes } from './exit-codes.ts';

export const checkCommand: CommandMaker = (context, exit) =>
  new Command('check')
    .description('Checks a review package and lists all that is wrong with it.')
    .argument('<folder>', 'a review package, for example seed/ukdpc-2008')
    .addHelpText('after', '\nExample:\n  evidence-graph check seed/ukdpc-2008')
    .action(async (folder: string) => {
      const reviewPackage = await soundPackage(context, folder);
      if (!reviewPackage) return exit(exitCodes.failed);
      const { manifest, nodes, edges } = reviewPackage;
      context.print(`${manifest.name}: ${nodes.length} nodes and ${edges.length} edges, no problems.`);
    });

/** The package, or undefined where it has problems; those are printed, and what should be looked at again. */
export async function soundPackage(context: CommandContext, folder: string): Promise<ReviewPackage | undefined> {
  const { reviewPackage, problems, warnings } = await readReviewPackage(folder, evidenceModel);
  for (const problem of problems) context.print(problemLine(problem));
  for (const warning of warnings) context.print(warningLine(warning));
  if (problems.length > 0) context.complain(`${counted(problems.length, 'problem')} in ${folder}.`);
  return reviewPackage;
}
