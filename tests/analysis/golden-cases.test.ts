import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { EvidenceGraph } from '../../src/analysis/evidence-graph.ts';
import { indication } from '../../src/analysis/indication.ts';
import { ask, type Question } from './ask-case.ts';
import { graphOf, type CaseGraph } from './case-graph.ts';

interface Case extends CaseGraph {
  readonly name: string;
  /** How the answer was worked out by hand. */
  readonly why: string;
  readonly ask: Question;
  readonly expect: Readonly<Record<string, unknown>> | readonly unknown[] | null;
}

const folder = new URL('cases/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const casesIn = (file: string) =>
  parseAllDocuments(readFileSync(new URL(file, folder), 'utf8')).map((document) => document.toJS() as Case);

describe.each(files)('%s', (file) => {
  it.each(casesIn(file))('$name', (golden) => {
    expect(golden.why.length).toBeGreaterThan(20);
    const answer = ask(graphOf(golden), golden.ask);
    if (golden.expect === null || Array.isArray(golden.expect)) expect(answer).toEqual(golden.expect);
    else expect(answer).toMatchObject(golden.expect);
  });
});

it('are forty cases at least, each with a name of its own', () => {
  const names = files.flatMap(casesIn).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(40);
});

/** The traces of every claim of every case, in which one and several are counted. */
it('tell what was done in sentences that hold for one and for several', () => {
  const told = files.flatMap(casesIn).flatMap((golden) => {
    const given = graphOf(golden);
    const graph = new EvidenceGraph(given);
    const claims = given.nodes.filter(({ __typename }) => __typename === 'Claim');
    return claims.flatMap((claim) => indication(graph, claim).trace.map(({ did }) => did));
  });
  const counting = told.filter((did) => /\b1 (?:link|finding|vote|review|study)\b/u.test(did));
  expect(counting.length).toBeGreaterThan(10);
  expect(
    counting.filter((did) =>
      /\b1 (?:link|finding|review|study) (?:that )?(?:are|take|argue|give|use|include|count)\b/u.test(did),
    ),
  ).toEqual([]);
});
