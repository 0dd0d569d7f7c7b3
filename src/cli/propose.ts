import { readFile } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { v7 } from 'uuid';
import { checkedKey } from '../curation/requests/checked-arguments.ts';
import type { Proposal } from '../curation/proposals/proposal.ts';
import { readRevision } from '../curation/revisions/revision.ts';
import { readInput } from '../curation/verbs/read-input.ts';
import { verbNamed, verbNames, verbs } from '../curation/verbs/verbs.ts';
import { DomainError } from '../domain/errors.ts';
import { withPath } from '../domain/problems-of-issue.ts';
import { packageFile, type PackageFile } from '../exchange/review-package/package-file.ts';
import { problemLine } from '../exchange/review-package/package-problem.ts';
import type { CommandMaker } from './command.ts';
import { exitCodeOf } from './exit-codes.ts';
import { proposalLines } from './proposal-lines.ts';
import { idempotencyKeyOption, keyFileOption, signedIn, type SignedIn } from './signed-in.ts';

interface ProposeFlags {
  readonly draft?: boolean;
  readonly keyFile?: string;
  readonly idempotencyKey?: string;
  readonly json?: boolean;
}

const everyVerb = [...verbNames, 'revise'] as const;
type ProposeVerb = (typeof everyVerb)[number];

const help = `
Verbs:
${verbNames.map((name) => `  ${name.padEnd(14)}${verbs[name].description}`).join('\n')}
  revise        Changes one’s own draft, or proposes to change an accepted entry from the version that was read.

The file holds what the mutation of the same name takes, as YAML or JSON (docs/link-a-study.md). Years are texts: "2024".

Examples:
  evidence-graph propose linkStudy link.yaml
  evidence-graph propose addSource source.json --draft
  evidence-graph propose revise changes.yaml --key-file ~/.evidence-graph-key`;

export const proposeCommand: CommandMaker = (context, exit) =>
  new Command('propose')
    .description('Proposes an addition or a change. A reviewer decides; nothing counts before.')
    .addArgument(new Argument('<verb>', 'what to propose').choices(everyVerb))
    .argument('<file>', 'a YAML or JSON file with what it takes')
    .option('--draft', 'keep it as a draft that only you see; hand it in with review submit')
    .option(...keyFileOption)
    .option(...idempotencyKeyOption)
    .option('--json', 'print the proposal as JSON')
    .addHelpText('after', help)
    .action(async (verb: ProposeVerb, file: string, flags: ProposeFlags) => {
      const read = await readProposal(file);
      await signedIn(context, flags.keyFile, async (signed) => {
        try {
          const proposal = await propose(signed, { verb, input: read.data, flags });
          if (flags.json) context.print(JSON.stringify(proposal, null, 2));
          else for (const line of proposalLines(signed.store.model, proposal)) context.print(line);
        } catch (error) {
          const lines = problemLinesOf(error, read);
          if (lines.length === 0) throw error;
          for (const line of lines) context.complain(line);
          exit(exitCodeOf(error));
        }
      });
    });

interface Proposing {
  readonly verb: ProposeVerb;
  readonly input: unknown;
  readonly flags: ProposeFlags;
}

function propose({ principal, curation, store }: SignedIn, { verb, input, flags }: Proposing): Promise<Proposal> {
  const idempotencyKey = checkedKey(flags.idempotencyKey ?? v7());
  const request = { principal, idempotencyKey, submit: !flags.draft };
  if (verb === 'revise') return curation.revise(readRevision(store.model, input), request);
  const { fields } = verbNamed(verb);
  return curation.propose(verb, readInput(fields, input), request);
}

async function readProposal(file: string): Promise<PackageFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new DomainError('NOT_FOUND', `${file} cannot be read.`, { cause });
  }
  const read = packageFile(file, bytes);
  if (read.problems.length === 0) return read;
  throw new DomainError('VALIDATION_FAILED', read.problems.map(problemLine).join('\n'));
}

/** What is wrong with fields, each with its place in the file. */
const problemLinesOf = (error: unknown, { problemAt }: PackageFile): string[] =>
  error instanceof DomainError
    ? error.problems.map((problem) => {
        const names = problem.path === '' ? [] : problem.path.split('.');
        const path = names.map((name) => (/^\d+$/u.test(name) ? Number(name) : name));
        return problemLine(problemAt(path, withPath({ ...problem, path }), problem.wrong));
      })
    : [];
