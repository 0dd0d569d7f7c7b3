import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

const installFolders = [
  '/usr/lib/jvm',
  '/opt/java',
  '/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk',
  '/Library/Java/JavaVirtualMachines',
];

/** The `java` of exactly this major version, or `undefined`. `JAVA<major>_HOME` and `JAVA_HOME` are looked at first. */
export function findJava(major: number): string | undefined {
  const named = [`JAVA${major}_HOME`, `JAVA_HOME_${major}_X64`, 'JAVA_HOME'].flatMap((name) => process.env[name] ?? []);
  const onPath = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, 'java'));
  const candidates = [
    ...named.map((home) => join(home, 'bin/java')),
    ...onPath,
    ...installFolders.flatMap(installedIn),
  ];
  const present = new Set(candidates.filter((path) => existsSync(path)).map((path) => realpathSync(path)));
  return [...present].find((java) => majorOf(java) === major);
}

/** Linux packages keep a home at one level, other installers at several. */
function installedIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) =>
    ['bin', 'x64/bin', 'Contents/Home/bin'].map((inner) => join(folder, name, inner, 'java')),
  );
}

function majorOf(java: string): number | undefined {
  try {
    const version = execFileSync(java, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(/^\S+ (\d+)/u.exec(version)?.[1]);
  } catch {
    return undefined;
  }
}
