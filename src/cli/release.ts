import { readFileSync } from 'node:fs';

/** The release that runs, as its package names it. */
export function release(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  };
  return version;
}
