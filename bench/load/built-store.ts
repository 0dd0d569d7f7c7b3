import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { projectFolder } from '../../tools/project-folder.ts';

/** A module of the product as built: it is measured as it is used. */
const built = <Module>(file: string) =>
  import(pathToFileURL(join(projectFolder, 'dist', file)).href) as Promise<Module>;

/** What the settings of the product choose. */
export async function openBuiltStore(environment: Readonly<Record<string, string>>) {
  const { openStore } = await built<typeof import('../../src/compose.ts')>('compose.js');
  const { readConfig } = await built<typeof import('../../src/config.ts')>('config.js');
  return openStore(readConfig(environment));
}

export type BuiltStore = Awaited<ReturnType<typeof openBuiltStore>>;

/** What is asked of the graph. */
export const builtQuestions = () => built<typeof import('../../src/analysis/questions.ts')>('analysis/questions.js');

/** The verbs and the suggestions. */
export async function builtCuration() {
  const { Curation } = await built<typeof import('../../src/curation/curation.ts')>('curation/curation.js');
  const { suggestClaims } =
    await built<typeof import('../../src/curation/suggestions/suggest-claims.ts')>('curation/suggest-claims.js');
  return { Curation, suggestClaims };
}
