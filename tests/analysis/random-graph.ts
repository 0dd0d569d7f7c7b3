import * as fc from 'fast-check';
import type { SubGraph } from '../../src/analysis/evidence-graph.ts';
import { graphOf } from './case-graph.ts';

/** A random argument: recommendations, conclusions (rings too), claims, and evidence of every sort under them. */
export interface RandomEvidence {
  readonly graph: SubGraph;
  readonly sources: readonly string[];
}

const stance = fc.constantFrom('SUPPORTS', 'DISPUTES', 'MIXED', 'INCONCLUSIVE', 'CONTEXT');
const mostOf = (value: string, ...others: string[]) => fc.constantFrom(value, value, value, value, ...others);

const trial = fc.record({
  claim: fc.nat(3),
  study: fc.nat(7),
  sms: fc.constantFrom(null, 1, 2, 3, 4, 5),
  hasStudy: fc.boolean(),
  review: fc.constantFrom(false, false, false, true),
  includes: fc.uniqueArray(fc.nat(7), { maxLength: 4 }),
  stance,
  directness: fc.constantFrom('DIRECT', 'PARTIAL', 'INDIRECT', null),
  kind: mostOf('EFFECT_ESTIMATE', 'DESCRIPTIVE_STATISTIC'),
  effect: fc.constantFrom('FAVOURS_INTERVENTION', 'FAVOURS_COMPARATOR', 'NO_DIFFERENCE', null),
  bias: fc.constantFrom(null, 'LOW', 'SERIOUS'),
  place: fc.constantFrom(null, 'jurisdiction:uk', 'jurisdiction:scotland', 'jurisdiction:us'),
  standing: mostOf('CURRENT', 'RETRACTED', 'CONCERN'),
  status: mostOf('ACCEPTED', 'SUBMITTED'),
  identified: fc.boolean(),
});

const role = fc.constantFrom('PRIMARY', 'SUPPORTING', 'DESPITE');
const basis = fc.record({ from: fc.nat(5), to: fc.nat(6), role });

export const randomEvidence: fc.Arbitrary<RandomEvidence> = fc
  .record({
    trials: fc.array(trial, { maxLength: 9 }),
    basis: fc.uniqueArray(basis, { maxLength: 10, selector: ({ from, to }) => `${from} ${to}` }),
    type: mostOf('EFFECTIVENESS', 'HARM', 'COST'),
  })
  .map(({ trials, basis: given, type }) => {
    const uk = { jurisdictions: ['jurisdiction:uk'] };
    const nodes: Record<string, Record<string, unknown>> = {
      'jurisdiction:uk': {},
      'jurisdiction:us': {},
      'jurisdiction:scotland': { broader: ['jurisdiction:uk'] },
    };
    for (const index of [0, 1, 2, 3]) nodes[`claim:${index}`] = { type, ...(index < 2 && uk) };
    // 0 and 1 are recommendations; 2 to 5 conclusions, which may rest on each other in a ring.
    const above = (index: number) => (index < 2 ? `recommendation:${index}` : `conclusion:${index - 2}`);
    for (const index of [0, 1, 2, 3, 4, 5]) {
      const own = given.filter(({ from, to }) => from === index && (to < 4 || index !== to - 2));
      const ends = own.map((edge) => ({
        id: edge.to < 4 ? `claim:${edge.to}` : `conclusion:${edge.to - 4}`,
        role: edge.role,
        basis: 'STATED',
      }));
      nodes[above(index)] = index < 2 ? { ...uk, basedOn: ends } : { restsOn: ends };
    }
    for (const [index, each] of trials.entries())
      if (each.hasStudy) nodes[`study:${each.study}`] ??= { sms: each.sms, reportedIn: [`source:${index}`] };
    for (const each of trials)
      if (each.hasStudy && each.bias !== null)
        nodes[`risk-of-bias:${each.study}`] ??= { judges: `study:${each.study}`, tool: 'OTHER', overall: each.bias };
    for (const [index, each] of trials.entries()) Object.assign(nodes, strandOf(index, each, nodes));
    return { graph: graphOf({ nodes }), sources: trials.map((_, index) => `source:${index}`) };
  });

type Trial = typeof trial extends fc.Arbitrary<infer Value> ? Value : never;

function strandOf(index: number, each: Trial, known: Readonly<Record<string, unknown>>) {
  const includes = each.includes.map((study) => `study:${study}`).filter((study) => study in known);
  return {
    [`evidence-link:${index}`]: {
      claim: `claim:${each.claim}`,
      uses: [`finding:${index}`],
      stance: each.stance,
      directness: each.directness,
      status: each.status,
    },
    [`finding:${index}`]: {
      kind: each.kind,
      effectDirection: each.effect,
      reportedIn: [`source:${index}`],
      ...(each.hasStudy && { study: `study:${each.study}` }),
      ...(each.place !== null && { jurisdictions: [each.place] }),
    },
    [`source:${index}`]: {
      standing: each.standing,
      identified: each.identified,
      ...(each.review && { kind: 'REVIEW', includes }),
    },
  };
}
