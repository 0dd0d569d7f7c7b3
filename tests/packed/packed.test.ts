import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-packed-'));
const [checkout, installed] = [join(folder, 'checkout'), join(folder, 'empty')];
let server: ChildProcess | undefined;
afterAll(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

// What npm tells scripts of the checkout that it runs them in would lead it back there; where packages come from stays.
const ofCheckout = /^npm_(?!config_(?:registry|cache|userconfig)$)/u;
const outside = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofCheckout.test(name)));
const env = { ...outside, DATA_DIR: join(folder, 'data'), PORT: '0', NEO4J_URI: '' };
const run = (cwd: string, command: string, ...words: readonly string[]) =>
  promisify(execFile)(command, words, { cwd, env, maxBuffer: 16 * 1024 * 1024 });
const quick = ['--prefer-offline', '--no-audit', '--no-fund'];

/** Packs what was built (`npm run build` comes first) in a copy, as others use the checkout meanwhile. */
beforeAll(async () => {
  const { files, version } = readJson('package.json') as {
    readonly files: readonly string[];
    readonly version: string;
  };
  const made = ['npm-shrinkwrap.json', 'sbom.cdx.json'];
  const packed = files.filter((name) => !made.includes(name));
  for (const name of [...packed, 'tools', 'package.json', 'package-lock.json', 'README.md', 'LICENSE'])
    cpSync(name, join(checkout, name), { recursive: true });
  await run(checkout, process.execPath, 'tools/prepare-package.mjs');
  await run(checkout, 'npm', 'pack', '--ignore-scripts', '--pack-destination', folder);
  mkdirSync(installed);
  await run(installed, 'npm', 'install', ...quick, join(folder, `evidence-graph-${version}.tgz`));
}, 240_000);

const ours = join(installed, 'node_modules', 'evidence-graph');

it('holds what its users need, and nothing of ours', async () => {
  const { stdout } = await run(ours, 'ls', '-A');
  expect(stdout.trim().split('\n').toSorted()).toEqual(
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'docs',
      'npm-shrinkwrap.json',
      'package.json',
      'possibleTypes.json',
      'sbom.cdx.json',
      'schema.graphql',
      'seed',
      // What npm puts there where versions differ from those beside it.
      ...stdout
        .trim()
        .split('\n')
        .filter((name) => name === 'node_modules'),
    ].toSorted(),
  );
});

it('names the versions that were tested, and tells of all of them and no other as CycloneDX', () => {
  const named = packagesIn(join(ours, 'npm-shrinkwrap.json'));
  expect(named.map(({ name }) => name)).toEqual(expect.arrayContaining(['libsql', 'neo4j-driver', 'graphql']));
  const { bomFormat, components } = readJson(join(ours, 'sbom.cdx.json')) as {
    readonly bomFormat: string;
    readonly components: readonly { readonly 'bom-ref': string }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const told = components.map((component) => component['bom-ref']).toSorted();
  expect(told).toEqual([...new Set(named.map(({ name, version }) => `${name}@${version}`))].toSorted());
});

it('brings what it depends on, in the versions that it asks for, and no tool of the checkout', () => {
  const { dependencies, devDependencies } = readJson(join(ours, 'package.json')) as {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies?: unknown;
  };
  expect(devDependencies).toBeUndefined();
  const present = packagesIn(join(installed, 'node_modules/.package-lock.json'));
  for (const [name, version] of Object.entries(dependencies)) expect(present).toContainEqual({ name, version });
  const tools = Object.keys(
    (readJson('package.json') as { readonly devDependencies: Readonly<Record<string, string>> }).devDependencies,
  ).filter((name) => !name.startsWith('@types/'));
  expect(present.filter(({ name }) => tools.includes(name))).toEqual([]);
});

it('runs its commands: it loads, serves, and is backed up and restored', async () => {
  const npx = (...words: readonly string[]) => run(installed, 'npx', '--no-install', 'evidence-graph', ...words);
  expect((await npx('load', join(ours, 'seed/ukdpc-2008'))).stdout).toContain('nodes:');
  const main = join(installed, 'node_modules/.bin/evidence-graph');
  server = spawn(main, ['serve'], { cwd: installed, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await addressOf(server);
  const query = 'query={claims(first:1){totalCount}}';
  const response = await fetch(`${address}?${query}`, { headers: { 'apollo-require-preflight': 'yes' } });
  expect(await response.json()).toMatchObject({ data: { claims: { totalCount: expect.any(Number) as number } } });
  const { status } = await fetch(address.replace('/graphql', '/playground/'));
  expect(status).toBe(200);
  await npx('backup', 'backup.sqlite');
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
  await npx('clear', '--yes');
  expect((await npx('restore', 'backup.sqlite')).stdout).toContain('as the manifest says');
}, 300_000);

it('gives whoever imports it the command line, and nothing else of the inside', async () => {
  const script = "import { run } from 'evidence-graph'; process.exitCode = await run(['status'], process.env)";
  const { stdout } = await run(installed, process.execPath, '--input-type=module', '-e', script);
  expect(stdout).toContain('Store: embedded');
  const inside = "await import('evidence-graph/dist/compose.js')";
  await expect(run(installed, process.execPath, '--input-type=module', '-e', inside)).rejects.toThrow(
    'ERR_PACKAGE_PATH_NOT_EXPORTED',
  );
});

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** The packages that a lock names, ours apart. */
function packagesIn(lock: string): { readonly name: string; readonly version: string }[] {
  const { packages } = readJson(lock) as {
    readonly packages: Readonly<Record<string, { readonly name?: string; readonly version: string }>>;
  };
  return Object.entries(packages).flatMap(([path, { name, version }]) => {
    const named = name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return named === 'evidence-graph' ? [] : [{ name: named, version }];
  });
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let out = '';
  for await (const chunk of stdout ?? []) {
    out += String(chunk);
    const address = /"address":"([^"]+\/graphql)"/u.exec(out)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`The server ended before it served: ${out}`);
}
