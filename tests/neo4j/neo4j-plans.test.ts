import neo4j from 'neo4j-driver';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { compileStatement } from '../../src/store/neo4j/compile-statement.ts';
import { CompiledStatements } from '../../src/store/neo4j/compiled-statements.ts';
import type { Row, Run } from '../../src/store/neo4j/connection.ts';
import { neo4jReach } from '../../src/store/neo4j/neo4j-reach.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import { rowsProgram } from '../../src/store/read/rows-program.ts';
import type { Filter, PageAnswer, ReadPlan } from '../../src/store/read-plan.ts';
import type { Store } from '../../src/store/store.ts';
import { relation, wanting } from '../contract/read-helpers.ts';
import { changeSet, claim, edge, finding, recommendation, conclusion } from '../contract/write-helpers.ts';
import { describeLanes, useLane } from '../lanes/neo4j-lanes.ts';
import { drawnCases } from '../support/drawn-cases.ts';
import { emptyDatabase, runCypher } from './empty-database.ts';
import { TextReads } from './text-reads.ts';

interface PlanStep {
  readonly operatorType: string;
  readonly dbHits?: number;
  readonly children: readonly PlanStep[];
}

function compiledRows(plan: ReadPlan) {
  const { text, parametersOf } = compileStatement(evidenceModel, { plan, program: rowsProgram(plan) });
  return { text, parameters: parametersOf(plan) };
}

const stepsOf = (step: PlanStep): readonly PlanStep[] => [step, ...step.children.flatMap(stepsOf)];
const hubEdges = drawnCases(8_000, 30_000);
/** The place of an edge far inside the hub, as a key of its pages and as a number. */
const farInside = hubEdges - 5_000;
const farKey = String(farInside).padStart(6, '0');
const page = { first: 20, after: null };

