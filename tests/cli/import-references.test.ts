import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellAtMostOnceASecond } from '../../src/cli/progress-lines.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'evidence-graph-import-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The built command line: `npm run build` comes first. */
const main = join(import.meta.dirname, '../../dist/main.js');

/** Runs a command in the folder of the test. */
function evidenceGraph(...words: readonly string[]) {
  const env = { PATH: process.env['PATH'] ?? '' };
  return new Promise<{ code: number; out: string; error: string }>((resolve) => {
    execFile(process.execPath, [main, ...words], { cwd: folder, env }, (error, out, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, out, error: stderr });
    });
  });
}

const write = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text);

const library = 'TY  - JOUR\nTI  - Drug courts\nDO  - 10.1000/ABC\nER  - \nTY  - RPRT\nTI  - A report\nER  - \n';
const uuid = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';

describe('import references', () => {
  it('says what it would add, adds it, and adds nothing the second time', async () => {
    write('library.ris', library);
    const added = new RegExp(
      `^library.ris:1: added source:${uuid}: Drug courts\nlibrary.ris:5: added source:${uuid}: A report\n$`,
      'u',
    );
    const dry = await evidenceGraph('import', 'references', 'library.ris', '--dry-run');
    expect(dry).toEqual({
      code: 0,
      out: 'library.ris:1: would be added: Drug courts\nlibrary.ris:5: would be added: A report\n',
      error: '2 would be added, 0 already here, 0 broken. Dry run: nothing was written.\n',
    });
    const wet = await evidenceGraph('import', 'references', 'library.ris');
    expect(wet).toEqual({
      code: 0,
      out: expect.stringMatching(added) as string,
      error: '2 added, 0 already here, 0 broken.\n',
    });
    const again = await evidenceGraph('import', 'references', 'library.ris');
    expect(again.error).toBe('0 added, 2 already here, 0 broken.\n');
    expect(again.out).toMatch(/^library\.ris:1: already here source:\S+ \(same DOI\): Drug courts\n/u);
    expect(again.out.match(new RegExp(uuid, 'gu'))).toEqual(wet.out.match(new RegExp(uuid, 'gu')));
  });

  it('names no source in a dry run that nobody will ever find', async () => {
    const again = 'TY  - JOUR\nTI  - Drug courts again\nDO  - 10.1000/ABC\nER  - \n';
    const near = 'TY  - JOUR\nTI  - Drug courts\nDO  - 10.1000/OTHER\nER  - \n';
    write('library.ris', `${library}${again}${near}`);
    const dry = await evidenceGraph('import', 'references', 'library.ris', '--dry-run');
    expect(dry.out.split('\n').slice(2, 4)).toEqual([
      'library.ris:8: the same as library.ris:1 (same DOI): Drug courts again',
      'library.ris:12: would be added: Drug courts; may be the same as library.ris:1 (same title, another DOI)',
    ]);
    const json = await evidenceGraph('import', 'references', 'library.ris', '--dry-run', '--json');
    expect(JSON.parse(json.out)).toMatchObject([
      { outcome: 'ADDED', id: null },
      { outcome: 'ADDED', id: null },
      { outcome: 'KNOWN', id: null, record: 'library.ris:1', reason: 'same DOI' },
      { outcome: 'ADDED', id: null, near: [{ id: null, record: 'library.ris:1' }] },
    ]);
  });

  it('reports broken rows with line and reason, imports the others, and fails', async () => {
    write('library.bib', '@article{a, title = {Drug courts}}\n@article{b, title = {Open\n@book{c, title = {Book}}\n');
    const { code, out, error } = await evidenceGraph('import', 'references', 'library.bib');
    expect([code, error]).toEqual([1, '2 added, 0 already here, 1 broken.\n']);
    expect(out).toContain(
      '\nlibrary.bib:2: broken: the entry cannot be read: a brace or quotation mark is not closed\n',
    );
  });

  it('takes several files as one, in a format that is named, and reports as JSON', async () => {
    write('library.txt', library);
    write('more.txt', 'TY  - JOUR\nTI  - Drug courts again\nDO  - doi:10.1000/abc\nER  - \n');
    const words = ['import', 'references', 'library.txt', 'more.txt', '--format', 'ris', '--json'];
    const { code, out } = await evidenceGraph(...words);
    const reports = JSON.parse(out) as { id: string }[];
    expect([code, reports]).toEqual([
      0,
      [
        {
          file: 'library.txt',
          line: 1,
          title: 'Drug courts',
          warnings: [],
          outcome: 'ADDED',
          id: expect.any(String) as string,
          near: [],
        },
        {
          file: 'library.txt',
          line: 5,
          title: 'A report',
          warnings: [],
          outcome: 'ADDED',
          id: expect.any(String) as string,
          near: [],
        },
        {
          file: 'more.txt',
          line: 1,
          title: 'Drug courts again',
          warnings: [],
          outcome: 'KNOWN',
          id: reports[0]?.id,
          reason: 'same DOI',
        },
      ],
    ]);
  });

  it('tells warnings, what was added and what looks retracted, as text and as CSV', async () => {
    const first = 'TY  - JOUR\nTI  - RETRACTED: Drug courts\nAU  - Berg, Ada\nPY  - 2008\nUR  - nowhere\nER  - \n';
    write('library.ris', first);
    const { out } = await evidenceGraph('import', 'references', 'library.ris');
    expect(out).toMatch(
      /^library\.ris:1: added source:\S+: RETRACTED: Drug courts\nlibrary\.ris:1: {3}it says “RETRACTED”: the standing RETRACTED is proposed for source:\S+; nothing was set\nlibrary\.ris:1: {3}warning, UR: holds no sound web address: "nowhere"\n$/u,
    );
    write('more.ris', first.replace('ER  -', 'DO  - 10.1000/added\nER  -'));
    const more = await evidenceGraph('import', 'references', 'more.ris', '--csv');
    expect(more.out).toContain(
      '"file","line","title","outcome","source","decision","near","added","editorial","warnings"\r\n"more.ris","1","RETRACTED: Drug courts","KNOWN"',
    );
    expect(more.out).toContain('"doi 10.1000/added"');
  });

  it('writes nothing at all where one of the files cannot be read, and says which', async () => {
    write('library.ris', library);
    write('library.xml', '<?xml version="1.0"?><mods></mods>');
    write('empty.bib', 'nothing here');
    write('notes.txt', 'nothing here');
    const refused = {
      'absent.ris': [3, 'absent.ris: is not a file that can be read.\n'],
      'empty.bib': [1, 'empty.bib: The text holds no record of BibTeX.\n'],
      'library.xml': [1, 'library.xml: looks like MODS XML: export it as RIS.\n'],
      'notes.txt': [2, /^The name of the file must end with one of \.ris \(ris\).* got "notes\.txt"\.\n$/u],
    } as const;
    for (const [file, [exitCode, message]] of Object.entries(refused)) {
      const { code, out, error } = await evidenceGraph('import', 'references', 'library.ris', file);
      expect([code, out]).toEqual([exitCode, '']);
      expect(error).toMatch(message);
    }
    expect((await evidenceGraph('import', 'references', 'library.ris', '--dry-run')).error).toMatch(
      /^2 would be added, 0 already/u,
    );
    expect((await evidenceGraph('import', 'references', 'library.ris', '--format', 'xml')).code).toBe(2);
  });
});

