import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinned } from '../servers/pinned.ts';

/** Processor time to parse and validate one text of the cold read with graphql-js, in microseconds. */
export function parseAndValidate(): number {
  const script = fileURLToPath(new URL('parse-validate-process.js', import.meta.url));
  const [command = '', ...words] = pinned('server', [process.execPath, script]);
  return Number(execFileSync(command, words, { encoding: 'utf8' }));
}
