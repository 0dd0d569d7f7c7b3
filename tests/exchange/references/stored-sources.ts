import { evidenceModel } from '../../../src/domain/model.ts';
import { openEmbeddedStore } from '../../../src/store/embedded/embedded-store.ts';
import type { Store } from '../../../src/store/store.ts';

/** An embedded store in memory with some sources in it; `statements` grows with what is asked of it. */
export async function storedSources(
  sources: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Promise<{ readonly store: Store; readonly statements: string[] }> {
  const statements: string[] = [];
  const store = openEmbeddedStore({
    model: evidenceModel,
    file: ':memory:',
    observe: (text: string) => statements.push(text),
  });
  const nodes = Object.entries(sources).map(([name, attributes]) => ({
    id: `source:${name}`,
    expectedVersion: 0,
    attributes: { kind: 'ARTICLE', ...attributes },
    status: 'ACCEPTED' as const,
    reviewPackage: null,
  }));
  const at = '2026-01-01T00:00:00.000Z';
  const rest = { edges: [], removedEdges: [], removedNodes: [] };
  if (nodes.length > 0) await store.write({ by: 'tests', role: 'ADMIN', why: null, at, nodes, ...rest });
  statements.length = 0;
  return { store, statements };
}

/** All sources of a store, by id. */
export async function sourcesIn(store: Store, first = 100): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const select = { EvidenceSource: { attributes: ['title', 'doi', 'status'], relations: {} } };
  const page = { first, after: null };
  const more = { order: 'label', descending: false, page, rows: true, count: false, select };
  const { all } = await store.read({ roots: { all: { by: 'list', kind: 'EvidenceSource', ...more } } });
  if (!all || !('rows' in all) || !all.rows) throw new TypeError('A list answers with a page.');
  return all.rows.map(({ node }) => node);
}
