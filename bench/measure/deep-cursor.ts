import type { EvidenceData } from '../graph/evidence-data.ts';
import { deepOffset } from '../reads/hub.ts';
import { graphql } from '../reads/read.ts';
import type { RunningServer } from '../servers/start-server.ts';
import { askOnce } from './ask-once.ts';

interface Page {
  readonly topic: { readonly findings: { readonly pageInfo: { readonly endCursor: string } } };
}

/** Walks the hub as a client has to, page by page, to the cursor in front of the deep page. */
export async function deepCursor(server: RunningServer, data: EvidenceData): Promise<string> {
  const query =
    'query Walk($id: ID!, $cursor: String, $first: Int!) { topic(id: $id) { findings(first: $first, after: $cursor) { pageInfo { endCursor } } } }';
  const page = 100;
  let cursor: string | null = null;
  for (let seen = 0; seen < deepOffset(data); seen += page) {
    const first = Math.min(page, deepOffset(data) - seen);
    const body: string = JSON.stringify(graphql(query, { id: data.hub, cursor, first }));
    cursor = ((await askOnce(server, body)) as Page).topic.findings.pageInfo.endCursor;
  }
  if (cursor === null) throw new Error('The hub has no deep page.');
  return cursor;
}
