import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

const environment = (more: Record<string, string>) => ({
  PATH: process.env['PATH'] ?? '',
  DATA_DIR: join(folder, 'data'),
  PORT: '0',
  ...more,
});

/** Runs the built command line (`npm run build` comes first). */
function evidenceGraph(words: readonly string[], more: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/main.js', ...words], { env: environment(more) }, (error, out, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, out, error: stderr });
    });
  });
}

async function serve(more: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['dist/main.js', 'serve'], {
    env: environment({ LOG_LEVEL: 'warn', ...more }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    out += String(chunk);
    if (out.includes('Playground:')) break;
  }
  const address = /GraphQL: (\S+)/u.exec(out)?.[1] ?? '';
  return { child, out, address, exited: once(child, 'exit') };
}

const wordsOf = (text: string) => text.trim().split('\n');

describe('the command line', () => {
  it('loads the seed into an empty store, serves it, stops at a signal, and keeps it', async () => {
    const first = await serve();
    expect(first.out).toMatch(
      /Loaded .*: \d+ nodes\.\nStore: embedded at .*NEO4J_URI.*\nGraphQL: http:\/\/127\.0\.0\.1:\d+\/graphql\n/u,
    );
    const response = await fetch(first.address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: '{ recommendation(id: "recommendation:ukdpc-2008-2.7") { ordinal basedOn { totalCount } } }',
      }),
    });
    expect(await response.json()).toMatchObject({
      data: { recommendation: { ordinal: '2.7', basedOn: { totalCount: expect.any(Number) as number } } },
    });
    first.child.kill('SIGTERM');
    expect(await first.exited).toEqual([0, null]);
    const second = await serve();
    expect(second.out).not.toContain('Loaded');
    second.child.kill('SIGTERM');
    expect(await second.exited).toEqual([0, null]);
  });

  it('shows the chain as a tree, and as JSON', async () => {
    const { code, out } = await evidenceGraph(['chain', 'recommendation:ukdpc-2008-2.7']);
    expect(code).toBe(0);
    expect(wordsOf(out)[0]).toMatch(/^Recommendation 2\.7 .* recommendation:ukdpc-2008-2\.7$/u);
    expect(out).toMatch(/\n {2}based on \((primary|supporting|despite), (stated|curated)\) /u);
    expect(out).toMatch(/\n +passage of EvidenceSource /u);
    const json = await evidenceGraph(['chain', 'recommendation:ukdpc-2008-2.7', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ node: { id: 'recommendation:ukdpc-2008-2.7' }, by: null });
  });

  it('searches and tells the status', async () => {
    const { out } = await evidenceGraph(['search', 'drug', 'courts']);
    expect(wordsOf(out)[0]).toContain('intervention:drug-courts');
    expect((await evidenceGraph(['status'])).out).toMatch(/^Store: embedded at .*\nnodes:\n/u);
    expect((await evidenceGraph(['load', 'seed/ukdpc-2008'])).out).toContain('Nothing differs');
  });

  it.each([
    [['chian', 'x'], 2, 'Did you mean chain?'],
    [['chain', 'nonsense'], 1, 'id must be an id of the form'],
    [['chain', 'claim:none'], 3, 'Nothing has the id "claim:none".'],
    [['check', 'nowhere'], 1, 'nowhere:1:1: is not a folder that can be read'],
    [['verify', 'seed/ukdpc-2008', '--source', 'nowhere.txt'], 1, '--source must be a text file'],
    [['search', '---'], 2, 'unknown option'],
  ])('%j exits %i and says why', async (words, code, message) => {
    const ran = await evidenceGraph(words);
    expect([ran.code, `${ran.out}${ran.error}`]).toEqual([code, expect.stringContaining(message)]);
  });

  it.each([
    [{ PORT: '4o00' }, 'PORT must be a whole number from 0 to 65535, got "4o00".'],
    [{ LOG_LEVEL: 'loud', SEED: 'maybe' }, 'LOG_LEVEL must be one of'],
    [{ DATA_DIR: '/dev/null/nowhere' }, 'DATA_DIR: the store file'],
    [{ NEO4J_URI: 'http://user:secret@localhost' }, 'NEO4J_URI must be an address'],
  ])('refuses the settings %j in one sentence', async (settings, message) => {
    const ran = await evidenceGraph(['serve'], settings);
    expect([ran.code, ran.error]).toEqual([1, expect.stringContaining(message)]);
    expect(wordsOf(ran.error)).toHaveLength(1);
  });

  it('names the setting where the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ran = await evidenceGraph(['serve'], { PORT: String(port), LOG_LEVEL: 'silent' });
    expect([ran.code, ran.error]).toEqual([
      1,
      `HOST and PORT: cannot listen on 127.0.0.1:${port}: the port is in use.\n`,
    ]);
    other.close();
  });
});
