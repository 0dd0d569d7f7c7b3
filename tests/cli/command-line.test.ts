import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { progressLines } from '../../src/cli/progress-lines.ts';

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

interface Logged {
  readonly level: number;
  readonly msg: string;
  readonly address?: string;
}

async function serve(more: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['dist/main.js', 'serve'], {
    env: environment(more),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    out += String(chunk);
    if (/Playground: .*\n/u.test(out)) break;
  }
  const log = wordsOf(out).map((line) => JSON.parse(line) as Logged);
  const address = log.find(({ msg }) => msg.startsWith('GraphQL: '))?.address ?? '';
  return { child, messages: log.map(({ msg }) => msg), address, exited: once(child, 'exit') };
}

const wordsOf = (text: string) => text.trim().split('\n');

describe('the command line', () => {
  it('loads the seed into an empty store, serves it, logs JSON lines, stops at a signal, and keeps the store', async () => {
    const first = await serve();
    expect(first.messages).toEqual([
      expect.stringMatching(/^Loaded .*: \d+ nodes\.$/u),
      expect.stringContaining('Server listening'),
      expect.stringMatching(/^Store: embedded at .*NEO4J_URI/u),
      expect.stringMatching(/^GraphQL: http:\/\/127\.0\.0\.1:\d+\/graphql$/u),
      expect.stringMatching(/^Playground: http/u),
    ]);
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
    expect(second.messages.join()).not.toContain('Loaded');
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

  it('ends quietly when whoever reads has read enough', async () => {
    const child = spawn(process.execPath, ['dist/main.js', 'search', 'treatment', '--json'], {
      env: environment({}),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let error = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (error += String(text)));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, error.replace(/^\d+ found.*\n/u, '')]).toEqual([0, '']);
  });

  it('lists the paths of a chain, forward and backward', async () => {
    const { code, out } = await evidenceGraph(['chain', 'recommendation:ukdpc-2008-2.7', '--paths']);
    expect([code, wordsOf(out)[0]]).toEqual([0, '1. 1 step, ends before any source']);
    const backward = await evidenceGraph(['chain', 'source:ukdpc-2008-several-studies', '--backward', '--json']);
    const { paths } = JSON.parse(backward.out) as { paths: { endsAt: string }[] };
    expect(new Set(paths.map(({ endsAt }) => endsAt))).toEqual(new Set(['RECOMMENDATION']));
    const cut = await evidenceGraph(['chain', 'recommendation:ukdpc-2008-2.7', '--max-depth', '1']);
    expect(cut.error).toContain('ask with a larger --max-depth');
  });

  it('shows groundings as a table, with reasons for those that are named', async () => {
    const { code, out } = await evidenceGraph(['ground', '--flag', 'BASIS_NOT_EVALUATED']);
    expect([code, wordsOf(out)[0]]).toEqual([0, expect.stringMatching(/^entry +weakest primary claim +stated/u)]);
    expect(out).toMatch(/recommendation:ukdpc-2008-3\.2 +NOT_ASSESSABLE +\d+ +\d+ +BASIS_NOT_EVALUATED/u);
    const one = await evidenceGraph(['ground', 'recommendation:ukdpc-2008-2.7']);
    expect(one.out).toContain('INDIRECT_ONLY: No evidence on what decides it is known to be direct for United Kingdom');
    const json = await evidenceGraph(['ground', 'recommendation:ukdpc-2008-2.7', '--json']);
    expect(JSON.parse(json.out)).toMatchObject([
      { id: 'recommendation:ukdpc-2008-2.7', statedLinks: expect.any(Number) as number },
    ]);
  });

  it('supposes a retraction', async () => {
    const { code, out, error } = await evidenceGraph([
      'impact',
      'source:ukdpc-2008-evidence-net-widening',
      '--what-if',
      'retracted',
    ]);
    expect([code, error]).toEqual([0, expect.stringMatching(/^\d+ affected, 0 reviews tainted\.\n$/u)]);
    expect(out).toMatch(/NOT_EVALUATED_NOW +claim:net-widening-is-inefficient +NOT_ASSESSABLE +NOT_EVALUATED/u);
    const json = await evidenceGraph(['impact', 'source:ukdpc-2008-evidence-net-widening', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ change: 'RETRACTED', tainted: [] });
  });

  it('maps gaps as a table, as CSV and as JSON', async () => {
    const words = ['gaps', '--row', 'intervention:drug-courts', '--column', 'outcome:drug-use-and-offending'];
    const { out, error } = await evidenceGraph(words);
    expect(wordsOf(out)).toHaveLength(2);
    expect(out).toMatch(
      /Drug courts +Drug use and offending +INCONCLUSIVE +1 +NOT_ASSESSABLE 1 +Reasonable evidence 1/u,
    );
    expect(error).toBe(
      '1 of 1 rows, 1 of 1 columns, claims of effect: 1; not shown: 1, of other types or not accepted.\n',
    );
    const csv = wordsOf((await evidenceGraph(['gaps', '--csv'])).out);
    expect([csv[0], csv.length]).toEqual([
      'row,column,states,claims,statuses,verdicts,designs,stances,newest year,research called for',
      59 * 25 + 1,
    ]);
    expect(JSON.parse((await evidenceGraph([...words, '--json'])).out)).toMatchObject({
      cells: [{ states: ['INCONCLUSIVE'] }],
    });
  });

  it('searches and tells the status', async () => {
    const { out } = await evidenceGraph(['search', 'drug', 'courts']);
    expect(wordsOf(out)[0]).toContain('intervention:drug-courts');
    expect((await evidenceGraph(['status'])).out).toMatch(/^Store: embedded at .*\nnodes:\n/u);
    expect((await evidenceGraph(['load', 'seed/ukdpc-2008'])).out).toContain('Nothing differs');
  });

  it.each([
    [['chian', 'x'], 2, 'Did you mean chain?'],
    [['chain', 'nonsense'], 2, 'id must be an id of the form'],
    [['chain', 'claim:none'], 3, 'Nothing has the id "claim:none".'],
    [['ground', 'recommendation:none'], 3, 'Nothing has the id "recommendation:none".'],
    [['impact', 'source:none'], 3, 'Nothing has the id "source:none".'],
    [['impact', 'claim:none'], 2, 'id must be of a source, study or finding'],
    [['impact', 'source:none', '--what-if', 'eaten'], 2, '--what-if must be one of retracted'],
    [['gaps', '--rows', 'OUTCOME'], 2, '--columns must be of another axis than rows.'],
    [['gaps', '--row', 'intervention:nope'], 3, 'Nothing accepted has the id "intervention:nope".'],
    [['gaps', '--row', 'drug courts'], 2, '--row must be an id'],
    [['gaps', '--jurisdiction', 'jurisdiction:nope'], 3, 'Nothing has the id "jurisdiction:nope".'],
    [['gaps', '--most-rows', '0'], 2, '--most-rows must be a whole number from 1 to 200; got 0.'],
    [['ground', '--jurisdiction', 'jurisdiction:nope'], 3, 'Nothing has the id "jurisdiction:nope".'],
    [['ground', '--jurisdiction', 'nope'], 2, '--jurisdiction must be an id'],
    [
      ['ground', 'recommendation:ukdpc-2008-2.7', '--jurisdiction', 'jurisdiction:nope'],
      3,
      'Nothing has the id "jurisdiction:nope".',
    ],
    [['gaps', '--most-rows', 'many'], 2, 'It must be a whole number.'],
    [['chain', 'claim:x', '--max-depth', '99'], 2, '--max-depth must be a whole number from 1 to 20; got 99.'],
    [['check', 'nowhere'], 1, 'nowhere:1:1: is not a folder that can be read'],
    [['check', 'nowhere'], 1, '1 problem in nowhere'],
    [['verify', 'seed/ukdpc-2008', '--source', 'nowhere.txt'], 3, '--source must be a text file'],
    [['search', '---'], 2, 'unknown option'],
    [['search', '…'], 2, 'words must hold at least one letter or digit.'],
    [['search', 'a b c d e f g h i j k l m'], 2, 'words may hold 12 words at most; got 13.'],
    [['keys', 'create', '--role', 'ADMIN'], 2, "required option '--owner <id>' not specified"],
    [['keys', 'create', '--owner', 'ann', '--role', 'OWNER'], 2, 'Allowed choices are CONTRIBUTOR, REVIEWER, ADMIN'],
    [['keys', 'create', '--owner', 'ann', '--role', 'ADMIN'], 1, 'KEY_PEPPER must be set'],
    [['keys', 'create', '--owner', 'ann', '--role', 'ADMIN', '--days', '0'], 2, '--days must be a whole number from 1'],
    [['keys', 'create', '--owner', 'a', '--role', 'ADMIN', '--conflict', 'x'], 2, '--conflict must be an id'],
    [['keys', 'revoke', '0123456789abcdef'], 3, 'Nothing has the id "0123456789abcdef".'],
    [['keys', 'lst'], 2, 'Did you mean list?'],
  ])('%j exits %i and says why', async (words, code, message) => {
    const ran = await evidenceGraph(words);
    expect([ran.code, `${ran.out}${ran.error}`]).toEqual([code, expect.stringContaining(message)]);
  });

  it.each([
    [{ PORT: '4o00' }, 'PORT must be a whole number from 0 to 65535, got "4o00".'],
    [{ LOG_LEVEL: 'loud', SEED: 'maybe' }, 'LOG_LEVEL must be one of'],
    [{ DATA_DIR: '/dev/null/nowhere' }, 'DATA_DIR: the store file'],
    [{ DATA_DIR: '/proc/nowhere/deeper' }, 'cannot be opened or written: no folder can be made there.'],
    [{ DATA_DIR: 'README.md' }, 'DATA_DIR: the store file'],
    [{ NEO4J_URI: 'http://user:secretpw@localhost' }, 'NEO4J_URI must be an address'],
    [{ NEO4J_URI: 'bolt://x', NEO4J_PASSWORD: 'secretpw', NEO4J_PASSWORD_FILE: 'y' }, 'NEO4J_PASSWORD_FILE, not both'],
    [{ NEO4J_URI: 'bolt://x', NEO4J_PASSWORD_FILE: 'src' }, 'NEO4J_PASSWORD_FILE must be a file'],
    [{ KEY_PEPPER: 'secretpw' }, 'KEY_PEPPER must be a secret of 32 characters or more.'],
    [{ JWT_ISSUERS: '[{"name":' }, 'JWT_ISSUERS must be a JSON list of objects with name, issuer, audience, jwks'],
    [{ JWT_ISSUERS: '[{"name":"x"}]' }, 'JWT_ISSUERS must be a JSON list'],
  ])('refuses the settings %j in one sentence', async (settings, message) => {
    const ran = await evidenceGraph(['serve'], settings);
    expect([ran.code, ran.error]).toEqual([1, expect.stringContaining(message)]);
    expect(wordsOf(ran.error)).toHaveLength(1);
    expect(ran.error).not.toMatch(/secretpw|ConnectionFailed/u);
  });

  it('ends with a sentence within 10 s where NEO4J_URI leads to somebody who says nothing', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const commands = [['serve'], ['load', 'seed/ukdpc-2008'], ['chain', 'claim:x'], ['search', 'x'], ['status']];
    const ran = await Promise.all(
      commands.map((words) => evidenceGraph(words, { NEO4J_URI: `bolt://127.0.0.1:${port}` })),
    );
    expect(ran.map(({ code, error }) => [code, error])).toEqual(
      commands.map(() => [1, expect.stringMatching(/^No database answers at bolt:.*NEO4J_URI.*\n$/u)]),
    );
    const began = Date.now();
    await evidenceGraph(['status'], { NEO4J_URI: `bolt://127.0.0.1:${port}` });
    expect(Date.now() - began).toBeLessThan(10_000);
    silent.close();
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

describe('the keys command', () => {
  it('makes a key that the server takes, lists it without its secret, and revokes it for a server that runs', async () => {
    const settings = { DATA_DIR: join(folder, 'keys'), KEY_PEPPER: 'a pepper that has at least thirty-two characters' };
    const keys = (...words: string[]) => evidenceGraph(['keys', ...words], settings);
    const { child, address, exited } = await serve(settings);
    try {
      const made = await keys('create', '--owner', 'ann', '--name', 'Ann Smith', '--role', 'REVIEWER');
      const key = made.out.trim();
      const id = key.slice(4, 20);
      expect([made.code, key, made.error]).toEqual([
        0,
        expect.stringMatching(/^evk_[0-9a-f]{16}_[\w-]{43}$/u),
        expect.stringMatching(/^Key [0-9a-f]{16} for ann, REVIEWER, good until .*It is not shown again\.\n$/u),
      ]);
      const viewer = async () => {
        const response = await fetch(address, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
          body: JSON.stringify({ query: '{ viewer { id displayName role } }' }),
        });
        return [response.status, await response.json()];
      };
      expect(await viewer()).toMatchObject([
        200,
        { data: { viewer: { id: 'ann', displayName: 'Ann Smith', role: 'REVIEWER' } } },
      ]);
      await keys('create', '--owner', 'feed', '--role', 'SERVICE', '--scope', 'recordNotice', 'importReferences');
      const { out } = await keys('list');
      expect(wordsOf(out)).toEqual([
        expect.stringMatching(/^id +owner +role +scopes +made +last used +good until$/u),
        expect.stringMatching(new RegExp(`^${id} +ann +REVIEWER +2.*Z +2.*Z +2.*Z$`, 'u')),
        expect.stringMatching(/ feed +SERVICE +recordNotice importReferences +2.* never +2/u),
      ]);
      expect(out).not.toContain(key.slice(21));
      expect((await keys('list', '--owner', 'feed')).error).toBe('1 found.\n');
      expect((await keys('revoke', id)).out).toMatch(new RegExp(`^Key ${id} of ann was revoked at 2`, 'u'));
      expect(await viewer()).toMatchObject([401, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
      const listed = JSON.parse((await keys('list', '--json')).out) as unknown[];
      expect(listed).toMatchObject([
        { id, revokedBy: 'evidence-graph keys' },
        { owner: 'feed', revokedAt: null },
      ]);
    } finally {
      child.kill('SIGTERM');
      await exited;
    }
  });
});

describe('two servers on one store', () => {
  const query = '{ interventions(first: 1) { totalCount } search(text: "bed nets") { nodes { id } } }';

  it('keep answers until anybody writes, a third process too', async () => {
    const settings = { DATA_DIR: join(folder, 'shared') };
    const first = await serve(settings);
    const second = await serve(settings);
    const ask = async (known?: string) => {
      const answers = await Promise.all(
        [first, second].map(({ address }) =>
          fetch(`${address}?query=${encodeURIComponent(query)}`, {
            headers: { 'apollo-require-preflight': 'yes', ...(known !== undefined && { 'if-none-match': known }) },
          }),
        ),
      );
      const bodies = await Promise.all(answers.map((answer) => answer.text()));
      return { status: answers.map(({ status }) => status), tags: answers.map(tagOf), bodies };
    };
    try {
      const before = await ask();
      expect(before).toMatchObject({ status: [200, 200], tags: [before.tags[0], before.tags[0]] });
      expect((await ask(before.tags[0])).status).toEqual([304, 304]);
      writePackage(join(folder, 'nets'), 'claims: [{ id: claim:nets, text: Bed nets help., type: EFFECTIVENESS }]');
      expect(await evidenceGraph(['load', join(folder, 'nets')], settings)).toMatchObject({ code: 0 });
      const after = await ask(before.tags[0]);
      expect(after).toMatchObject({ status: [200, 200], tags: [after.tags[0], after.tags[0]] });
      expect([before, after].map(({ bodies }) => bodies.map((body) => body.includes('claim:nets')))).toEqual([
        [false, false],
        [true, true],
      ]);
    } finally {
      first.child.kill('SIGTERM');
      second.child.kill('SIGTERM');
      await Promise.all([first.exited, second.exited]);
    }
  });

  const tagOf = ({ headers }: Response) => headers.get('etag') ?? 'none';
});

function writePackage(path: string, records: string): void {
  mkdirSync(path);
  writeFileSync(join(path, 'package.yaml'), "name: nets\ntitle: Nets\nversion: '1'\n");
  writeFileSync(join(path, 'records.yaml'), `${records}\n`);
}

interface Help {
  readonly words: readonly string[];
  readonly text: string;
}

/** The help of every command, and of every one that it lists. */
async function everyHelp(words: readonly string[] = []): Promise<Help[]> {
  const { out: text } = await evidenceGraph([...words, '--help']);
  const [, listed = ''] = /^Commands:\n((?: .*\n)+)/mu.exec(text) ?? [];
  const names = [...listed.matchAll(/^ {2}(?!help\b)(\w+)/gmu)].flatMap(([, name]) => name ?? []);
  const below = await Promise.all(names.map((name) => everyHelp([...words, name])));
  return [{ words, text }, ...below.flat()];
}

it('shows an example in the help of every command', async () => {
  const helps = await everyHelp();
  expect(helps.map(({ words }) => words.join(' '))).toEqual(
    expect.arrayContaining(['serve', 'keys revoke', 'audit verify', 'import references', 'review list']),
  );
  for (const { words, text } of helps) {
    const [, examples = ''] = text.split(/Examples?:\n/u);
    expect(examples).toContain(['evidence-graph', ...words].join(' '));
  }
}, 60_000);

it('tells the progress of a load at most once a second', () => {
  const told: string[] = [];
  let now = 0;
  const progress = progressLines(
    (line) => told.push(line),
    () => now,
  );
  for (now = 0; now <= 2_500; now += 100) progress({ nodes: now, edges: 1 });
  expect(told).toEqual(['1000 nodes, 1 edges', '2000 nodes, 1 edges']);
});
