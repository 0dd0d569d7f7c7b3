import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model } from '../../domain/model.ts';
import { problemsOfIssue, withPath } from '../../domain/problems-of-issue.ts';
import type { EdgeWrite } from '../../store/change-set.ts';
import { checkRecords } from './check-records.ts';
import { packageFile, unreadableFile, type PackageFile } from './package-file.ts';
import type { PackageNode } from './package-node.ts';
import { inReadingOrder, type PackageProblem } from './package-problem.ts';
import { manifestSchema, type Manifest } from './package-schema.ts';

/** A package that was read and found without fault. */
export interface ReviewPackage {
  readonly manifest: Manifest;
  readonly nodes: readonly PackageNode[];
  readonly edges: readonly EdgeWrite[];
}

export interface ReadPackage {
  /** Absent where there are problems. */
  readonly reviewPackage?: ReviewPackage;
  /** All of them, in reading order. */
  readonly problems: readonly PackageProblem[];
  /** What keeps nothing from loading and should be looked at, in reading order. */
  readonly warnings: readonly PackageProblem[];
}

/** Largest file of a package, in bytes. */
const largestFile = 64 * 1024 * 1024;

/** Reads a folder of YAML (or JSON) files and checks all of it: every problem, not the first one. */
export async function readReviewPackage(folder: string, model: Model): Promise<ReadPackage> {
  const files = await filesOf(folder);
  if (!files) return { problems: unreadableFile(folder, 'is not a folder that can be read').problems, warnings: [] };
  const manifestFile = files.find(({ name }) => name === 'package.yaml');
  const missing = {
    file: 'package.yaml',
    line: 1,
    column: 1,
    message: 'a review package needs a package.yaml with name, title and version',
  };
  const broken = [...files.flatMap(({ problems }) => problems), ...(manifestFile ? [] : [missing])];
  const manifest = manifestFile ? readManifest(manifestFile) : { problems: [] };
  const records = files.filter((file) => file !== manifestFile && file.problems.length === 0);
  const checked = checkRecords(model, records, {
    name: manifest.manifest?.name ?? '',
    expects: manifest.manifest?.expects ?? [],
    // What a file that cannot be read would have held is not known, so nothing is called dangling then.
    complete: broken.length === 0,
  });
  const problems = inReadingOrder([...broken, ...manifest.problems, ...checked.problems]);
  const warnings = inReadingOrder(checked.warnings);
  if (problems.length > 0 || !manifest.manifest) return { problems, warnings };
  return {
    reviewPackage: { manifest: manifest.manifest, nodes: checked.nodes, edges: checked.edges },
    problems,
    warnings,
  };
}

function readManifest(file: PackageFile): {
  readonly manifest?: Manifest;
  readonly problems: readonly PackageProblem[];
} {
  if (file.problems.length > 0) return { problems: [] };
  const parsed = manifestSchema.safeParse(file.data);
  if (parsed.success) return { manifest: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.flatMap((issue) =>
      problemsOfIssue(issue, manifestSchema, file.data).map((problem) =>
        file.problemAt(problem.path, withPath(problem), problem.wrong),
      ),
    ),
  };
}

/** Undefined where the folder cannot be read. */
async function filesOf(folder: string): Promise<PackageFile[] | undefined> {
  const names = await readdir(folder).catch(() => undefined);
  if (!names) return undefined;
  const own = names.filter((name) => /\.(ya?ml|json)$/u.test(name)).toSorted();
  return Promise.all(own.map((name) => fileAt(folder, name)));
}

async function fileAt(folder: string, name: string): Promise<PackageFile> {
  const path = join(folder, name);
  const about = await stat(path).catch(() => undefined);
  if (!about?.isFile()) return unreadableFile(name, 'is not a file that can be read');
  if (about.size > largestFile) return unreadableFile(name, `may have ${largestFile / 1024 / 1024} MiB at most`);
  const bytes = await readFile(path).catch(() => undefined);
  return bytes ? packageFile(name, bytes) : unreadableFile(name, 'is not a file that can be read');
}
