import type { NodeSelection, RelationRead, Selection } from '../../store/read-plan.ts';

/* What to read of the graph for each question, in pieces that fit together. */

/** Ends of one relationship of one entry that a question takes; more are refused, never left out in silence. */
export const mostEnds = 5_000;

type Filtered = Pick<RelationRead, 'filter'>;

const many = (field: string, select: Selection, more: Filtered & { edge?: readonly string[] } = {}): RelationRead => {
  const { edge = [], ...filter } = more;
  return {
    field,
    page: { first: mostEnds, after: null },
    rows: true,
    count: false,
    edgeAttributes: edge,
    select,
    ...filter,
  };
};

const one = (field: string, select: Selection): RelationRead => ({
  ...many(field, select),
  page: { first: 1, after: null },
});

function entry(attributes: readonly string[], ...reads: readonly RelationRead[]): NodeSelection {
  return {
    attributes: ['label', 'status', ...attributes],
    relations: Object.fromEntries(reads.map((read) => [read.field, read])),
  };
}

const named = entry([]);
const facets = {
  interventions: many('interventions', { Intervention: named }),
  outcomes: many('outcomes', { Outcome: named }),
  populations: many('populations', { Population: named }),
  jurisdictions: many('jurisdictions', { Jurisdiction: named }),
};

const sourceAttributes = ['kind', 'identified', 'standing', 'issued'];
const report = { EvidenceSource: entry(sourceAttributes) };
const reports = many('reportedIn', report);
const includedStudy = { Study: entry(['sms'], reports) };
const source = { EvidenceSource: entry(sourceAttributes, many('includes', includedStudy)) };
const madeIn = one('madeIn', report);

const study = {
  Study: entry(['sms', 'riskOfBias', 'design'], reports, facets.jurisdictions, facets.populations),
};

const finding = {
  Finding: entry(
    ['kind', 'effectDirection'],
    one('study', study),
    many('reportedIn', source),
    facets.outcomes,
    facets.jurisdictions,
    facets.populations,
  ),
};

const scheme = { RatingScheme: named };
const level = { RatingLevel: entry(['coverage', 'agreesWith', 'tier'], one('scheme', scheme)) };
const verdicts = many('assessments', { Assessment: entry(['asStated'], one('level', level)) });

const link = {
  EvidenceLink: entry(
    ['stance', 'directness', 'basis', 'rationale'],
    many('uses', { ...finding, ...source, Claim: named }),
    verdicts,
  ),
};

/** A claim with everything its indication depends on, but what its facets fall under. */
export const claimSelection: Selection = {
  Claim: entry(['type'], many('evidence', link), verdicts, ...Object.values(facets)),
};

/** What stands at the ends of a basis: findings with their reports, and what recommendations are about. */
export const basisSelection: Selection = {
  Recommendation: entry(['ordinal', 'kind', 'strength'], madeIn, facets.interventions, facets.jurisdictions),
  Conclusion: entry([], madeIn),
  ...finding,
};

/** Reviews and studies as far as their standing goes. */
export const sourceSelection: Selection = { ...source, Study: entry(['sms'], reports) };

/** A facet with the claims on it, and the research that is asked for; `filter` narrows to what else they are about. */
export function gapMapSelection(kind: string, { filter }: Filtered): Selection {
  const narrowed = filter ? { filter } : {};
  const calls = { Recommendation: entry(['kind'], ...Object.values(facets)) };
  return { [kind]: entry([], many('claims', claimSelection, narrowed), many('recommendations', calls, narrowed)) };
}

/** What research recommendations ask about. */
export const researchSelection: Selection = {
  Recommendation: entry(['ordinal', 'kind'], madeIn, facets.interventions, facets.outcomes, facets.populations),
};

const about = [facets.interventions, facets.outcomes, facets.populations];
const results = many('findings', { Finding: entry([], ...about) });
const foundStudy = { Study: entry([], reports, results, ...about) };

/** Interventions with the studies on them, directly or by a result. */
export const studiesSelection: Selection = {
  Intervention: entry(
    [],
    many('studies', foundStudy),
    many('findings', { Finding: entry([], one('study', foundStudy)) }),
  ),
};

/** Claims with all that can speak against each other over them. */
export const contradictionSelection: Selection = {
  Claim: entry(
    ['type'],
    many('evidence', { EvidenceLink: entry(['stance', 'rationale']) }),
    many('contradicts', { Claim: named }, { edge: ['rationale'] }),
    verdicts,
  ),
};
