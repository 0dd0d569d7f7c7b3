import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { readReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-graph-vocabulary-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(records: string) {
  await writeFile(join(folder, 'package.yaml'), 'name: mine\ntitle: Mine\nversion: "1"\n');
  await writeFile(join(folder, 'a.yaml'), records);
  const { reviewPackage, problems, warnings } = await readReviewPackage(folder, evidenceModel);
  const messages = (list: typeof problems) => list.map(({ line, message }) => `${line}: ${message}`);
  return { reviewPackage, problems: messages(problems), warnings: messages(warnings) };
}

describe('a package in the words of earlier releases', () => {
  it('loads with a warning for each, which says what to write now', async () => {
    const { reviewPackage, problems, warnings } = await read(`
studies:
  - { id: study:s, name: S, design: RCT, riskOfBias: SERIOUS }
  - { id: study:t, name: T, design: null, riskOfBias: null }
interventions:
  - { id: intervention:i, name: I, setting: [PRISON, COURT] }
  - { id: intervention:j, name: J, setting: [PRISON] }
settings:
  - { id: setting:court, name: The court }
`);
    expect(problems).toEqual([]);
    expect(warnings).toEqual([
      '3: design: is a list of characteristics now; write design: [RCT]',
      '3: riskOfBias: is a record of its own now; write under riskOfBiasJudgements { id: risk-of-bias:s, judges: study:s, tool: OTHER, overall: SERIOUS }, with the tool and its own words where they are known',
      '6: setting: is a list of settings now; write settings: [setting:mine-prison, setting:court], and the settings themselves as records under settings',
      '7: setting: is a list of settings now; write settings: [setting:mine-prison], and the settings themselves as records under settings',
    ]);
    const attributes = (id: string) => reviewPackage?.nodes.find((node) => node.id === id)?.attributes;
    expect(attributes('study:s')?.['design']).toEqual(['RCT']);
    expect(attributes('risk-of-bias:s')).toMatchObject({ tool: 'OTHER', overall: 'SERIOUS' });
    expect(attributes('setting:mine-prison')).toMatchObject({ name: 'Prison' });
    expect(reviewPackage?.edges.map(({ from, relationship, to }) => `${from} ${relationship} ${to}`)).toEqual([
      'study:s JUDGED_BY risk-of-bias:s',
      'intervention:i DELIVERED_IN setting:mine-prison',
      'intervention:i DELIVERED_IN setting:court',
      'intervention:j DELIVERED_IN setting:mine-prison',
    ]);
  });

  it('is refused where it says what those releases did not know either', async () => {
    const { problems } = await read(`
studies: [{ id: study:s, name: S, riskOfBias: TERRIBLE, design: GUESS }]
interventions: [{ id: intervention:i, name: I, setting: [SHIP] }]
`);
    expect(problems).toEqual([
      expect.stringContaining('unknown key "riskOfBias"'),
      expect.stringContaining('design.0: must be one of RCT'),
      expect.stringContaining('unknown key "setting"'),
    ]);
  });
});

const row = (finding: string, rest = '') => `
outcomes: [{ id: outcome:deaths, name: Deaths, betterWhen: LOWER }]
findings:
  - { id: finding:f, kind: EFFECT_ESTIMATE, text: F, outcomes: [outcome:deaths], ${finding} }
${rest}`;
const link = (stance: string, claim: string) => `
claims: [{ id: claim:c, text: C, ${claim} }]
evidenceLinks: [{ id: evidence-link:l, claim: claim:c, uses: [finding:f], stance: ${stance}, basis: CURATED }]
`;
const lower = 'estimate: { metric: RR, value: 0.5, lower: 0.33, upper: 0.76 }';

describe('figures that do not go together', () => {
  it.each<[string, string, string[]]>([
    ['an estimate in the middle of its interval', row(lower), []],
    [
      'an estimate far off the middle',
      row('estimate: { metric: RR, value: 0.5, lower: 0.48, upper: 0.9 }'),
      ['4: risk ratio 0.5 [0.48, 0.9]: the value is not near the middle of its interval'],
    ],
    [
      'a share off the middle as shares are',
      row('estimate: { metric: PROPORTION, value: 0.02, lower: 0.007, upper: 0.056 }'),
      [],
    ],
    [
      'NO_DIFFERENCE beside a clear ratio',
      row(`${lower}, effectDirection: NO_DIFFERENCE`),
      ['4: effectDirection is NO_DIFFERENCE, and risk ratio 0.5 [0.33, 0.76] shows a decrease'],
    ],
    [
      'NO_DIFFERENCE beside a figure that is called a ratio',
      row(
        'effectDirection: NO_DIFFERENCE, measures: [{ label: odds ratio, value: 2, lower: 1.5, upper: 2.7, qualifier: EXACT }]',
      ),
      ['4: effectDirection is NO_DIFFERENCE, and odds ratio 2 [1.5, 2.7] shows an increase'],
    ],
    [
      'NO_DIFFERENCE beside an interval with no effect',
      row('estimate: { metric: MD, value: 1, lower: -1, upper: 3 }, effectDirection: NO_DIFFERENCE'),
      [],
    ],
    [
      'a direction against the estimate',
      row(`${lower}, effectDirection: FAVOURS_COMPARATOR`),
      [
        '4: effectDirection is FAVOURS_COMPARATOR, and risk ratio 0.5 [0.33, 0.76] lies on the other side, where the outcome is better when LOWER',
      ],
    ],
    ['a direction with it', row(`${lower}, effectDirection: FAVOURS_INTERVENTION`), []],
    ['evidence of benefit for a benefit', row(lower, link('SUPPORTS', 'type: EFFECTIVENESS')), []],
    [
      'evidence of benefit against a benefit',
      row(lower, link('DISPUTES', 'type: EFFECTIVENESS')),
      [
        '7: stance is DISPUTES, and finding:f (risk ratio 0.5 [0.33, 0.76]) shows the very BENEFIT that claim:c asserts',
      ],
    ],
    [
      'a decrease for an increase',
      row(lower, link('SUPPORTS', 'type: ASSOCIATION, asserts: INCREASE')),
      [
        '7: stance is SUPPORTS, and finding:f (risk ratio 0.5 [0.33, 0.76]) shows the opposite of INCREASE that claim:c asserts',
      ],
    ],
    [
      'a direction for the comparator as support',
      row('effectDirection: FAVOURS_COMPARATOR', link('SUPPORTS', 'type: EFFECTIVENESS')),
      ['7: stance is SUPPORTS, and finding:f (FAVOURS_COMPARATOR) shows the opposite of BENEFIT that claim:c asserts'],
    ],
    ['a claim that asserts nothing', row(lower, link('SUPPORTS', 'type: ASSOCIATION')), []],
  ])('%s', async (_, records, expected) => {
    const { problems, warnings } = await read(records);
    expect([problems, warnings]).toEqual([[], expected]);
  });

  it('two judgements with one tool by one person are told of', async () => {
    const { problems, warnings } = await read(`
studies: [{ id: study:s, name: S }]
riskOfBiasJudgements:
  - { id: risk-of-bias:a, judges: study:s, tool: ROB_2, overall: Low, by: Ada }
  - { id: risk-of-bias:b, judges: study:s, tool: ROB_2, overall: High, by: Ada }
  - { id: risk-of-bias:c, judges: study:s, tool: ROB_2, overall: High, by: Bea }
`);
    expect([problems, warnings]).toEqual([
      [],
      ['5: risk-of-bias:a judges study:s with ROB_2 too, by the same and on the same day'],
    ]);
  });
});

describe('what is refused', () => {
  it.each<[string, string, string]>([
    [
      'a cycle of replacements',
      'sources:\n  - { id: source:a, kind: REPORT, title: A, replaces: [source:b] }\n  - { id: source:b, kind: REPORT, title: B, replaces: [source:a] }',
      'cycle in the replacement relationships: source:a → source:b → source:a',
    ],
    [
      'words that a tool does not use',
      'riskOfBiasJudgements: [{ id: risk-of-bias:a, judges: study:s, tool: ROB_2, overall: Serious }]\nstudies: [{ id: study:s, name: S }]',
      'ROB_2 calls it low, some concerns, high; got "Serious"',
    ],
    [
      'a smallest important difference of none',
      'outcomes: [{ id: outcome:o, name: O, smallestImportant: { metric: RR, value: 1, source: Us } }]',
      '1 is no difference at all for a risk ratio',
    ],
    [
      'a language that is no tag',
      'sources: [{ id: source:a, kind: REPORT, title: A, language: english language }]',
      'a language tag of BCP 47',
    ],
    [
      'funding that is listed and denied',
      'studies: [{ id: study:s, name: S, funded: NO, funding: [{ funder: Somebody }] }]',
      'is NO, and 1 listed',
    ],
  ])('%s', async (_, records, message) => {
    const { problems } = await read(records);
    expect(problems).toEqual([expect.stringContaining(message)]);
  });
});
