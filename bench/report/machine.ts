import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../tools/project-folder.ts';
import { neo4jVersion } from '../servers/neo4j-database.ts';
import { pins } from '../servers/pinned.ts';

/** On what a run was made. Nothing in it names the machine. */
export interface Machine {
  readonly at: string;
  readonly commit: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  readonly pinned: boolean;
  /** Processes that waited for a core when the run began (one-minute load): above 1, others were at work. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

const libraries = ['@apollo/server', 'graphql', 'libsql', 'neo4j-driver', 'type-graphql', 'fastify'];
const peers = ['@neo4j/graphql', 'mercurius', 'dataloader'];

export function thisMachine(): Machine {
  const [first] = cpus();
  return {
    at: new Date().toISOString(),
    commit: commit(),
    processor: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    pinned: pins,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    versions: {
      node: process.versions.node,
      neo4j: neo4jVersion,
      ...versionsOf('package.json', libraries),
      ...versionsOf('bench/peers/package.json', peers),
    },
  };
}

function versionsOf(file: string, names: readonly string[]): Record<string, string> {
  const { dependencies } = JSON.parse(readFileSync(join(projectFolder, file), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.fromEntries(names.map((name) => [name, dependencies[name] ?? 'none']));
}

/** The commit that was measured, with a mark where files differ from it. */
function commit(): string {
  try {
    const git = (...words: string[]) => execFileSync('git', words, { cwd: projectFolder, encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--', 'src', 'bench') !== '';
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
