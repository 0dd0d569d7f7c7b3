import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { chain } from '../../src/analysis/chain.ts';
import { EvidenceGraph, type SubGraph } from '../../src/analysis/evidence-graph.ts';
import { grounding, type Grounding } from '../../src/analysis/grounding.ts';
import { impact, type Impact } from '../../src/analysis/impact.ts';
import { indication, wholeClaim, type Indication } from '../../src/analysis/indication.ts';
import { askOverview } from '../../src/analysis/overview.ts';
import {
  askAnswered,
  askChains,
  askContradictions,
  askGapMap,
  askGroundings,
  askImpact,
  askIndications,
} from '../../src/analysis/questions.ts';
import { scanGroundings } from '../../src/analysis/scan-recommendations.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import type { Store } from '../../src/store/store.ts';
import { at } from '../contract/write-helpers.ts';
import { hubGraph } from './hub-graph.ts';
import { randomEvidence } from './random-graph.ts';
import { inMemory, readSeed, writing } from './stored-graph.ts';
import { everyPath, wholeMap } from './whole-questions.ts';

/** A store that is empty at each opening, and the statements that it has been asked since. */
export interface QueriedStore {
  open(): Promise<{ readonly store: Store; readonly statements: string[] }>;
}

const idsOf = (graph: SubGraph, kind: string) =>
  graph.nodes.flatMap(({ __typename, id }) => (__typename === kind ? [id] : [])).toSorted();

/** Answers without the attributes that one way of fetching has and another has not. */
const indicated = (found: Indication | null) =>
  found && {
    ...found,
    claim: found.claim.id,
    evidence: null,
    verdicts: found.verdicts.map(({ assessment, agrees }) => [assessment.id, agrees]),
  };
const grounded = (found: Grounding | null) =>
  found && {
    claims: found.claims.map(({ role, indication: each }) => [role, indicated(each)]),
    weakest: found.weakest?.indication.claim.id,
    deciding: found.deciding.map(({ indication: { claim } }) => claim.id),
    flags: found.flags.map(({ flag, entries }) => [flag, entries.map(({ id }) => id)]),
    links: [found.statedLinks, found.curatedLinks],
  };
const impacted = ({ affected, tainted, changed }: Impact) => ({
  affected: affected.map(({ node, path, ...rest }) => [node.id, path.map(({ id }) => id), rest]),
  tainted: tainted.map(({ id }) => id),
  changed: changed.map(({ id }) => id),
});

