import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Metric } from '../../src/analysis/synthesis/metric.ts';
import { pooledJson } from '../../src/cli/pool/pooled-json.ts';
import { pooledLines } from '../../src/cli/pool/pooled-lines.ts';
import { poolResults } from '../../src/cli/pool/pool-results.ts';
import { readStudyTable } from '../../src/cli/pool/read-study-table.ts';
import { resultsOfTable } from '../../src/cli/pool/results-of-table.ts';
import { caseNames, differences, readCase } from '../analysis/synthesis/pooling-cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-pool-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function pool(metric: Metric, file: string) {
  const { results, notes } = resultsOfTable(metric, await readStudyTable(file));
  const pooled = poolResults(metric, results);
  return { ...pooled, notes: [...notes, ...pooled.notes] };
}

const written = (text: string, name = 'table.csv') => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const refusal = (metric: Metric, text: string, name?: string) =>
  pool(metric, written(text, name)).then(
    () => 'pooled',
    (error: Error) => error.message,
  );

const tables = 'study,events1,total1,events2,total2\n';

describe('pool', () => {
  it.each(caseNames)('prints the figures of %s by the names of the cases', async (name) => {
    const { measure, pooled } = readCase(name);
    const made = pooledJson(await pool(measure, `tests/analysis/synthesis/cases/${name}.json`));
    expect(differences(made.pooled, pooled, made.pooled.reml.se)).toEqual([]);
  });

  it('lets one result for each study decide', async () => {
    const { byRow, byStudy } = await pool('OR', 'tests/analysis/synthesis/cases/cbt-reoffending-or.json');
    expect([byRow.reml.k, byStudy.reml.k]).toEqual([58, 54]);
    expect([byRow, byStudy].map(({ reml }) => Math.exp(reml.estimate).toFixed(3))).toEqual(['0.655', '0.649']);
  });

  it('draws each study, the interval that decides and the prediction interval', async () => {
    const lines = pooledLines(await pool('RR', 'tests/analysis/synthesis/cases/bcg-rr.json'));
    expect(lines.filter((line) => line.includes('◆'))).toEqual([expect.stringContaining('0.489 [0.330, 0.726]')]);
    expect(lines.filter((line) => line.startsWith('prediction'))).toEqual([expect.stringContaining('[0.136, 1.763]')]);
  });

  it('reads a byte order mark, semicolons with decimal commas, and CRLF', async () => {
    const file = written('\uFEFFstudy;value;lower;upper;level\r\nA;0,8;0,66;0,97;\r\n"B; C";0,8;0,62;1,03;99\r\n');
    const { effects } = await pool('RR', file);
    expect(effects.map(({ id, vi }) => [id, vi.toFixed(9)])).toEqual([
      ['A', '0.009649219'],
      ['B; C', '0.009708225'],
    ]);
  });

  it('answers for one study and says so', async () => {
    const { decides, notes } = await pool('RR', written(`${tables}A,10,100,20,100\n`));
    expect([decides.method, notes]).toEqual(['ONE_STUDY', [expect.stringContaining('nothing to pool')]]);
  });

  it('leaves arms without events out of a ratio and says so', async () => {
    const { effects, notes } = await pool('RR', written(`${tables}A,0,100,0,100\nB,5,100,9,100\nC,4,90,9,95\n`));
    expect([effects.length, notes[0]]).toEqual([2, expect.stringContaining('line 2: A has no events')]);
  });

  it.each([
    ['RR', `${tables}A,90,30,1,30\n`, 'line 2, column events1: 90 events of 30'],
    ['RR', `${tables}A,1,30,NaN,30\n`, 'line 2, column events2: "NaN" is no number.'],
    ['RR', `${tables}A,1,30,,30\n`, 'line 2, column events2: The figure is missing.'],
    ['RR', `${tables}A,1,30,2\n`, 'line 2: It has 4 cells'],
    ['RR', `${tables}A,0,30,0,30\n`, 'No study has an event in either arm'],
    ['RR', tables, 'The table has no studies.'],
    ['RR', '', 'The table is empty.'],
    [
      'RR',
      'study,evnts1,total1,events2,total2\nA,1,2,1,2\n',
      'column evnts1: No column has this name. Did you mean "events1"?',
    ],
    ['RR', 'study,events1,total1,events2\nA,1,2,1\n', 'column total2'],
    ['RR', 'study,value,lower,upper,yi,vi\nA,1,.5,2,0,1\n', 'Columns of two forms are mixed'],
    ['HR', `${tables}A,1,30,2,30\n`, 'HR takes value,lower,upper or yi,vi.'],
    ['OR', 'study,value,lower,upper\nA,5,0.5,0.9\n', 'line 2, column value: 5 lies outside its interval'],
    ['OR', 'study,value,lower,upper\nA,-3,-4,-2\n', 'line 2, column value: -3: figures of OR must be above 0.'],
    ['OR', 'study,value,lower,upper,level\nA,1,.5,2,0\n', 'line 2, column level: 0'],
    ['OR', 'study,value,lower,upper,level\nA,1,.5,2,100\n', 'line 2, column level: 100'],
    ['ZCOR', 'study,ri,ni\nA,1,30\n', 'line 2, column ri: 1'],
    ['SMD', 'study,yi,vi\nA,1,0\n', 'line 2, column vi: 0'],
  ] as const)('refuses %s of %j', async (metric, text, sentence) => {
    expect(await refusal(metric, text)).toContain(sentence);
  });

  it('refuses JSON without a list of studies', async () => {
    expect(await refusal('RR', '{"study": 1}', 'a.json')).toContain('an object with a list "studies"');
    expect(await refusal('RR', '{', 'b.json')).toContain('This is not JSON');
  });
});
