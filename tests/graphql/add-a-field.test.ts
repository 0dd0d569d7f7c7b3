import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adding, changeSet, source } from '../contract/write-helpers.ts';
import { ask } from '../support/serving.ts';

/*
 * The four changes that CONTRIBUTING shows under "Add a field" are applied to a copy of the sources. The copy has to pass the
 * compiler, and is asked for what was added.
 */

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = join(root, '.cache', `add-a-field-${process.pid}`);

interface FileChange {
  readonly file: string;
  readonly hunks: readonly (readonly string[])[];
}

/** The changes that the text shows, file by file; a hunk is found by its lines, so it needs no numbers. */
function changesIn(text: string): FileChange[] {
  const diffs = [...text.matchAll(/^```diff\n(.*?)^```$/gmsu)].map(([, diff = '']) => diff);
  return diffs.flatMap((diff) =>
    diff
      .split(/^--- .*\n/mu)
      .slice(1)
      .map((part) => {
        const [head = '', ...hunks] = part.split(/^@@\n/mu);
        return {
          file: head.trim().replace(/^\+\+\+ b\//u, ''),
          hunks: hunks.map((hunk) => hunk.trimEnd().split('\n')),
        };
      }),
  );
}

const linesOf = (hunk: readonly string[], signs: string) =>
  hunk.filter((line) => signs.includes(line.charAt(0) || ' ')).map((line) => `${line.slice(1)}\n`);

async function apply({ file, hunks }: FileChange): Promise<void> {
  const path = join(copy, file);
  let text = await readFile(path, 'utf8').catch(() => '');
  for (const hunk of hunks) {
    const [before, after] = [linesOf(hunk, ' -').join(''), linesOf(hunk, ' +').join('')];
    expect(text, `${file} has the lines that the change stands between`).toContain(before);
    text = text.replace(before, () => after);
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

let changes: readonly FileChange[] = [];

beforeAll(async () => {
  await cp(join(root, 'src'), join(copy, 'src'), { recursive: true });
  await cp(join(root, 'tsconfig.json'), join(copy, 'tsconfig.json'));
  await cp(join(root, 'package.json'), join(copy, 'package.json'));
  changes = changesIn(await readFile(join(root, 'CONTRIBUTING.md'), 'utf8'));
  for (const change of changes) await apply(change);
});

afterAll(() => rm(copy, { recursive: true, force: true }));

const loaded = <Module>(file: string) => import(join(copy, 'src', file)) as Promise<Module>;

it('shows an attribute, a relationship, a computed field and a verb, which the compiler takes', () => {
  expect(new Set(changes.map(({ file }) => file)).size).toBe(9);
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', copy, '--noEmit'],
    { encoding: 'utf8' },
  );
  expect([stdout, status]).toEqual(['', 0]);
});

const question = `{
  studies(filter: { registration: ["ISRCTN1"] }) { nodes { name registration replicates { nodes { name } } } }
  source(id: "source:s") { idLength }
}`;
const verb = `mutation {
  addOutcome(input: { outcome: { name: "Sleep" } }, idempotencyKey: "outcome-1") { __typename }
}`;

it('serves what was added', async () => {
  const { buildEvidenceSchema } = await loaded<{ buildEvidenceSchema(): GraphQLSchema }>(
    'graphql/build-evidence-schema.ts',
  );
  const { evidenceModel } = await loaded<typeof import('../../src/domain/model.ts')>('domain/model.ts');
  const { openEmbeddedStore } = await loaded<typeof import('../../src/store/embedded/embedded-store.ts')>(
    'store/embedded/embedded-store.ts',
  );
  const { createServer } = await loaded<typeof import('../../src/http/server.ts')>('http/server.ts');
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  const studies = [adding('study:a', { name: 'A' }), adding('study:b', { name: 'B', registration: 'ISRCTN1' })];
  // The name is in the table of the copy only.
  const edges = [{ relationship: 'REPLICATES', from: 'study:b', to: 'study:a', order: '000000', attributes: {} }];
  await store.write(changeSet({ nodes: [...studies, source('s')], edges: edges as never }));
  const options = { store, schema: buildEvidenceSchema(), logger: pino({ level: 'silent' }), introspection: true };
  const server = await createServer({ ...options, corsOrigins: [] });
  expect((await ask(server, question)).data).toEqual({
    studies: { nodes: [{ name: 'B', registration: 'ISRCTN1', replicates: { nodes: [{ name: 'A' }] } }] },
    source: { idLength: 'source:s'.length },
  });
  const proposed = await ask(server, verb);
  expect(proposed.errors).toBeUndefined();
  expect(proposed.data).toEqual({ addOutcome: { __typename: 'NotSignedIn' } });
  await server.close();
  await store.close();
});
