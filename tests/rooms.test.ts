import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

/** Folders of tests that a text names. */
const namedFolders = (text: string): string[] => [
  ...new Set([...text.matchAll(/\btests\/[a-z0-9-]+(?=[/\s)}"`'*]|$)/gmu)].map(([name]) => name)),
];

it('every room has a README that says where its tests are', async () => {
  const rooms = (await readdir('src', { withFileTypes: true })).filter((entry) => entry.isDirectory());
  expect(rooms.length).toBeGreaterThan(5);
  for (const { name } of rooms) {
    const readme = await readFile(`src/${name}/README.md`, 'utf8');
    const folders = namedFolders(readme.slice(readme.indexOf('\nTests: ')));
    expect([name, folders.length > 0, folders.filter((folder) => !existsSync(folder))]).toEqual([name, true, []]);
  }
});

it.each(['.ci/run', 'package.json'])('%s names only folders of tests that are there', async (file) => {
  const folders = namedFolders(await readFile(file, 'utf8'));
  expect(folders.filter((folder) => !existsSync(folder))).toEqual([]);
});
