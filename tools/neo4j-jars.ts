import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Neo4jRelease } from './neo4j-release.ts';
import { projectFolder } from './project-folder.ts';

const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

const folderOf = ({ version }: Neo4jRelease) => join(projectFolder, '.cache/neo4j', version);
const pomOf = ({ lane }: Neo4jRelease) => join(projectFolder, 'tools', lane, 'pom.xml');

/** Written when every jar is there, so that a copy that was broken off is not taken for a whole one. */
const isComplete = (release: Neo4jRelease) => existsSync(join(folderOf(release), 'complete'));

/** Why the jars cannot be had, or `undefined` where they can. */
export function whyNoJars(release: Neo4jRelease): string | undefined {
  if (!readFileSync(pomOf(release), 'utf8').includes(`<neo4j.version>${release.version}<`))
    return `its pom is not for ${release.version}`;
  if (isComplete(release)) return undefined;
  const onPath = (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'mvn')));
  return onPath ? undefined : 'Maven (mvn) is not on the PATH to fetch its jars';
}

/** The folder with the release's jars, fetched with Maven the first time. */
export function neo4jJars(release: Neo4jRelease): string {
  const folder = folderOf(release);
  if (!isComplete(release)) fetchJars(release, folder);
  return join(folder, 'lib');
}

function fetchJars(release: Neo4jRelease, folder: string): void {
  const part = `${folder}.${process.pid}`;
  mkdirSync(part, { recursive: true });
  const options = [
    '-q',
    '-B',
    '-f',
    pomOf(release),
    copyDependencies,
    `-DoutputDirectory=${join(part, 'lib')}`,
    '-DincludeScope=runtime',
  ];
  try {
    execFileSync('mvn', options, { stdio: ['ignore', 'inherit', 'inherit'] });
    writeFileSync(join(part, 'complete'), `${release.version}\n`);
    if (!isComplete(release)) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(part, folder);
    }
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}
