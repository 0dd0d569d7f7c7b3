import { Command, CommanderError } from 'commander';
import { DomainError } from '../domain/errors.ts';
import type { CommandMaker } from './command.ts';
import { commandContext } from './command-context.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { inOptions } from './option-names.ts';

/** How each command is made; only what runs is loaded. */
const commands: Readonly<Record<string, () => Promise<CommandMaker>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  load: async () => (await import('./load.ts')).loadCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  chain: async () => (await import('./chain.ts')).chainCommand,
  ground: async () => (await import('./ground.ts')).groundCommand,
  impact: async () => (await import('./impact.ts')).impactCommand,
  gaps: async () => (await import('./gaps.ts')).gapsCommand,
  search: async () => (await import('./search.ts')).searchCommand,
  status: async () => (await import('./status.ts')).statusCommand,
  persist: async () => (await import('./persist.ts')).persistCommand,
  keys: async () => (await import('./keys.ts')).keysCommand,
  import: async () => (await import('./import.ts')).importCommand,
  preview: async () => (await import('./preview.ts')).previewCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
  clear: async () => (await import('./clear.ts')).clearCommand,
  propose: async () => (await import('./propose.ts')).proposeCommand,
  review: async () => (await import('./review.ts')).reviewCommand,
  pool: async () => (await import('./pool.ts')).poolCommand,
};

/** Commands that are for the server alone, and stand in no help. */
const hiddenCommands: typeof commands = {
  worker: async () => (await import('./worker.ts')).workerCommand,
};

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
  evidence-graph backup backups/monday.sqlite
  evidence-graph propose linkStudy link.yaml --draft
  evidence-graph review accept proposal:0190… --why "Sound."
  evidence-graph pool trials.csv --metric RR

Exit codes: 0 done, 1 failed or problems found, 2 command not understood, 3 not found.
Settings come from the environment: see "Settings" in README.md.`;

/** The command that is named; all of them for whoever asks for help, or for what is none. */
function makersFor([name = '']: readonly string[]): Promise<CommandMaker[]> {
  const all = { ...commands, ...hiddenCommands };
  const named = Object.hasOwn(all, name) ? all[name] : undefined;
  return Promise.all((named ? [named] : Object.values(commands)).map((load) => load()));
}

/** Runs one command line and answers with its exit code. */
export async function run(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const context = commandContext(environment);
  let code: number = exitCodes.done;
  /** The options of the command that runs. */
  let commandOptions: readonly string[] = [];
  const program = new Command('evidence-graph')
    .description('An evidence graph: what a recommendation rests on, and how sure we can be.')
    .showSuggestionAfterError()
    .addHelpText('after', examples)
    .hook('preAction', (_, { options }) => {
      commandOptions = options.flatMap(({ long }) => long ?? []);
    })
    .exitOverride();
  for (const make of await makersFor(words))
    program.addCommand(
      make(context, (input: number) => (code = input))
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
        ? inOptions(error.message, commandOptions)
        : `Unexpected failure: ${error instanceof Error ? error.message : String(error)}`,
    );
    return exitCodeOf(error);
  }
}
