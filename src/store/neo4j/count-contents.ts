import { storedType, type Model } from '../../domain/model.ts';
import type { StoreCounts } from '../store.ts';
import { identifier, isOwnNode } from './names.ts';

interface CountRow {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

type ReadRows = (text: string) => Promise<readonly CountRow[]>;

/**
 * Nodes by kind and edges by relationship, from what the database keeps of labels and types. Where others use our names too
 * (`isShared`), nodes and edges are looked at, because only those of ours have what is asked for here.
 */
export async function countContents(model: Model, read: ReadRows, isShared: boolean): Promise<StoreCounts> {
  const kinds = Object.keys(model.kinds);
  const types = model.relationships.map((row) => [
    ...new Set(Object.keys(row.ends).map((kind) => storedType(row, kind))),
  ]);
  const nodesOf = (kind: string) =>
    isShared ? `(n:${identifier(kind)}) WHERE ${isOwnNode('n')}` : `(:${identifier(kind)})`;
  const edgesOf = (type: string) =>
    isShared ? `()-[e:${identifier(type)}]->() WHERE e.key IS NOT NULL` : `()-[:${identifier(type)}]->()`;
  const nodeCounts = kinds.map((kind) => `COUNT { ${nodesOf(kind)} }`);
  const edgeCounts = types.map((names) => names.map((type) => `COUNT { ${edgesOf(type)} }`).join(' + '));
  const [row] = await read(`RETURN [${nodeCounts.join(', ')}] AS nodes, [${edgeCounts.join(', ')}] AS edges`);
  const named = (names: readonly string[], values: readonly number[] = []) =>
    Object.fromEntries(names.map((name, index) => [name, values[index] ?? 0]));
  return {
    nodes: named(kinds, row?.nodes),
    edges: named(
      model.relationships.map(({ name }) => name),
      row?.edges,
    ),
  };
}
