import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { validate } from 'dockerfile-utils';
import { expect, it } from 'vitest';

it('has a Dockerfile without fault', async () => {
  expect(validate(await readFile('Dockerfile', 'utf8'))).toEqual([]);
  expect(validate('FORM node\nEXPOSE none')).not.toEqual([]);
});

it('has a compose file without fault', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    'node_modules/.bin/dclint',
    '--formatter=json',
    '--max-warnings=0',
    'docker-compose.yml',
  ]);
  expect(JSON.parse(stdout)).toMatchObject([
    { filePath: expect.stringContaining('docker-compose.yml') as string, messages: [] },
  ]);
});
