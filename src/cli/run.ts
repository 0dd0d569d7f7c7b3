import { Command, CommanderError } from 'commander';
import { DomainError } from '../domain/errors.ts';
import { auditCommand } from './audit.ts';
import { chainCommand } from './chain.ts';
import { checkCommand } from './check.ts';
import { commandContext } from './command-context.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { gapsCommand } from './gaps.ts';
import { groundCommand } from './ground.ts';
import { impactCommand } from './impact.ts';
import { keysCommand } from './keys.ts';
import { importCommand } from './import.ts';
import { loadCommand } from './load.ts';
import { inOptions } from './option-names.ts';
import { persistCommand } from './persist.ts';
import { previewCommand } from './preview.ts';
import { proposeCommand } from './propose.ts';
import { reviewCommand } from './review.ts';
import { searchCommand } from './search.ts';
import { serveCommand } from './serve.ts';
import { statusCommand } from './status.ts';
import { verifyCommand } from './verify.ts';

const commands = [
  serveCommand,
  checkCommand,
  loadCommand,
  verifyCommand,
  chainCommand,
  groundCommand,
  impactCommand,
  gapsCommand,
  searchCommand,
  statusCommand,
  persistCommand,
  keysCommand,
  importCommand,
  previewCommand,
  auditCommand,
  proposeCommand,
  reviewCommand,
];

const examples = `
Examples:
  evidence-graph serve
  evidence-graph chain recommendation:ukdpc-2008-2.7
  evidence-graph ground --flag BASIS_NOT_EVALUATED
  evidence-graph impact source:ukdpc-2008-several-studies --what-if retracted
  evidence-graph gaps --csv
  evidence-graph search drug courts
  evidence-graph check seed/ukdpc-2008
  evidence-graph load seed/ukdpc-2008 --dry-run
  evidence-graph persist client/operations
  evidence-graph keys create --owner ann --role REVIEWER
  evidence-graph import references library.ris --dry-run
  evidence-graph preview https://doi.org/10.1000/xyz123
  evidence-graph audit verify
  evidence-graph propose linkStudy link.yaml --draft
  evidence-graph review accept proposal:0190… --why "Sound."

Exit codes: 0 done, 1 failed or problems found, 2 command not understood, 3 not found.
Settings come from the environment: see "Settings" in README.md.`;

/** Runs one command line and answers with its exit code. */
export async function run(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const context = commandContext(environment);
  let code: number = exitCodes.done;
  /** The options of the command that runs. */
  let acting: readonly string[] = [];
  const program = new Command('evidence-graph')
    .description('An evidence graph: what a recommendation rests on, and how sure we can be.')
    .showSuggestionAfterError()
    .addHelpText('after', examples)
    .hook('preAction', (_, { options }) => {
      acting = options.flatMap(({ long }) => long ?? []);
    })
    .exitOverride();
  for (const command of commands)
    program.addCommand(
      command(context, (given: number) => (code = given))
        .exitOverride()
        .showSuggestionAfterError(),
    );
  try {
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    context.complain(
      error instanceof DomainError
        ? inOptions(error.message, acting)
        : `Unexpected failure: ${error instanceof Error ? error.message : String(error)}`,
    );
    return exitCodeOf(error);
  }
}
