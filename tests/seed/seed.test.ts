import { existsSync, readFileSync } from 'node:fs';
import { expect, it, describe } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { readReviewPackage, type ReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';
import { uncarriedNumbers } from '../../src/exchange/review-package/uncarried-numbers.ts';
import { isStatedTruly, verifyAnchors } from '../../src/exchange/review-package/verify-anchors.ts';

const folder = 'seed/ukdpc-2008';
/** The text of the document is not part of the project; where it stands beside the checkout, it is verified against. */
const sourceText = '../shared/source/ukdpc-2008-summary.txt';
const summary = 'source:ukdpc-2008-summary';

const { reviewPackage: seed, problems } = await readReviewPackage(folder, evidenceModel);
const sound = (): ReviewPackage => {
  if (!seed) throw new Error('the seed has problems');
  return seed;
};

describe('the seed', () => {
  it('has no problems', () => {
    expect(problems).toEqual([]);
  });

  it('has every bullet of conclusions 2, 5 and 6 as a recommendation, and six conclusions', () => {
    const ids = new Set(sound().nodes.map(({ id }) => id));
    const bullets = [
      ['2', 7],
      ['5', 8],
      ['6', 7],
    ].flatMap(([conclusion, count]) =>
      Array.from({ length: Number(count) }, (_, index) => `recommendation:ukdpc-2008-${conclusion}.${index + 1}`),
    );
    const conclusions = [1, 2, 3, 4, 5, 6].map((ordinal) => `conclusion:ukdpc-2008-${ordinal}`);
    expect([...bullets, ...conclusions].filter((id) => !ids.has(id))).toEqual([]);
  });

  it('gives every recommendation a basis and a document', () => {
    const { nodes, edges } = sound();
    const has = (relationship: string) =>
      new Set(edges.filter((edge) => edge.relationship === relationship).map(({ from }) => from));
    const [based, made] = [has('BASED_ON'), has('MADE_IN')];
    const recommendations = nodes.filter(({ kind }) => kind === 'Recommendation');
    expect(recommendations.length).toBeGreaterThan(25);
    expect(recommendations.filter(({ id }) => !based.has(id) || !made.has(id)).map(({ id }) => id)).toEqual([]);
    expect(recommendations.filter(({ attributes }) => attributes['strength'] !== 'NOT_STATED')).toEqual([]);
  });

  it('counts in its README what it holds', () => {
    const { nodes, edges } = sound();
    const having = (kind: string, attribute?: string, value?: unknown) =>
      nodes.filter((node) => node.kind === kind && (attribute === undefined || node.attributes[attribute] === value));
    const count = (...given: Parameters<typeof having>) => having(...given).length;
    const measures = having('Finding').reduce((sum, { attributes }) => sum + (attributes['measures'] as []).length, 0);
    const rated = (level: string) =>
      edges.filter(({ relationship, to }) => relationship === 'AT_LEVEL' && to === `rating-level:ukdpc-2008-${level}`)
        .length;
    const verdicts = new Set(edges.filter(({ relationship }) => relationship === 'RATES').map(({ to }) => to));
    const prose = having('Recommendation').filter(({ attributes: { ordinal } }) =>
      ['1.1', '2.8', '3.1', '3.2', '4.1', '5.9', '6.8'].includes(String(ordinal)),
    ).length;
    const rows = [
      `Recommendations | ${count('Recommendation')} | ${count('Recommendation') - prose} bullets and ${prose} from the prose; ${count('Recommendation', 'kind', 'ACTION')} ask for action, ${count('Recommendation', 'kind', 'RESEARCH')} for research`,
      `Conclusions | ${count('Conclusion')} |`,
      `Claims | ${count('Claim')} | ${verdicts.size} carry a verdict`,
      `Evidence links | ${count('EvidenceLink')} | ${count('EvidenceLink', 'basis', 'STATED')} stated by the document, ${count('EvidenceLink', 'basis', 'CURATED')} curated`,
      `Findings | ${count('Finding')} | with ${measures} measures`,
      `Assessments | ${count('Assessment')} | scheme \`UKDPC-2008\`, ${count('RatingLevel')} levels: ${rated('reasonable-evidence')} reasonable, ${rated('no-evaluations')} no evaluations, ${rated('mixed-evidence')} mixed`,
      `Interventions | ${count('Intervention')} |`,
      `Sources | ${count('EvidenceSource')} | ${count('EvidenceSource', 'identified', true)} identified, ${count('EvidenceSource', 'identified', false)} known only as cited`,
      `Passages | ${count('Passage')} |`,
      `Outcomes, populations, jurisdictions, topics | ${['Outcome', 'Population', 'Jurisdiction', 'Topic'].map((kind) => count(kind)).join(', ')} |`,
      `Organisations | ${count('Organisation')} |`,
    ];
    const readme = readFileSync(`${folder}/README.md`, 'utf8').replaceAll(/ +/gu, ' ');
    expect(rows.filter((row) => !readme.includes(`| ${row}`))).toEqual([]);
  });

  it('gives a verdict on a class to the class alone; its examples are instances of it', () => {
    const { edges } = sound();
    const about = (claim: string) =>
      edges
        .filter(({ relationship, from }) => relationship === 'ABOUT_INTERVENTION' && from === claim)
        .map(({ to }) => to);
    const classOf = (intervention: string) =>
      edges
        .filter(({ relationship, from }) => relationship === 'INSTANCE_OF' && from === intervention)
        .map(({ to }) => to);
    const rated = [...new Set(edges.filter(({ relationship }) => relationship === 'RATES').map(({ to }) => to))];
    expect(rated.filter((claim) => about(claim).length !== 1)).toEqual([]);
    const examples = {
      'community-sentences-with-drug-treatment': [
        'dtto-england-wales',
        'dtto-scotland',
        'drug-rehabilitation-requirements',
      ],
      'cbt-programmes': ['short-duration-programmes', 'asro'],
    };
    const judged = new Set(rated.flatMap(about));
    for (const [named, members] of Object.entries(examples))
      for (const member of members) {
        expect(classOf(`intervention:${member}`)).toContain(`intervention:${named}`);
        expect(judged).not.toContain(`intervention:${member}`);
      }
  });

  it('lets the caveats on net-widening and wider testing qualify what they limit', () => {
    const qualified = new Map(
      [
        'net-widening-is-inefficient',
        'net-widening-harms-less-problematic-drug-users',
        'wider-testing-brings-diminishing-returns',
        'wider-testing-lowers-quality-of-assessments',
      ].map((slug) => [
        slug,
        sound().edges.filter(({ relationship, from }) => relationship === 'QUALIFIES' && from === `claim:${slug}`),
      ]),
    );
    for (const [slug, edges] of qualified) {
      expect([slug, edges.map(({ to }) => to)]).toEqual([
        slug,
        expect.arrayContaining(['claim:cjs-interventions-reduce-drug-use-and-offending']),
      ]);
      expect(edges.every(({ attributes }) => typeof attributes['rationale'] === 'string')).toBe(true);
    }
  });

  it('never lets evidence support what was not evaluated', () => {
    const { nodes, edges } = sound();
    const notEvaluated = new Set(
      nodes.filter(({ attributes }) => attributes['coverage'] === 'NOT_EVALUATED').map(({ id }) => id),
    );
    const verdicts = new Set(
      edges
        .filter(({ relationship, to }) => relationship === 'AT_LEVEL' && notEvaluated.has(to))
        .map(({ from }) => from),
    );
    const claims = new Set(
      edges.filter(({ relationship, from }) => relationship === 'RATES' && verdicts.has(from)).map(({ to }) => to),
    );
    const supporting = new Set(
      nodes.filter(({ attributes }) => attributes['stance'] === 'SUPPORTS').map(({ id }) => id),
    );
    expect(claims.size).toBeGreaterThan(4);
    expect(
      edges.filter(
        ({ relationship, from, to }) => relationship === 'HAS_EVIDENCE' && claims.has(from) && supporting.has(to),
      ),
    ).toEqual([]);
  });
});

const required = (process.env['EVIDENCE_GRAPH_REQUIRE_LANES'] ?? '').split(',').includes('source');

describe.skipIf(!existsSync(sourceText) && !required)(
  `the seed against the text of its document (skipped where ${sourceText} is absent)`,
  () => {
    const text = () => readFileSync(sourceText, 'utf8');

    it('finds every anchor word for word, where the package says', () => {
      const anchors = verifyAnchors(sound(), summary, text());
      expect(anchors).toHaveLength(sound().nodes.filter(({ kind }) => kind === 'Passage').length);
      expect(anchors.filter((anchor) => anchor.state !== 'EXACT' || !isStatedTruly(anchor))).toEqual([]);
    });

    it('carries every number, or says why not', () => {
      const { numbers, uncarried, stale } = uncarriedNumbers(sound(), summary, text());
      expect(numbers).toBeGreaterThan(100);
      expect({ uncarried, stale }).toEqual({ uncarried: [], stale: [] });
    });

    it('copies no sentence: no nine words in a row', () => {
      const words = (given: string) => given.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      const runs = (given: string) =>
        words(given)
          .map((_, index, all) => all.slice(index, index + 9))
          .filter((run) => run.length === 9)
          .map((run) => run.join(' '));
      const ofSource = new Set(runs(text()));
      const copied = sound().nodes.flatMap(({ id, attributes }) =>
        runs(JSON.stringify(Object.values(attributes)))
          .filter((run) => ofSource.has(run))
          .map((run) => `${id}: ${run}`),
      );
      expect(copied).toEqual([]);
    });
  },
);
