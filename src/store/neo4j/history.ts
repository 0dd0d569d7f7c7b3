import neo4j from 'neo4j-driver';
import type { Change } from '../change-set.ts';
import { beginning, changeOfText, type HistoryHead, type KeptChange, type KeptHistoryRead } from '../history-chain.ts';
import type { HistoryPage } from '../store.ts';
import type { Run } from './connection.ts';
import { changeLabel, metaId, metaLabel } from './names.ts';
import { indexHint } from './index-hint.ts';

export async function changesOf(ask: Run, page: HistoryPage, nodeId?: string): Promise<readonly Change[]> {
  const [columns, ofNode, order] =
    nodeId === undefined ? [['sequence'], '', ''] : [['nodeId', 'sequence'], 'c.nodeId = $nodeId AND ', 'c.nodeId, '];
  const text = `MATCH (c:${changeLabel}) ${indexHint('c', changeLabel, ...columns)} WHERE ${ofNode}c.sequence > $after WITH c ORDER BY ${order}c.sequence LIMIT $first RETURN c.text AS text`;
  const rows = await ask<Pick<KeptChange, 'text'>>(text, {
    nodeId,
    after: neo4j.int(page.after),
    first: neo4j.int(page.first),
  });
  return rows.map(changeOfText);
}

const head = `MATCH (m:${metaLabel} {id: '${metaId}'}) RETURN m.sequence AS sequence, m.hash AS hash, COUNT { MATCH (c:${changeLabel}) WHERE c.sequence <= m.sequence } AS entries`;

export async function historyHeadOf(ask: Run): Promise<HistoryHead> {
  const [row] = await ask<HistoryHead>(head, {});
  return row ?? { ...beginning, entries: 0 };
}

/** The condition on both properties of the index lets it give the order; those of the node seen last come once more. */
const pages = {
  sequence: `${indexHint('c', changeLabel, 'sequence')} WHERE c.sequence > $sequence WITH c ORDER BY c.sequence`,
  node: `${indexHint('c', changeLabel, 'nodeId', 'sequence')} WHERE c.nodeId >= $nodeId AND c.sequence > 0 WITH c WHERE c.nodeId > $nodeId OR c.sequence > $sequence WITH c ORDER BY c.nodeId, c.sequence`,
};

export async function keptHistoryOf(ask: Run, { by, after, first }: KeptHistoryRead): Promise<readonly KeptChange[]> {
  const text = `MATCH (c:${changeLabel}) ${pages[by]} LIMIT $first RETURN c.sequence AS sequence, c.nodeId AS nodeId, c.text AS text, c.hash AS hash`;
  const { nodeId, sequence } = after ?? { nodeId: '', sequence: 0 };
  return ask<KeptChange>(text, { nodeId, sequence: neo4j.int(sequence), first: neo4j.int(first) });
}