describeLanes('a read as the Neo4j planner sees it', (lane) => {
  const address = useLane(lane);
  const observed: string[] = [];
  let store: Store;
  /** What the planner chose right after the load, when its statistics were those of an empty graph. */
  let atOnce: readonly string[];

  beforeAll(async () => {
    await emptyDatabase(address());
    store = await openNeo4jStore({ model: evidenceModel, ...address(), observe: (text) => observed.push(text) });
    const findings = Array.from({ length: hubEdges }, (_, index) => finding(`f${index}`));
    const edges = findings.map(({ id }, place) => edge('RESULT_OF', id, 'study:hub', { place }));
    const study = { ...claim('unused'), id: 'study:hub', attributes: { name: 'Hub' } };
    const two = [finding('two-f0'), finding('two-f1')];
    const stated = { role: 'PRIMARY', basis: 'STATED' };
    await store.write(
      changeSet({
        nodes: [
          study,
          { ...study, id: 'study:two' },
          ...two,
          ...findings,
          recommendation('r', '1'),
          conclusion('c', '1'),
          claim('a'),
        ],
        edges: [
          ...edges,
          ...two.map(({ id }, place) => edge('RESULT_OF', id, 'study:two', { place })),
          edge('BASED_ON', 'recommendation:r', 'conclusion:c', { attributes: stated }),
          edge('RESTS_ON', 'conclusion:c', 'claim:a', { attributes: stated }),
        ],
      }),
    );
    atOnce = (await Promise.all([chain, hubPage(null)].map(profiled))).flatMap(operators);
    await runCypher(address(), 'CALL db.prepareForReplanning()');
  }, 240_000);
  afterAll(() => store.close());

  const profiledText = async (text: string, parameters: Readonly<Record<string, unknown>>) => {
    const { summary } = await runCypher(address(), `PROFILE ${text}`, parameters);
    return stepsOf(summary.profile as unknown as PlanStep);
  };
  const profiled = async (plan: ReadPlan): Promise<readonly PlanStep[]> => {
    const { text, parameters } = compiledRows(plan);
    return profiledText(text, parameters);
  };
  const hits = (steps: readonly PlanStep[]) => steps.reduce((sum, { dbHits }) => sum + (dbHits ?? 0), 0);
  const operators = (steps: readonly PlanStep[]) => steps.map(({ operatorType }) => operatorType.split('@')[0] ?? '');

  /** What a walk from the hub sees, without being run. */
  const profiledWalk = async (maxEdges: number): Promise<readonly PlanStep[]> => {
    let statement: readonly [string, Row] | undefined;
    const run: Run = async (text, parameters) => ((statement = [text, parameters]), []);
    await neo4jReach(evidenceModel, run, {
      from: ['study:hub'],
      steps: [{ relationship: 'RESULT_OF', direction: 'backward' }],
      maxDepth: 20,
      maxNodes: 50_000,
      maxEdges,
      header: ['label', 'status'],
      attributes: {},
    });
    return profiledText(...(statement ?? expect.fail('A walk is one statement.')));
  };

  it('walks nothing from a hub whose edges are too many for a walk that is wanted whole', async () => {
    const refused = await profiledWalk(hubEdges - 1);
    expect(hits(refused)).toBeLessThan(200);
    expect(hits(await profiledWalk(hubEdges))).toBeGreaterThan(hubEdges);
  });

  const hubPage = (after: string | null): ReadPlan => ({
    roots: {
      study: {
        by: 'ids',
        ids: ['study:hub'],
        select: wanting('Study', [], {
          findings: relation('findings', wanting('Finding', []), { page: { first: 20, after } }),
        }),
      },
    },
  });

  const chain: ReadPlan = {
    roots: {
      one: {
        by: 'ids',
        ids: ['recommendation:r'],
        select: wanting('Recommendation', ['text'], {
          basedOn: relation(
            'basedOn',
            {
              ...wanting('Conclusion', ['text'], { restsOn: relation('restsOn', wanting('Claim', ['text'])) }),
              ...wanting('Claim', ['text']),
            },
            { count: true },
          ),
        }),
      },
      list: {
        by: 'list',
        kind: 'Finding',
        order: 'label',
        descending: true,
        page,
        rows: true,
        count: true,
        select: wanting('Finding', ['text']),
      },
    },
  };

  describe('of a hub', () => {
    it('touches the page and nothing else, at the start and deep inside', async () => {
      const start = await profiled(hubPage(null));
      const deep = await profiled(hubPage(farKey));
      for (const steps of [start, deep]) {
        expect(hits(steps)).toBeLessThanOrEqual(60);
        expect(operators(steps).filter((name) => name.includes('RelationshipIndexSeek'))).toHaveLength(1);
      }
      expect(Math.abs(hits(start) - hits(deep))).toBeLessThanOrEqual(2);
    });

    it('answers the page that was asked', async () => {
      const answer = await store.read(hubPage(farKey));
      const [row] = answer['study'] as readonly { findings: PageAnswer }[];
      expect(row?.findings.rows?.map(({ node }) => node.id)).toEqual(
        Array.from({ length: 21 }, (_, index) => `finding:f${farInside + index}`),
      );
    });

    it('counts by its degree', async () => {
      const select = wanting('Study', [], { n: relation('findings', {}, { rows: false, count: true }) });
      const steps = await profiled({ roots: { study: { by: 'ids', ids: ['study:hub'], select } } });
      expect(hits(steps)).toBeLessThan(20);
    });
  });

  const scansOrSorts = (names: readonly string[]) => names.filter((name) => /Scan|^Sort|^Top|Expand/u.test(name));

  it('scans and sorts nothing', async () => {
    const names = operators(await profiled(chain));
    expect(scansOrSorts(names)).toEqual([]);
    expect(names.length).toBeGreaterThan(10);
  });

  it('scans and sorts nothing right after a load either', () => {
    expect(scansOrSorts(atOnce)).toEqual([]);
    expect(atOnce.length).toBeGreaterThan(10);
  });

  it('finds records by index in the order of their page, whichever filters are given', async () => {
    const filters = { subject: 'claim:a', owner: 'ann', status: 'DRAFT' };
    for (const names of [[], ['status'], ['owner', 'status'], Object.keys(filters)]) {
      observed.length = 0;
      const given = Object.fromEntries(Object.entries(filters).filter(([name]) => names.includes(name)));
      await store.records({ type: 'proposal', ...given, after: null, first: 20 });
      const values = { type: 'proposal', ...filters, after: '', first: neo4j.int(20) };
      const { summary } = await runCypher(address(), `EXPLAIN ${observed[0] ?? ''}`, values);
      const steps = operators(stepsOf(summary.plan as unknown as PlanStep));
      expect(steps).toContain('NodeIndexSeek');
      expect(steps.filter((name) => /Scan|Sort|Top/u.test(name))).toEqual([]);
    }
  });

  describe('as a text', () => {
    const reads = new TextReads();
    const texts = new CompiledStatements(evidenceModel);
    const profiledRead = async (query: string) => {
      const request = reads.of(query);
      const { text, parametersOf } = texts.of(request);
      return profiledText(text, parametersOf(request.plan));
    };
    const answered = async (query: string) => (await store.render(reads.of(query)))?.text;

    it('touches each row of the page of a hub twice: its edge, and its node with all that is asked of it', async () => {
      const steps = await profiledRead('{ study(id: "study:hub") { id findings(first: 10) { nodes { id text } } } }');
      expect(hits(steps)).toBeLessThan(30);
      expect(scansOrSorts(operators(steps))).toEqual([]);
    });

    it('reads nothing of the row behind the page, and looks for it only where the text tells of it', async () => {
      const below = 'study { label findings(first: 50) { nodes { id text } } }';
      const page = (more: string) =>
        `{ study(id: "study:hub") { findings(first: 3) { nodes { id ${below} } ${more} } } }`;
      const [plain, told] = [await profiledRead(page('')), await profiledRead(page('pageInfo { hasNextPage }'))];
      // Of the four edges and the seek; one row too many would be some hundred.
      expect(hits(told) - hits(plain)).toBeGreaterThan(0);
      expect(hits(told) - hits(plain)).toBeLessThan(15);
    });

    it.each([1, 2, 3])('tells whether there are more where a page of %i ends', async (first) => {
      const told = `pageInfo { hasNextPage }`;
      const field = (rows: string) => `findings(first: ${first}) { ${rows} }`;
      const flat = (rows: string) => `{ study(id: "study:two") { ${field(rows)} } }`;
      const more = String(first < 2);
      for (const rows of ['', 'nodes { id }', 'nodes { study { id } }'])
        expect(await answered(flat(`${rows} ${told}`))).toContain(`"pageInfo":{"hasNextPage":${more}}`);
      expect(await answered(flat('nodes { id }'))).toBe(
        `{"study":{"findings":{"nodes":[${['f0', 'f1']
          .slice(0, first)
          .map((id) => `{"id":"finding:two-${id}"}`)
          .join(',')}]}}}`,
      );
    });
  });

  describe('with a filter', () => {
    const named = (id: string): Filter => ({ attribute: 'id', in: [id] });
    const beside = (filter: Filter): Filter => ({ field: 'study', some: { field: 'findings', some: filter } });
    const filtered = (filter: Filter, roots = 1): ReadPlan => {
      const list = { by: 'list', kind: 'Finding', order: 'label', descending: false, page, count: true } as const;
      const read = { ...list, rows: true, select: wanting('Finding', []), filter };
      return { roots: Object.fromEntries(Array.from({ length: roots }, (_, index) => [`r${index}`, read])) };
    };
    /** A study with so many findings that each stand beside all others. */
    const addHub = (name: string, findings: number) =>
      store.write(
        changeSet({
          nodes: [
            { ...claim('unused'), id: `study:${name}`, attributes: { name } },
            ...Array.from({ length: findings }, (_, index) => finding(`${name}-${index}`)),
          ],
          edges: Array.from({ length: findings }, (_, index) =>
            edge('RESULT_OF', `finding:${name}-${index}`, `study:${name}`),
          ),
        }),
      );

    it('grows with the sets that it names, never with their product', async () => {
      await addHub('n', 2_000);
      await addHub('2n', 4_000);
      const filters = (hub: string): readonly Filter[] => {
        const one = named(`finding:${hub}-0`);
        return [beside(one), beside(beside(one)), { all: [beside(one), { not: beside(named('finding:none')) }] }];
      };
      for (const [index, filter] of filters('n').entries()) {
        const [less, more] = [
          await profiled(filtered(filter)),
          await profiled(filtered(filters('2n')[index] as Filter)),
        ];
        // The kind itself may be scanned, at a few hits for each; the square of a hub would be millions.
        expect(hits(more)).toBeLessThan(10 * (hubEdges + 8_000));
        expect(hits(more)).toBeLessThanOrEqual(2.2 * hits(less));
      }
    });

    it('starts from the ids that it names', async () => {
      const steps = await profiled(filtered({ all: [named('finding:f7'), { not: beside(named('finding:two-f0')) }] }));
      expect(hits(steps)).toBeLessThan(100);
      expect(operators(steps).filter((name) => /Scan/u.test(name))).toEqual([]);
    });

    it('finds the same set once, however many ask for it', async () => {
      const [some, many] = [
        compiledRows(filtered(beside(beside(named('finding:two-f0'))), 8)),
        compiledRows(filtered(beside(beside(named('finding:two-f0'))), 16)),
      ];
      const sets = ({ text }: { readonly text: string }) => text.split(' RETURN [')[0];
      expect(sets(many)).toBe(sets(some));
      expect(sets(many)).toContain('COLLECT');
    });
  });

  it('is one statement, whatever the plan holds, with the same text for other values', async () => {
    observed.length = 0;
    await store.read(chain);
    await store.read(hubPage(null));
    await store.read(hubPage(farKey));
    expect(observed).toHaveLength(3);
    expect(observed[1]).toBe(observed[2]);
  });

  it('walks with one statement where all steps run one way', async () => {
    observed.length = 0;
    const steps = (['BASED_ON', 'RESTS_ON'] as const).map((relationship) => ({
      relationship,
      direction: 'forward' as const,
    }));
    const { nodes } = await store.reach({
      from: ['recommendation:r'],
      steps,
      maxDepth: 5,
      maxNodes: 100,
      header: [],
      attributes: {},
    });
    expect(nodes.map(({ id, depth }) => [id, depth])).toEqual([
      ['recommendation:r', 0],
      ['conclusion:c', 1],
      ['claim:a', 2],
    ]);
    expect(observed).toHaveLength(1);
  });
});
