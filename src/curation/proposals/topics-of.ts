import { kindOfId } from '../../domain/ids.ts';
import { memberOf, type Model } from '../../domain/model.ts';
import { nodesOfPage, presentRows, relationIn, rowsOf } from '../../store/answered-nodes.ts';
import type { NodeRow, RelationRead, Selection } from '../../store/read-plan.ts';
import { AliasStore } from '../../store/aliases/alias-store.ts';
import type { Store } from '../../store/store.ts';
import { idsOutside, type Proposal } from './proposal.ts';

/** As many topics as one entry can be about and still be about something. */
const mostTopics = 100;

/**
 * The topics that a proposal touches: those it names, and those of every entry that it rests on or changes. One that was
 * merged away is named by its own id too, where somebody declared an interest in it by that. One statement.
 */
export async function topicsOf(
  store: Store,
  proposal: Proposal,
  declared: readonly string[],
): Promise<readonly string[]> {
  const { all: ids } = idsOutside(proposal);
  const answer = await new AliasStore(store).read({
    roots: {
      entries: { by: 'ids', ids, select: withTopics(store.model) },
      declared: { by: 'ids', ids: declared, select: {} },
    },
  });
  const rows = presentRows(answer, 'entries');
  // A topic that was merged away is named by its own id and by that of the one that stands for it.
  const named = [...ids, ...rows.map(({ id }) => id)].filter((id) => kindOfId(store.model, id) === 'Topic');
  const about = [...rows, ...rows.flatMap((row) => nodesOfPage(relationIn(row, 'claim')))].flatMap(topicsIn);
  const touched = new Set([...named, ...about]);
  const standingTopics = rowsOf(answer['declared']);
  for (const [index, topic] of declared.entries()) if (touched.has(standingTopics[index]?.id ?? '')) touched.add(topic);
  return [...touched];
}

const topicsIn = (row: NodeRow): string[] => nodesOfPage(relationIn(row, 'topics')).map(({ id }) => id);

const along = (field: string, first: number, select: Selection): RelationRead => ({
  field,
  page: { first, after: null },
  rows: true,
  count: false,
  edgeAttributes: [],
  select,
});

/** Kinds that are about topics; an argument is about those of its claim. */
function withTopics(model: Model): Selection {
  const topics = { attributes: [], relations: { topics: along('topics', mostTopics, {}) } };
  const kinds = Object.keys(model.kinds).filter((kind) => memberOf(model, kind, 'topics'));
  return {
    ...Object.fromEntries(kinds.map((kind) => [kind, topics])),
    Topic: { attributes: [], relations: {} },
    EvidenceLink: { attributes: [], relations: { claim: along('claim', 1, { Claim: topics }) } },
  };
}