/** The questions, asked of an engine. What is fetched must give the very answers that the whole graph gives. */
export function describeQuestions(asked: QueriedStore): void {
  describe('on the seed', () => {
    let store: Store;
    let statements: string[];
    let whole: SubGraph;
    const counted = async <Value>(work: () => Promise<Value>): Promise<readonly [Value, number]> => {
      statements.length = 0;
      return [await work(), statements.length];
    };
    beforeAll(async () => {
      ({ store, statements } = await asked.open());
      const seed = await readSeed();
      await loadReviewPackage(store, seed, { by: 'tests', at });
      whole = inMemory(seed);
    });

    it('diversion comes out as not evaluated, and drug courts as indirect', async () => {
      const [found, count] = await counted(() =>
        askGroundings({ store }, ['recommendation:ukdpc-2008-3.2', 'recommendation:ukdpc-2008-2.7']),
      );
      const flags = found.map((each) => each?.flags.map(({ flag }) => flag));
      expect(flags).toEqual([['BASIS_NOT_EVALUATED'], ['INDIRECT_ONLY', 'UNIDENTIFIED_SOURCES_ONLY']]);
      expect(count).toBeLessThanOrEqual(5);
    });

    it('one grounding and all of them take as many statements, and agree with the whole graph', async () => {
      const ids = idsOf(whole, 'Recommendation');
      const [, one] = await counted(() => askGroundings({ store }, ids.slice(0, 1)));
      const [found, all] = await counted(() => askGroundings({ store }, ids));
      expect([one, all]).toEqual([2, 2]);
      const graph = new EvidenceGraph(whole);
      expect(found.map(grounded)).toEqual(
        ids.map((id) => grounded(grounding(graph, graph.node(id) ?? { __typename: '', id }))),
      );
    });

    it('every claim has the indication that the whole graph gives it, in two statements', async () => {
      const ids = idsOf(whole, 'Claim');
      const [found, count] = await counted(() => askIndications({ store }, ids, wholeClaim));
      const graph = new EvidenceGraph(whole);
      expect(count).toBe(2);
      expect(found.map(indicated)).toEqual(
        ids.map((id) => indicated(indication(graph, graph.node(id) ?? { __typename: '', id }))),
      );
      expect(new Set(found.map((each) => each?.status))).toEqual(new Set(['NOT_EVALUATED', 'NOT_ASSESSABLE']));
    });

    it('what is asked for a place and an outcome agrees with the whole graph, in as many statements', async () => {
      const graph = new EvidenceGraph(whole);
      const node = (id: string) => graph.node(id) ?? { __typename: '', id };
      const question = { outcome: 'outcome:drug-use-and-offending', jurisdiction: 'jurisdiction:gb-sct' };
      const claims = idsOf(whole, 'Claim');
      const [found, two] = await counted(() => askIndications({ store }, claims, question));
      expect(found.map(indicated)).toEqual(claims.map((id) => indicated(indication(graph, node(id), question))));
      const tops = idsOf(whole, 'Recommendation');
      const [groundings, twoToo] = await counted(() => askGroundings({ store }, tops, question.jurisdiction));
      expect(groundings.map(grounded)).toEqual(
        tops.map((id) => grounded(grounding(graph, node(id), question.jurisdiction))),
      );
      const populations = idsOf(whole, 'Population').slice(0, 1);
      const [, four] = await counted(() =>
        askGapMap({ store }, { ...wholeMap, jurisdictions: [question.jurisdiction], populations }),
      );
      expect([two, twoToo, populations.length, four]).toEqual([2, 2, 1, 4]);
    });

    it('no verdict of no evaluations stands against what is computed', async () => {
      const found = await askIndications({ store }, idsOf(whole, 'Claim'), wholeClaim);
      const verdicts = found.flatMap((each) => each?.verdicts ?? []);
      const agreeing = (coverage: string) =>
        new Set(verdicts.flatMap(({ level, agrees }) => (level?.['coverage'] === coverage ? [agrees] : [])));
      expect([agreeing('NOT_EVALUATED'), agreeing('EVALUATED')]).toEqual([
        new Set(['YES']),
        new Set(['NOT_COMPARABLE']),
      ]);
    });

    it('the chain of every recommendation is that of the whole graph, in one statement', async () => {
      const ids = idsOf(whole, 'Recommendation');
      const [found, count] = await counted(() => askChains({ store }, ids, everyPath));
      expect(count).toBe(1);
      const paths = (each: ReturnType<typeof chain>) =>
        each?.paths.map(({ nodes, endsAt }) => [endsAt, ...nodes.map(({ id }) => id)].join(' '));
      expect(found.map(paths)).toEqual(ids.map((id) => paths(chain(new EvidenceGraph(whole), { ...everyPath, id }))));
      expect(found.every((each) => each?.truncated.length === 0)).toBe(true);
    });

    it('the impact of every source is that of the whole graph, in four statements', async () => {
      for (const id of idsOf(whole, 'EvidenceSource')) {
        const [found, count] = await counted(() => askImpact({ store }, { ids: [id], change: 'RETRACTED' }));
        expect(count).toBeLessThanOrEqual(4);
        expect(impacted(found)).toEqual(impacted(impact(whole, { ids: [id], change: 'RETRACTED' })));
      }
    });

    it('the gap map has every cell, in four statements', async () => {
      const [map, count] = await counted(() => askGapMap({ store }, wholeMap));
      expect(count).toBe(4);
      expect(map.cells.length).toBe(map.rows.length * map.columns.length);
      expect(map.available).toEqual({ rows: map.rows.length, columns: map.columns.length });
      const cell = map.cells.find(
        ({ row, column }) =>
          row.id === 'intervention:diversion-from-prosecution' && column.id === 'outcome:drug-use-and-offending',
      );
      expect(cell?.states).toEqual(['NOBODY_LOOKED']);
      expect(cell?.claims.map(({ claim }) => claim.id)).toEqual([
        'claim:diversion-from-prosecution-reduces-drug-use-and-offending',
      ]);
      expect(cell?.researchRecommendations.map(({ id }) => id)).toEqual(['recommendation:ukdpc-2008-6.2']);
    });

    it('finds what is contradicted, what is open, and what is there, in few statements', async () => {
      const [found, three] = await counted(() => askContradictions({ store }, 100));
      expect([three, found.found.map(({ kind }) => kind)]).toEqual([
        3,
        Array.from({ length: 3 }, () => 'LINKS_BOTH_WAYS'),
      ]);
      const research = idsOf(whole, 'Recommendation');
      const [answered, five] = await counted(() => askAnswered({ store }, research));
      expect([five, answered.filter((each) => each?.open === true).length]).toEqual([expect.any(Number), 9]);
      expect(five).toBeLessThanOrEqual(5);
      const [overview, few] = await counted(() => askOverview({ store }));
      expect(few).toBeLessThanOrEqual(7);
      const shares = Object.fromEntries(overview.shares.map(({ of, part, whole: all }) => [of, [part, all]]));
      expect(shares).toEqual({
        INTERVENTIONS_WITH_STUDIES: [0, 59],
        INTERVENTIONS_EVALUATED: [9, 59],
        INTERVENTIONS_NOT_EVALUATED: [6, 59],
        RECOMMENDATIONS_GROUNDED: [29, 29],
        LINKS_WITH_PASSAGE: [51, 62],
      });
      expect(overview.newest?.['updatedAt']).toBe(at);
    });

    it('finds recommendations by flag, a page at a time', async () => {
      const question = { flags: ['BASIS_NOT_EVALUATED'], jurisdiction: null } as const;
      const first = await scanGroundings({ store }, question, { first: 2, after: null });
      expect(first.found.map(({ value }) => value.node['ordinal'])).toEqual(['2.3', '2.6']);
      const rest = await scanGroundings({ store }, question, { first: 100, after: first.next });
      expect(rest.found[0]?.value.node.id).toBe('recommendation:ukdpc-2008-3.2');
      expect([rest.next, first.examined + rest.examined]).toEqual([null, 29]);
    });

    it('finds recommendations for a place by what is to be known there', async () => {
      const place = 'jurisdiction:gb-sct';
      const graph = new EvidenceGraph(whole);
      const all = { first: 100, after: null };
      const { found } = await scanGroundings({ store }, { flags: [], jurisdiction: place }, all);
      expect(found).toHaveLength(29);
      expect(found.map(({ value }) => grounded(value))).toEqual(
        found.map(({ value: { node } }) => grounded(grounding(graph, graph.node(node.id) ?? node, place))),
      );
      const own = await scanGroundings({ store }, { flags: [], jurisdiction: null }, all);
      expect(found.map(({ value }) => grounded(value))).not.toEqual(own.found.map(({ value }) => grounded(value)));
    });

    it.each([
      ['an id of no form', () => askChains({ store }, ['nonsense'], everyPath), 'INVALID_ARGUMENT'],
      ['a depth of 0', () => askChains({ store }, ['claim:x'], { ...everyPath, maxDepth: 0 }), 'INVALID_ARGUMENT'],
      ['a depth of 99', () => askChains({ store }, ['claim:x'], { ...everyPath, maxDepth: 99 }), 'INVALID_ARGUMENT'],
      ['no status at all', () => askChains({ store }, ['claim:x'], { ...everyPath, statuses: [] }), 'INVALID_ARGUMENT'],
      [
        'the impact of a claim',
        () => askImpact({ store }, { ids: ['claim:x'], change: 'RETRACTED' }),
        'INVALID_ARGUMENT',
      ],
      [
        'the impact of what is not there',
        () => askImpact({ store }, { ids: ['source:none'], change: 'RETRACTED' }),
        'NOT_FOUND',
      ],
      [
        'a map of an axis by itself',
        () => askGapMap({ store }, { ...wholeMap, columnAxis: 'INTERVENTION' }),
        'INVALID_ARGUMENT',
      ],
      ['a map of no rows', () => askGapMap({ store }, { ...wholeMap, rows: [] }), 'INVALID_ARGUMENT'],
      [
        'a map of rows of another kind',
        () => askGapMap({ store }, { ...wholeMap, rows: ['claim:x'] }),
        'INVALID_ARGUMENT',
      ],
      [
        'a map of a row that is not there',
        () => askGapMap({ store }, { ...wholeMap, rows: ['intervention:none'] }),
        'NOT_FOUND',
      ],
      [
        'the indication for an id that is no place',
        () => askIndications({ store }, [], { outcome: null, jurisdiction: 'outcome:reoffending' }),
        'INVALID_ARGUMENT',
      ],
    ])('%s is refused', async (_, work, code) => {
      await expect(work()).rejects.toMatchObject({ code });
    });

    const drugCourts = 'claim:drug-courts-reduce-drug-use-and-offending';
    it.each([
      [
        'the indication for a place',
        () => askIndications({ store }, [drugCourts], { outcome: null, jurisdiction: 'jurisdiction:none' }),
        'jurisdiction:none',
      ],
      [
        'the indication for an outcome',
        () => askIndications({ store }, [drugCourts], { outcome: 'outcome:none', jurisdiction: null }),
        'outcome:none',
      ],
      [
        'the grounding for a place',
        () => askGroundings({ store }, ['recommendation:ukdpc-2008-2.7'], 'jurisdiction:none'),
        'jurisdiction:none',
      ],
      [
        'the map for two places',
        () =>
          askGapMap(
            { store },
            { ...wholeMap, jurisdictions: idsOf(whole, 'Jurisdiction').slice(0, 1).concat('jurisdiction:none') },
          ),
        'jurisdiction:none',
      ],
      [
        'the map for people',
        () => askGapMap({ store }, { ...wholeMap, populations: ['population:none'] }),
        'population:none',
      ],
    ])('%s that nobody knows is refused and named, not answered as if nobody had looked', async (_, work, id) => {
      await expect(work()).rejects.toMatchObject({ code: 'NOT_FOUND', message: `Nothing has the id "${id}".` });
    });

    it('answers null for what is absent', async () => {
      expect(await askChains({ store }, ['claim:none'], everyPath)).toEqual([null]);
      expect(await askGroundings({ store }, ['recommendation:none'])).toEqual([null]);
      expect(await askIndications({ store }, ['claim:none'], wholeClaim)).toEqual([null]);
    });
  });

  it('a source that a thousand entries rest on is answered whole, in eight statements at most', async () => {
    const graph = hubGraph();
    const { store, statements } = await asked.open();
    await store.write(writing(graph));
    const countOf = (found: Impact, kind: string) =>
      found.affected.filter(({ node }) => node.__typename === kind).length;
    for (const change of ['RETRACTED', 'CONCERN', 'REMOVED'] as const) {
      statements.length = 0;
      const found = await askImpact({ store }, { ids: ['source:hub'], change });
      expect(statements.length).toBeLessThanOrEqual(8);
      expect(['Claim', 'Conclusion', 'Recommendation'].map((kind) => countOf(found, kind))).toEqual([400, 400, 200]);
      expect(impacted(found)).toEqual(impacted(impact(graph, { ids: ['source:hub'], change })));
    }
    const { affected } = await askImpact({ store }, { ids: ['source:hub'], change: 'RETRACTED' });
    const lost = affected.filter((each) => each.class === 'NOT_EVALUATED_NOW');
    expect(lost.filter(({ node }) => node.__typename === 'Claim')).toHaveLength(200);
  });

  it('on random graphs every answer is that of the whole graph', async () => {
    for (const { graph, sources } of fc.sample(randomEvidence, { numRuns: 6, seed: 42 })) {
      const { store } = await asked.open();
      await store.write(writing(graph));
      const indexed = new EvidenceGraph(graph);
      const node = (id: string) => indexed.node(id) ?? { __typename: '', id };
      const claims = idsOf(graph, 'Claim');
      expect((await askIndications({ store }, claims, wholeClaim)).map(indicated)).toEqual(
        claims.map((id) => indicated(indication(indexed, node(id)))),
      );
      const tops = [...idsOf(graph, 'Recommendation'), ...idsOf(graph, 'Conclusion')];
      expect((await askGroundings({ store }, tops)).map(grounded)).toEqual(
        tops.map((id) => grounded(grounding(indexed, node(id)))),
      );
      for (const change of ['RETRACTED', 'REMOVED'] as const)
        if (sources[0] !== undefined)
          expect(impacted(await askImpact({ store }, { ids: [sources[0]], change }))).toEqual(
            impacted(impact(graph, { ids: [sources[0]], change })),
          );
    }
  });
}
