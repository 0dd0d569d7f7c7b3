import { nodeIdOf } from '../../domain/ids.ts';
import { aboutRelationship, type RelationshipName } from '../../domain/relationships.ts';
import type { Reached } from '../../store/read-plan.ts';
import { stepsAlong } from '../../store/steps-along.ts';
import { AliasStore } from '../../store/aliases/alias-store.ts';
import type { Store } from '../../store/store.ts';
import { absent } from '../../store/refusals.ts';

/** What a source or study says and is about, and the claims that it is evidence for or against already. */
export interface EntryContent {
  readonly text: string;
  /** Ids of what its studies and findings are about. */
  readonly facets: readonly string[];
  /** Ids of claims. */
  readonly linked: readonly string[];
}

/** From a source or study to what it reports, and on to the claims that this is argued for or against with. */
const upward = stepsAlong('backward', ['REPORTED_IN', 'RESULT_OF', 'USES', 'HAS_EVIDENCE']);
/** A source, its study, its finding, the argument, the claim. */
const farthest = 4;

const facetKinds = ['Intervention', 'Outcome', 'Population', 'Jurisdiction'] as const;
const about = stepsAlong(
  'forward',
  facetKinds.map((kind) => aboutRelationship[kind]),
);

/** Enough to tell what a study is about. */
const mostReached = 500;

const said = { EvidenceSource: ['title'], Study: ['name'], Finding: ['text'] };

/** The relationships along which it walks. */
export const relationshipsOfContent: readonly RelationshipName[] = [...upward, ...about].map(
  ({ relationship }) => relationship,
);

/** Two statements, each in one direction, which a database plans soon. `NOT_FOUND` where it is not there. */
export async function contentOfEntry(
  store: Store,
  kind: 'EvidenceSource' | 'Study',
  entryId: string,
): Promise<EntryContent> {
  const id = nodeIdOf(store.model, entryId, kind === 'Study' ? 'study' : 'source', kind);
  const reached = await aroundOf(new AliasStore(store), id);
  const parts = reached.nodes.filter(({ __typename }) => Object.hasOwn(said, __typename));
  const reported = parts.filter(({ __typename }) => __typename !== 'EvidenceSource').map((part) => part.id);
  return {
    text: parts.flatMap((part) => [part['title'], part['name'], part['text']].filter(isText)).join('\n'),
    facets: await facetsOf(store, reported),
    linked: linkedIn(reached, new Set(parts.map((part) => part.id))),
  };
}

const isText = (value: unknown) => typeof value === 'string';

async function aroundOf(store: Store, id: string): Promise<Reached> {
  const plan = { from: [id], steps: upward, maxDepth: farthest, maxNodes: mostReached, header: [], attributes: said };
  const reached = await store.reach(plan);
  if (reached.nodes.length === 0) throw absent(id);
  return reached;
}

async function facetsOf(store: Store, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const plan = { from: ids, steps: about, maxDepth: 1, maxNodes: 2 * mostReached, header: [], attributes: {} };
  const { nodes } = await store.reach(plan);
  return nodes.filter(({ depth }) => depth > 0).map((node) => node.id);
}

/** Claims whose evidence uses one of the parts; a claim that rests on such a claim is not among them. */
function linkedIn({ edges }: Reached, parts: ReadonlySet<string>): string[] {
  const using = edges.filter(({ relationship, to }) => relationship === 'USES' && parts.has(to));
  const links = new Set(using.map(({ from }) => from));
  return edges.flatMap(({ relationship, from, to }) =>
    relationship === 'HAS_EVIDENCE' && links.has(to) ? [from] : [],
  );
}
