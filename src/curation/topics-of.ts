import type { PageAnswer, NodeRow } from '../store/read-plan.ts';
import type { Store } from '../store/store.ts';
import { readSurviving } from './merging/surviving.ts';
import type { Proposal } from './proposal.ts';

/** As many topics as one entry can be about and still be about something. */
const mostTopics = 100;

/** The topics that a proposal touches: its own, and those of what it is about. One statement. */
export async function topicsOf(store: Store, { subject, edges }: Proposal): Promise<readonly string[]> {
  const topics = {
    field: 'topics',
    page: { first: mostTopics, after: null },
    rows: true,
    count: false,
    edgeAttributes: [],
    select: {},
  };
  const select = { Claim: { attributes: [], relations: { topics } } };
  const answer = await readSurviving(store, { roots: { subject: { by: 'ids', ids: [subject], select } } });
  const [row] = answer['subject'] as readonly (NodeRow | null)[];
  const ofSubject = (row?.['topics'] as PageAnswer | undefined)?.rows?.map(({ node }) => node.id) ?? [];
  const own = edges.filter(({ relationship }) => relationship === 'ABOUT_TOPIC').map(({ to }) => to);
  return [...ofSubject, ...own];
}
