import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OperationManifest } from '../../src/graphql/persisted/operation-manifest.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'evidence-graph-persist-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The built command line: `npm run build` comes first. */
const main = join(import.meta.dirname, '../../dist/main.js');
const environment = { PATH: process.env['PATH'] ?? '', PORT: '0', SEED: 'off' };

/** Runs a command in the folder of the test. */
function evidenceGraph(words: readonly string[], more: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; error: string }>((resolve) => {
    execFile(
      process.execPath,
      [main, ...words],
      { cwd: folder, env: { ...environment, ...more } },
      (error, out, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, out, error: stderr });
      },
    );
  });
}

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Serves in the folder of the test; answers with where, once it says so. */
async function serve(more: Record<string, string>) {
  const env = { ...environment, ...more };
  const child = spawn(process.execPath, [main, 'serve'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let error = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (error += String(text)));
  let out = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    out += String(chunk);
    if (out.includes('Playground: ')) break;
  }
  const address = /GraphQL: (http[^"]*)/u.exec(out)?.[1];
  if (address === undefined) throw new Error(`It does not serve: ${error}${out}`);
  return { address, stop: () => (child.kill('SIGTERM'), once(child, 'exit')) };
}

const manifestIn = (name = 'persisted-operations.json') =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as OperationManifest;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const named = 'fragment Named on Claim { id ...Text }';
const text = '# What it says\nfragment Text on Claim { text }\nfragment Unused on Study { id }';

describe('persist', () => {
  it('writes one entry for each operation, by name, with the fragments that it uses', async () => {
    write({
      'client/z.graphql': 'query Zeta { studies { totalCount } }\nquery Alpha { claims { nodes { ...Named } } }',
      'client/deep/named.gql': named,
      'client/notes.md': 'not a document',
      'client/node_modules/x.graphql': 'type X { x: Int }',
      'text.graphql': text,
    });
    const { code, out } = await evidenceGraph(['persist', 'client', 'text.graphql', './client/z.graphql']);
    expect([code, out]).toEqual([0, 'persisted-operations.json: 2 operations.\n']);
    const alpha =
      'query Alpha {\n  claims {\n    nodes {\n      ...Named\n    }\n  }\n}\n\n' +
      'fragment Named on Claim {\n  id\n  ...Text\n}\n\nfragment Text on Claim {\n  text\n}';
    const zeta = 'query Zeta {\n  studies {\n    totalCount\n  }\n}';
    expect(manifestIn()).toEqual({
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [
        { id: sha256(alpha), name: 'Alpha', type: 'query', body: alpha },
        { id: sha256(zeta), name: 'Zeta', type: 'query', body: zeta },
      ],
    });
    await evidenceGraph(['persist', 'text.graphql', 'client', '--out', 'again.json']);
    const [first, again] = ['persisted-operations.json', 'again.json'].map((name) => readFileSync(join(folder, name)));
    expect(again).toEqual(first);
  });

  it('reports every problem where it stands, and writes nothing', async () => {
    write({
      'a.graphql': 'query One {\n  claims { nodes { ...Named nothing } }\n}',
      'b.graphql': '{ claims { totalCount } }\nquery One { claims { totalCount } }',
      'c.graphql': named,
    });
    const { code, out, error } = await evidenceGraph(['persist', 'c.graphql', 'b.graphql', 'a.graphql']);
    expect(out.split('\n')).toEqual([
      'a.graphql:2:29: Cannot query field "nothing" on type "Claim".',
      'b.graphql:1:1: An operation needs a name to be persisted.',
      'b.graphql:2:7: There can be only one operation named "One".',
      'c.graphql:1:33: Unknown fragment "Text".',
      '',
    ]);
    expect([code, error]).toEqual([1, '4 problems: nothing was written.\n']);
    expect(existsSync(join(folder, 'persisted-operations.json'))).toBe(false);
  });

  it('calls no fragment unknown that a file it cannot read may hold', async () => {
    write({ 'a.graphql': 'query A { claims { nodes { ...Text } } }', 'text.graphql': 'fragment Text on Claim {' });
    const broken = await evidenceGraph(['persist', 'a.graphql', 'text.graphql']);
    expect(broken).toEqual({
      code: 1,
      out: 'text.graphql:1:25: Syntax Error: Expected Name, found <EOF>.\n',
      error: '1 problem: nothing was written.\n',
    });
    const missing = await evidenceGraph(['persist', 'a.graphql', 'nowhere']);
    expect([missing.code, missing.out]).toEqual([1, 'nowhere:1:1: is not a file or folder that can be read\n']);
  });

  it.each([
    [['persist'], 2, "missing required argument 'paths'"],
    [['persist', 'empty'], 1, 'empty:1:1: is a folder without *.graphql or *.gql files'],
    [['persist', 'types.graphql'], 1, 'types.graphql:1:1: The "X" definition is not executable.'],
    [['persist', 'text.graphql'], 1, 'No operation stands in these documents'],
    [['persist', 'a.graphql', '--out', 'no/where.json'], 2, '--out must be a file that can be written'],
    [['persist', '--help'], 0, 'Examples:\n  evidence-graph persist'],
  ])('%j exits %i and says why', async (words, code, message) => {
    write({ 'types.graphql': 'type X { x: Int }', 'text.graphql': text, 'a.graphql': 'query A { __typename }' });
    mkdirSync(join(folder, 'empty'));
    const ran = await evidenceGraph(words);
    expect([ran.code, `${ran.out}${ran.error}`]).toEqual([code, expect.stringContaining(message)]);
  });
});

describe('serve', () => {
  const body = 'query A {\n  claims {\n    totalCount\n  }\n}';
  const entry = { id: sha256(body), name: 'A', type: 'query', body };
  const manifest = (...operations: unknown[]) => ({
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations,
  });

  it('answers what persist wrote by its hash, and with PERSISTED_ONLY nothing else', async () => {
    write({ 'a.graphql': body });
    expect((await evidenceGraph(['persist', 'a.graphql'])).code).toBe(0);
    const { address, stop } = await serve({ PERSISTED_OPERATIONS: 'persisted-operations.json', PERSISTED_ONLY: 'on' });
    const ask = async (asked: unknown) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(asked) });
      return response.json();
    };
    const sha256Hash = manifestIn().operations[0]?.id;
    expect(await ask({ extensions: { persistedQuery: { version: 1, sha256Hash } } })).toMatchObject({
      data: { claims: { totalCount: 0 } },
    });
    expect(await ask({ query: body })).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }] });
    await stop();
  });

  it.each([
    ['not JSON', '{', 'm.json: It is not JSON.'],
    ['of another format', { ...manifest(entry), format: 'relay' }, 'm.json: It is not a persisted query manifest'],
    ['of another version', { ...manifest(entry), version: 2 }, 'm.json: It is not a persisted query manifest'],
    ['without bodies', manifest({ id: 'x', name: 'A' }), 'operations[0].body'],
    [
      'with another id',
      manifest({ ...entry, id: sha256('x') }),
      'm.json: operation "A": Its id is not the SHA-256 of its body.',
    ],
    [
      'for another schema',
      manifest(entry, { ...entry, name: 'B', id: sha256('{ other }'), body: '{ other }' }),
      'm.json: operation "B": Cannot query field "other" on type "Query".',
    ],
    ['no GraphQL', manifest({ ...entry, id: sha256('{'), body: '{' }), 'm.json: operation "A": Syntax Error'],
  ])('refuses a manifest that is %s', async (_, content, message) => {
    write({ 'm.json': typeof content === 'string' ? content : JSON.stringify(content) });
    const { code, error } = await evidenceGraph(['serve'], { PERSISTED_OPERATIONS: 'm.json' });
    expect([code, error]).toEqual([1, expect.stringContaining(message)]);
    expect(error).toMatch(/^PERSISTED_OPERATIONS: m\.json: /u);
  });

  it.each([
    [{ PERSISTED_ONLY: 'on' }, 'PERSISTED_ONLY is on: PERSISTED_OPERATIONS must name a manifest.\n'],
    [{ PERSISTED_ONLY: 'yes' }, 'PERSISTED_ONLY must be on or off, got "yes".\n'],
    [{ PERSISTED_OPERATIONS: 'nowhere.json' }, 'PERSISTED_OPERATIONS: nowhere.json: It cannot be read.\n'],
  ])('refuses the settings %j in one sentence', async (settings, message) => {
    const { code, error } = await evidenceGraph(['serve'], settings);
    expect([code, error]).toEqual([1, message]);
  });
});
