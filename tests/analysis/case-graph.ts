import type { RelationshipName } from '../../src/domain/relationships.ts';
import { kindOfId } from '../../src/domain/ids.ts';
import { evidenceModel, memberOf } from '../../src/domain/model.ts';
import type { SubGraph, SubGraphEdge } from '../../src/analysis/evidence-graph.ts';
import type { NodeRow } from '../../src/store/read-plan.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Records by id, with relationships under their field names; and trials, which stand for a whole strand of evidence. */
export interface CaseGraph {
  readonly nodes?: Readonly<Record<string, Fields | null>>;
  readonly trials?: readonly Trial[];
}

/** A link to `claim:c` that uses one finding of one study in one source, all called by the same slug. */
interface Trial {
  readonly id: string;
  readonly claim?: string;
  /** Absent: no study is known. */
  readonly sms?: number | null;
  readonly study?: string;
  readonly link?: Fields;
  readonly finding?: Fields;
  readonly source?: Fields;
  readonly of?: Fields;
  /** The overall judgement of its risk of bias, by no named tool. */
  readonly bias?: string;
}

const defaults: Readonly<Record<string, Fields>> = {
  Claim: { type: 'EFFECTIVENESS' },
  EvidenceLink: { stance: 'SUPPORTS', directness: 'DIRECT', basis: 'STATED' },
  Finding: { kind: 'EFFECT_ESTIMATE' },
  EvidenceSource: { kind: 'ARTICLE', identified: true, standing: 'CURRENT' },
  Recommendation: { kind: 'ACTION', strength: 'NOT_STATED' },
};

export function graphOf({ nodes = {}, trials = [] }: CaseGraph): SubGraph {
  const records = new Map<string, Fields>(Object.entries(nodes).map(([id, given]) => [id, given ?? {}]));
  for (const trial of trials)
    for (const [id, given] of recordsOf(trial)) records.set(id, { ...given, ...records.get(id) });
  const edges: SubGraphEdge[] = [];
  const rows = [...records].map(([id, given]) => nodeOf(id, given, edges));
  return { nodes: rows, edges };
}

function recordsOf({ id, claim = 'claim:c', sms, study, link, finding, source, of, bias }: Trial): [string, Fields][] {
  const hasStudy = study !== undefined || sms !== undefined;
  const studyId = study ?? `study:${id}`;
  return [
    [claim, {}],
    [`evidence-link:${id}`, { claim, uses: [`finding:${id}`], ...link }],
    [`finding:${id}`, { reportedIn: [`source:${id}`], ...(hasStudy && { study: studyId }), ...finding }],
    [`source:${id}`, { ...source }],
    ...(bias === undefined ? [] : [judgementOf(studyId, bias)]),
    ...(hasStudy ? [[studyId, { sms: sms ?? null, reportedIn: [`source:${id}`], ...of }] as [string, Fields]] : []),
  ];
}

/** A judgement of risk of bias, as a record. */
const judgementOf = (study: string, overall: string): [string, Fields] => [
  `risk-of-bias:${study.replace('study:', '')}`,
  { judges: study, tool: 'OTHER', overall },
];

function nodeOf(id: string, given: Fields, edges: SubGraphEdge[]): NodeRow {
  const kind = kindOfId(evidenceModel, id);
  if (kind === undefined) throw new Error(`${id} is no id`);
  const row: Record<string, unknown> = { status: 'ACCEPTED', label: id, ...defaults[kind] };
  for (const [name, value] of Object.entries(given)) {
    const member = memberOf(evidenceModel, kind, name);
    if (member?.is !== 'relationship') row[name] = value;
    else
      for (const end of [value].flat() as (string | Fields)[])
        edges.push(edgeOf(id, typeof end === 'string' ? { id: end } : end, member.traversal));
  }
  return { ...row, __typename: kind, id };
}

function edgeOf(
  id: string,
  { id: end, ...attributes }: Fields,
  { relationship, direction }: { relationship: { name: RelationshipName }; direction: string },
): SubGraphEdge {
  const [from, to] = direction === 'forward' ? [id, String(end)] : [String(end), id];
  return { relationship: relationship.name, from, to, attributes };
}
