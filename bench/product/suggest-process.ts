import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suggestClaims, suggestClaimsFor } from '../../src/curation/suggest-claims.ts';
import type { EdgeWrite, NodeWrite } from '../../src/store/change-set.ts';
import { Random } from '../graph/random.ts';
import { rareWord, sentence } from '../graph/words.ts';
import { openBuiltStore } from '../load/built-store.ts';
import { median } from '../measure/cell.ts';

/*
 * How long suggestions of claims take on the embedded store: `node .cache/bench/bench/product/suggest-process.js [claims]`.
 * Each word of the vocabulary stands in a sixth of all claims, which is more than the words of any real text do.
 */

const claims = Number(process.argv[2] ?? 100_000);
const [facets, findings, warm, rounds] = [2_000, 20, 5, 41];
const at = '2026-01-02T03:04:05.678Z';
const random = new Random('suggest');
const facetKinds = ['intervention', 'outcome', 'population', 'jurisdiction'] as const;
const facetId = (kind: string, index: number) => `${kind}:f${index}`;
const node = (id: string, attributes: NodeWrite['attributes']): NodeWrite => ({
  id,
  expectedVersion: 0,
  attributes,
  status: 'ACCEPTED',
  reviewPackage: null,
});
const edge = (relationship: string, from: string, to: string): EdgeWrite => ({
  relationship,
  from,
  to,
  order: '000000',
  attributes: {},
});
const about = (from: string) =>
  facetKinds.map((kind) => edge(`ABOUT_${kind.toUpperCase()}`, from, facetId(kind, random.below(facets))));

function* nodes(): Iterable<NodeWrite> {
  for (const kind of facetKinds)
    for (let index = 0; index < facets; index += 1)
      yield node(facetId(kind, index), { name: `${sentence(random, 2)} ${rareWord(index)}` });
  for (let index = 0; index < claims; index += 1)
    yield node(`claim:c${index}`, {
      text: `${sentence(random, 10)} ${rareWord(index % 20_000)}`,
      type: 'EFFECTIVENESS',
    });
  yield node('source:s', { kind: 'ARTICLE', title: sentence(random, 9) });
  yield node('study:s', { name: 'Trial', design: 'RCT' });
  for (let index = 0; index < findings; index += 1)
    yield node(`finding:f${index}`, { kind: 'EFFECT_ESTIMATE', text: sentence(random, 12) });
}

function* edges(): Iterable<EdgeWrite> {
  for (let index = 0; index < claims; index += 1) yield* about(`claim:c${index}`);
  yield edge('REPORTED_IN', 'study:s', 'source:s');
  for (let index = 0; index < findings; index += 1) {
    yield edge('REPORTED_IN', `finding:f${index}`, 'source:s');
    yield edge('RESULT_OF', `finding:f${index}`, 'study:s');
    yield* about(`finding:f${index}`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-suggest-'));
const store = await openBuiltStore({ DATA_DIR: folder });
try {
  const header = { by: 'bench', role: 'ADMIN', why: null, at, removedEdges: [], removedNodes: [] };
  await store.write({ ...header, nodes: nodes(), edges: edges() });
  const asks = {
    'a text of 12 words': () => suggestClaims(store, sentence(random, 12), 10),
    'an abstract of 250 words': () => suggestClaims(store, `${sentence(random, 250)} ${rareWord(7)}`, 10),
    'a source with 20 findings': () => suggestClaimsFor(store, { source: 'source:s' }, 10),
    'a study with 20 findings': () => suggestClaimsFor(store, { study: 'study:s' }, 10),
  };
  for (const [name, ask] of Object.entries(asks)) await measure(name, ask);
} finally {
  await store.close();
  rmSync(folder, { recursive: true });
}

/** Processor time tells of the work, whatever else the machine does meanwhile. */
async function measure(name: string, ask: () => Promise<unknown>): Promise<void> {
  for (let round = 0; round < warm; round += 1) await ask();
  const [took, worked]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    await ask();
    took.push(performance.now() - start);
    const { user, system } = process.cpuUsage(cpu);
    worked.push((user + system) / 1000);
  }
  const figures = `median ${median(took).toFixed(1)} ms, ${median(worked).toFixed(1)} ms of processor time`;
  process.stdout.write(`${name}: ${figures}; slowest of ${rounds} ${Math.max(...took).toFixed(1)} ms\n`);
}
