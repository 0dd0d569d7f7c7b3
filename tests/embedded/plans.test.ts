import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Filter, ListRead, ReadPlan, SearchRead } from '../../src/store/read-plan.ts';
import type { Store } from '../../src/store/store.ts';
import { relation, wanting } from '../contract/read-helpers.ts';
import { changeSet, claim, conclusion, edge, recommendation } from '../contract/write-helpers.ts';

const stated = { attributes: { role: 'PRIMARY', basis: 'STATED' } };
const page = { first: 5, after: null };

/** Every kind of page: of a kind, forward, backward, polymorphic, with counts, three levels deep. */
const claims = wanting('Claim', ['text', 'type'], { back: relation('underpins', wanting('Conclusion', ['text'])) });
const conclusions = wanting('Conclusion', ['text', 'label'], {
  restsOn: relation('restsOn', claims, { count: true, edgeAttributes: ['role'] }),
});
const paged: ReadPlan = {
  roots: {
    some: {
      by: 'ids',
      ids: ['recommendation:r', 'claim:a'],
      select: {
        ...wanting('Recommendation', ['text'], { basedOn: relation('basedOn', { ...conclusions, ...claims }) }),
        ...claims,
      },
    },
    up: { by: 'list', kind: 'Claim', order: 'label', descending: false, page, rows: true, count: true, select: claims },
    down: {
      by: 'list',
      kind: 'Claim',
      order: 'updatedAt',
      descending: true,
      page,
      rows: true,
      count: false,
      select: {},
    },
  },
};
const searched: SearchRead = { by: 'search', words: ['a'], kinds: [], page, rows: true, count: true, select: claims };

describe('a read from the embedded store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
  const file = join(folder, 'plans.sqlite');
  const statements: string[] = [];
  let store: Store;

  beforeAll(async () => {
    store = openEmbeddedStore({ model: evidenceModel, file, observe: (text) => statements.push(text) });
    await store.write(
      changeSet({
        nodes: [recommendation('r', '1'), conclusion('c', '1'), claim('a'), claim('b')],
        edges: [
          edge('BASED_ON', 'recommendation:r', 'conclusion:c', stated),
          edge('RESTS_ON', 'conclusion:c', 'claim:a', stated),
        ],
      }),
    );
  });
  beforeEach(() => statements.splice(0));
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it('is one statement, however many roots and levels the plan has', async () => {
    const answer = await store.read({ roots: { ...paged.roots, found: searched } });
    expect(Object.keys(answer)).toEqual(['some', 'up', 'down', 'found']);
    expect(statements).toHaveLength(1);
  });

  it('looks nodes and edges up by index and sorts no page', async () => {
    await store.read(paged);
    const database = new Database(file, { readonly: true });
    const steps = (database.prepare(`EXPLAIN QUERY PLAN ${statements[0]}`).all([]) as { detail: string }[]).map(
      ({ detail }) => detail,
    );
    database.close();
    expect(steps.filter((step) => step.startsWith('SEARCH')).length).toBeGreaterThan(10);
    // Scanned are only the short lists that the statement itself makes: the ids asked for, and pages already read.
    const scanned = steps.filter(
      (step) => step.startsWith('SCAN') && !/^SCAN (\(subquery-\d+\)|i\d+ VIRTUAL.*|CONSTANT ROW)$/u.test(step),
    );
    expect(scanned).toEqual([]);
    // An edge is looked up by one of its ends, never by its type alone.
    expect(steps.filter((step) => / e\d* USING|SEARCH e\d+ /u.test(step) && !/(src|dst)=\?/u.test(step))).toEqual([]);
    expect(steps.filter((step) => /SEARCH e\d+ USING/u.test(step)).length).toBeGreaterThan(3);
    expect(steps.filter((step) => step.includes('TEMP B-TREE FOR') && !step.includes('DISTINCT'))).toEqual([]);
  });

  it('looks into a set at the row at hand, and looks nothing up from it', async () => {
    const none = (field: string): Filter => ({ not: { field, some: { words: [['common']] } } });
    const list: ListRead = {
      by: 'list',
      kind: 'Finding',
      filter: { all: [none('topics'), none('study'), none('reportedIn')] },
      order: 'label',
      descending: true,
      page,
      rows: true,
      count: false,
      select: {},
    };
    await store.read({ roots: { list } });
    const database = new Database(file, { readonly: true });
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${statements[0]}`).all([]) as { detail: string }[];
    database.close();
    expect(statements[0]).toContain(' IN s0');
    // Both ends of an edge are known where each number of a set is tried as one of them.
    expect(steps.filter(({ detail }) => /src=[?].*dst=[?]/u.test(detail))).toEqual([]);
  });

  it('has the same text for other values, so that it is prepared once, and holds none of them', async () => {
    const asking = (id: string, after: string): ReadPlan => ({
      roots: {
        [`alias of ${id}`]: {
          by: 'ids',
          ids: [id],
          select: wanting('Claim', ['text'], {
            [`"${after}`]: relation('contradicts', {}, { page: { first: 7, after } }),
          }),
        },
      },
    });
    await store.read(asking('claim:a', 'one-cursor'));
    await store.read(asking('claim:b', "other-cursor' --"));
    expect(statements[0]).toBe(statements[1]);
    expect(statements[0]).not.toMatch(/claim:a|one-cursor|alias/u);
  });

  it('finds records by index in the order of their page, whichever filters are given', async () => {
    const filters = { subject: 'claim:a', owner: 'ann', status: 'DRAFT' };
    for (const names of [[], ['status'], ['owner'], ['subject'], ['owner', 'status'], Object.keys(filters)]) {
      const given = Object.fromEntries(Object.entries(filters).filter(([name]) => names.includes(name)));
      await store.records({ type: 'proposal', ...given, after: null, first: 20 });
    }
    const database = new Database(file, { readonly: true });
    const steps = statements.map(
      (text) => database.prepare(`EXPLAIN QUERY PLAN ${text}`).all([]) as { detail: string }[],
    );
    database.close();
    const by = (index: string, column = '') => [
      { detail: `SEARCH record USING INDEX record_${index} (type=? AND ${column}place>?)` },
    ];
    const [status, owner, subject] = ['status', 'owner', 'subject'].map((name) => by(`by_${name}`, `${name}=? AND `));
    expect(steps.map((plan) => plan.map(({ detail }) => ({ detail })))).toEqual([
      by('in_order'),
      status,
      owner,
      subject,
      owner,
      subject,
    ]);
  });

  it('walks in one statement, however far', async () => {
    const reach = (maxDepth: number) =>
      store.reach({
        from: ['recommendation:r'],
        steps: (['BASED_ON', 'RESTS_ON'] as const).map((relationship) => ({
          relationship,
          direction: 'forward' as const,
        })),
        maxDepth,
        maxNodes: 100,
        header: [],
        attributes: {},
      });
    expect((await reach(20)).nodes.map(({ id }) => id)).toEqual(['recommendation:r', 'conclusion:c', 'claim:a']);
    expect(statements).toHaveLength(1);
  });
});
