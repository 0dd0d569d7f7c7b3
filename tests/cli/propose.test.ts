import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-propose-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the built command line (`npm run build` comes first). */
function evidenceGraph(words: readonly string[], key?: string, more: Record<string, string | undefined> = {}) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    DATA_DIR: join(folder, 'data'),
    KEY_PEPPER: 'a pepper that has at least thirty-two characters',
    ...(key !== undefined && { EVIDENCE_GRAPH_KEY: key }),
    ...more,
  };
  return new Promise<{ code: number; out: string; error: string }>((resolve) => {
    execFile(process.execPath, ['dist/main.js', ...words], { env }, (error, out, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, out, error: stderr }),
    );
  });
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const claim = 'claim:drug-courts-reduce-drug-use-and-offending';
const link = (more = '') => `claim: ${claim}
source:
  new: { kind: ARTICLE, title: A trial, doi: 'https://doi.org/10.1000/NEW', issued: '2024' }
finding: { kind: EFFECT_ESTIMATE, text: As many reoffended. }
link: { stance: DISPUTES }
${more}`;

describe('the propose and review commands', () => {
  let [ada, ben] = ['', ''];
  beforeAll(async () => {
    await evidenceGraph(['load', 'seed/ukdpc-2008']);
    const keyOf = async (owner: string, role: string) =>
      (await evidenceGraph(['keys', 'create', '--owner', owner, '--role', role])).out.trim();
    [ada, ben] = [await keyOf('ada', 'CONTRIBUTOR'), await keyOf('ben', 'REVIEWER')];
  });

  it('take a link from a draft to the graph, each step by whom it is for', async () => {
    const path = file('link.yaml', link());
    const draft = await evidenceGraph(['propose', 'linkStudy', path, '--draft', '--json'], ada);
    const { id, status } = JSON.parse(draft.out) as { id: string; status: string };
    expect([draft.code, status]).toEqual([0, 'DRAFT']);
    expect((await evidenceGraph(['review', 'show', id], ben)).code).toBe(3);
    const changes = file(
      'changes.json',
      JSON.stringify({ id, expectedVersion: 1, changes: [{ source: { publisher: 'Us' } }] }),
    );
    const keyFile = file('key', `${ada}\n`);
    const revised = await evidenceGraph(['propose', 'revise', changes, '--key-file', keyFile]);
    expect([revised.code, revised.out]).toEqual([0, expect.stringContaining('publisher: "Us"')]);
    expect((await evidenceGraph(['review', 'list', '--mine'], ada)).out).toMatch(
      new RegExp(`^${id} DRAFT linkStudy by ada`, 'u'),
    );
    expect((await evidenceGraph(['review', 'list'], ben)).out).toBe('');

    expect((await evidenceGraph(['review', 'submit', id], ada)).out).toContain('SUBMITTED');
    const refused = await evidenceGraph(['review', 'startReview', id], ada);
    expect([refused.code, refused.error]).toEqual([
      1,
      'startReview takes the role REVIEWER or ADMIN; this credential has CONTRIBUTOR.\n',
    ]);
    expect((await evidenceGraph(['review', 'list'], ben)).out).toContain(id);
    await evidenceGraph(['review', 'startReview', id], ben);
    const stale = await evidenceGraph(['review', 'accept', id, '--expected-version', '1'], ben);
    expect([stale.code, stale.error]).toEqual([
      1,
      `${id} is at version 4, not 1: read it again and repeat the change.\n`,
    ]);
    expect((await evidenceGraph(['review', 'accept', id, '--why', 'Sound.'], ben)).out).toContain('ACCEPTED');
    const shown = await evidenceGraph(['review', 'show', id], ada);
    expect(shown.out).toMatch(/accept by ben \(REVIEWER\): Sound\.\n$/u);
    const again = await evidenceGraph(['propose', 'linkStudy', path], ada);
    expect([again.code, again.error]).toEqual([1, `You made this argument for this claim before: see ${id}.\n`]);
  });

  it('have one effect for one idempotency key', async () => {
    const path = file('claim.yaml', 'claim: { text: A claim., type: HARM }\n');
    const words = ['propose', 'proposeClaim', path, '--idempotency-key', 'my-own-word', '--json'];
    const [one, other] = [await evidenceGraph(words, ada), await evidenceGraph(words, ada)];
    expect(JSON.parse(other.out)).toEqual(JSON.parse(one.out));
  });

  it('tell every wrong field with its place in the file, in the words that packages are told', async () => {
    const text = link("about: ['outcome:reoffending', 'source:x']\nstudi: { name: A study }")
      .replace('DISPUTES', 'PROVES, why: Because')
      .replace("issued: '2024'", 'issued: 2024')
      .replace('As many reoffended.', '""');
    const propose = async (name: string, input: string) =>
      (await evidenceGraph(['propose', 'linkStudy', file(name, input)], ada)).error
        .replaceAll(`${folder}/`, '')
        .trim()
        .split('\n');
    expect(await propose('names.yaml', text)).toEqual([
      'names.yaml:7:1: unknown key "studi"; did you mean "study"? known are claim, source, study, finding, passage, link, about, comparators',
    ]);
    expect(await propose('values.yaml', text.replace(/studi.*/u, ''))).toEqual([
      'values.yaml:3:85: source.new.issued: must be a text: write "2024" in quotes',
      'values.yaml:4:41: finding.text: must not be empty',
      'values.yaml:6:32: about.1: must be an id that starts with intervention:, outcome:, population:, jurisdiction:, topic: or setting:',
      'values.yaml:5:17: link.stance: must be one of SUPPORTS, DISPUTES, MIXED, INCONCLUSIVE, CONTEXT; got "PROVES"',
      expect.stringMatching(/^values\.yaml:5:25: unknown key "why"; known are stance, /u),
    ]);
  });

  it.each([
    [['propose', 'linkStudy', 'nowhere.yaml'], 3, 'nowhere.yaml cannot be read.'],
    [['propose', 'dance', 'x.yaml'], 2, 'Allowed choices are linkStudy, addSource'],
    [['review', 'accept', 'proposal:none'], 3, 'No proposal has the id "proposal:none".'],
    [['review', 'reject', 'proposal:none'], 2, "required option '--why <text>' not specified"],
    [['review', 'accept', 'proposal:none', '--idempotency-key', 'x'], 2, '--idempotency-key must be 8 to 200'],
    [['review', 'list', '--status', 'DRAFT'], 2, 'Allowed choices are SUBMITTED'],
    [['review', 'show', 'proposal:none', '--key-file', 'nowhere'], 3, '--key-file must be a file that can be read'],
  ])('%j exits %i and says why', async (words, code, message) => {
    const ran = await evidenceGraph(words, ben);
    expect([ran.code, ran.error]).toEqual([code, expect.stringContaining(message)]);
  });

  it('take a key that is good', async () => {
    const words = ['review', 'list'];
    expect((await evidenceGraph(words)).error).toContain('EVIDENCE_GRAPH_KEY or --key-file must give your key');
    expect((await evidenceGraph(words, `${ben.slice(0, -1)}~`)).error).toMatch(
      /^The credential is not valid: .* or KEY_PEPPER is another one than it was made with\.\n$/u,
    );
    expect((await evidenceGraph(words, ben, { KEY_PEPPER: undefined })).error).toBe(
      'KEY_PEPPER must be set, to the secret that the key was made with: without it no key can be checked.\n',
    );
    expect((await evidenceGraph(words, ada)).error).toContain('readProposals takes the role REVIEWER or ADMIN');
  });
});
