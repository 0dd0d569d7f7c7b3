import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { DomainError } from '../domain/errors.ts';
import { inReadingOrder, problemLine } from '../exchange/review-package/package-problem.ts';
import type { OperationManifest } from '../graphql/persisted/operation-manifest.ts';
import { readClientDocuments } from './read-client-documents.ts';
import type { CommandMaker } from './command.ts';
import { counted } from '../support/counted.ts';
import { exitCodes } from './exit-codes.ts';

export const persistCommand: CommandMaker = (context, exit) =>
  new Command('persist')
    .description('Checks client documents and writes a manifest of their operations, which serve then answers by hash.')
    .argument('<paths...>', 'documents, or folders with *.graphql and *.gql files')
    .option('--out <file>', 'the manifest to write', 'persisted-operations.json')
    .addHelpText(
      'after',
      '\nExamples:\n  evidence-graph persist client/operations\n  evidence-graph persist queries.graphql fragments.graphql --out manifest.json\n  PERSISTED_OPERATIONS=manifest.json PERSISTED_ONLY=on evidence-graph serve',
    )
    .action(async (paths: readonly string[], { out }: { out: string }) => {
      // Loaded only when wanted: no other command but "serve" needs the schema.
      const [{ buildEvidenceSchema }, { persistOperations }] = await Promise.all([
        import('../graphql/build-evidence-schema.ts'),
        import('../graphql/persisted/persist-operations.ts'),
      ]);
      const read = await readClientDocuments(paths);
      const persisted = persistOperations(read.documents, buildEvidenceSchema(), read.problems.length === 0);
      const problems = inReadingOrder([...read.problems, ...persisted.problems]);
      for (const problem of problems) context.print(problemLine(problem));
      if (problems.length > 0 || !persisted.manifest) {
        context.complain(`${counted(problems.length, 'problem')}: nothing was written.`);
        return exit(exitCodes.failed);
      }
      if (persisted.manifest.operations.length === 0)
        throw new DomainError('VALIDATION_FAILED', 'No operation stands in these documents: nothing was written.');
      await writeManifest(out, persisted.manifest);
      context.print(`${out}: ${counted(persisted.manifest.operations.length, 'operation')}.`);
    });

async function writeManifest(file: string, manifest: OperationManifest): Promise<void> {
  await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`).catch((cause: unknown) => {
    throw new DomainError(
      'INVALID_ARGUMENT',
      `--out must be a file that can be written, got ${JSON.stringify(file)}.`,
      {
        argument: '--out',
        cause,
      },
    );
  });
}
