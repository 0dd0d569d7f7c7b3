import type { Change } from '../change-set.ts';
import { changeOfText, type HistoryHead, type KeptChange, type KeptHistoryRead } from '../history-chain.ts';
import type { HistoryPage } from '../store.ts';
import { metaOf } from './meta.ts';
import type { Statements } from './statements.ts';

export function changesOf(sql: Statements, { after, first }: HistoryPage, nodeId?: string): readonly Change[] {
  const [ofNode, values] = nodeId === undefined ? ['', []] : ['node_id = ? AND ', [nodeId]];
  const text = `SELECT entry FROM change WHERE ${ofNode}sequence > ? ORDER BY sequence LIMIT ?`;
  return sql.all<{ entry: string }>(text, [...values, after, first]).map(({ entry }) => changeOfText({ text: entry }));
}

export function historyHeadOf(sql: Statements): HistoryHead {
  const { sequence, hash } = metaOf(sql);
  const counting = 'SELECT count(*) AS entries FROM change WHERE sequence <= ?';
  const [{ entries } = { entries: 0 }] = sql.all<{ entries: number }>(counting, [sequence]);
  return { sequence, hash, entries };
}

const kept = 'SELECT sequence, node_id AS "nodeId", entry AS text, hash FROM change';

export function keptHistoryOf(sql: Statements, { by, after, first }: KeptHistoryRead): readonly KeptChange[] {
  const { nodeId, sequence } = after ?? { nodeId: '', sequence: 0 };
  return by === 'sequence'
    ? sql.all(`${kept} WHERE sequence > ? ORDER BY sequence LIMIT ?`, [sequence, first])
    : sql.all(`${kept} WHERE (node_id, sequence) > (?, ?) ORDER BY node_id, sequence LIMIT ?`, [
        nodeId,
        sequence,
        first,
      ]);
}
