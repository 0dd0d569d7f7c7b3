import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { projectFolder } from '../../tests/lanes/project-folder.ts';

/** What the settings of the product choose, opened with the product as built: it is measured as it is used. */
export async function openBuiltStore(environment: Readonly<Record<string, string>>) {
  const built = <Module>(file: string) =>
    import(pathToFileURL(join(projectFolder, 'dist', file)).href) as Promise<Module>;
  const { openStore } = await built<typeof import('../../src/compose.ts')>('compose.js');
  const { readConfig } = await built<typeof import('../../src/config.ts')>('config.js');
  return openStore(readConfig(environment));
}