describe('preview', () => {
  it('shows what a reference tells, whether the store has it, and that nothing was checked', async () => {
    write('library.ris', library);
    await evidenceGraph('import', 'references', 'library.ris');
    const { code, out } = await evidenceGraph('preview', 'https://doi.org/10.1000/ABC');
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        /^DOI\n {2}doi: 10\.1000\/abc\nalready here source:\S+ \(same DOI\): Drug courts\nnot checked over the network\n$/u,
      ),
    ]);
    const json = await evidenceGraph('preview', '978-0-306-40615-7', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ is: 'ISBN', known: [], checked: { outcome: 'NOT_CHECKED' } });
    const broken = await evidenceGraph('preview', 'TY  - JOUR\nTI  - T\n');
    expect([broken.code, broken.out]).toEqual([1, expect.stringContaining('problem: ER: the record does not end')]);
    expect((await evidenceGraph('preview', 'words')).error).toMatch(/^reference must be a DOI/u);
  });
});

it('progress of an import is told once a second', () => {
  let now = 0;
  const told: string[] = [];
  const tell = tellAtMostOnceASecond(
    (line) => told.push(line),
    () => now,
  );
  for (now = 0; now <= 2_500; now += 100) tell(`${now} of 2500 records`);
  expect(told).toEqual(['1000 of 2500 records', '2000 of 2500 records']);
});
