import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-audit-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the built command line (`npm run build` comes first). */
function evidenceGraph(...words: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/main.js', ...words], { env }, (error, out, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out, error: stderr }),
    );
  });
}

function tamper(statements: string): void {
  const database = new Database(join(folder, 'evidence-graph.sqlite'));
  database.exec(statements);
  database.close();
}

describe('audit verify', () => {
  it('finds the seed whole, takes the head that it printed, and refuses what is no head', async () => {
    await evidenceGraph('load', 'seed/ukdpc-2008');
    const { code, out } = await evidenceGraph('audit', 'verify');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^History: \d+ entries, whole, head \d+:[0-9a-f]{64}\.\nGraph: \d+ nodes and \d+ edges, as the history tells\.\n$/u,
    );
    const head = /head (\S+)\.\n/u.exec(out)?.[1] ?? '';
    expect(await evidenceGraph('audit', 'verify', '--noted', head)).toMatchObject({ code: 0, out });
    const refused = await evidenceGraph('audit', 'verify', '--noted', 'yesterday');
    expect([refused.code, refused.error]).toEqual([2, expect.stringContaining('--noted must be a head')]);
  });

  it('ends with 1 and says what differs, where the graph does and where the chain breaks', async () => {
    tamper(`UPDATE "node_Claim" SET text = 'forged' WHERE id = 'claim:drug-courts-reduce-drug-use-and-offending'`);
    const differs = await evidenceGraph('audit', 'verify');
    expect([differs.code, differs.out]).toEqual([
      1,
      expect.stringMatching(
        /^claim:drug-courts-reduce-drug-use-and-offending text: the history tells ".*", the graph has "forged"\n/mu,
      ),
    ]);
    tamper(
      "DROP TRIGGER change_stays; UPDATE change SET entry = replace(entry, 'ADDED', 'CHANGED') WHERE sequence = 7",
    );
    const breaks = await evidenceGraph('audit', 'verify');
    expect([breaks.code, breaks.out]).toEqual([
      1,
      expect.stringMatching(/^History: broken at entry 7: .*\nSound up to/u),
    ]);
    const { code, out } = await evidenceGraph('audit', 'verify', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([
      1,
      { head: { sequence: 6 }, broken: { sequence: 7 }, replayed: null },
    ]);
  });
});
