import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { openNeo4jStore } from '../../src/store/neo4j/neo4j-store.ts';
import type { Store } from '../../src/store/store.ts';
import { adding, changeSet, claim } from '../contract/write-helpers.ts';
import { ada, ben, curating, studyLink } from '../curation/curating.ts';
import { cutCommits, type CommitCutter, type Cut } from '../lanes/commit-cutter.ts';
import { describeOneLane, useLane } from '../lanes/neo4j-lanes.ts';
import { drawnCases } from '../support/drawn-cases.ts';
import { untilAnswered } from '../support/until-answered.ts';
import { emptyDatabase } from './empty-database.ts';

/** One commit in four comes through, so that a write that is tried four times may fail, and its caller has to come again. */
const cuts: readonly (Cut | undefined)[] = ['before', 'after', 'meanwhile', undefined];
const [cutProposals, cutStories, writers] = [drawnCases(32, 100), drawnCases(32, 100), 4];

describeOneLane('a connection that is lost at many commits', 'neo4j-2026', (lane) => {
  const address = useLane(lane);
  let cutter: CommitCutter;
  let store: Store;
  let cutting = false;

  beforeAll(async () => {
    await emptyDatabase(address());
    cutter = await cutCommits(address().uri, (commit) => (cutting ? cuts[commit % cuts.length] : undefined));
    store = await openNeo4jStore({ model: evidenceModel, ...address(), uri: cutter.uri });
    await store.write(
      changeSet({ nodes: [claim('works', 'It works.'), adding('outcome:returning', { name: 'Returning' })] }),
    );
  });
  afterAll(async () => {
    await store.close();
    await cutter.close();
  });

  async function whileCutting(most: number, write: (number: number) => Promise<void>): Promise<number> {
    const enough = cutter.cuts() + most;
    let written = 0;
    cutting = true;
    const writer = async () => {
      while (cutter.cuts() < enough) await write((written += 1));
    };
    await Promise.all(Array.from({ length: writers }, writer));
    cutting = false;
    return written;
  }

  it('makes no duplicate and loses nothing', async () => {
    const { curation, asked, step } = curating(store);
    const proposing = (number: number) => {
      const input = {
        claim: { text: `It works for ${number}.`, type: 'HARM' },
        quotes: [],
        comparators: [],
        about: [],
      };
      return curation.propose('proposeClaim', input, asked(ada, `claim-${number}`));
    };
    const claims = new Map<number, string>();
    const proposed = await whileCutting(cutProposals, async (number) => {
      claims.set(number, (await untilAnswered(() => proposing(number))).id);
    });

    const stories = await whileCutting(cutStories, async (number) => {
      const attributes = { kind: 'ARTICLE', title: `Trial ${number}`, doi: `10.1000/trial-${number}` };
      const link = studyLink({ source: { attributes } });
      const person = { ...ada, id: `person:${number}` };
      const { id } = await untilAnswered(() => curation.propose('linkStudy', link, asked(person, 'link')));
      await untilAnswered(() => step(ben, 'startReview', id, { key: `start-${number}` }));
      await untilAnswered(() => step(ben, 'accept', id, { key: `accept-${number}` }));
    });

    expect(cutter.cuts()).toBeGreaterThanOrEqual(cutProposals + cutStories);
    const { nodes, edges } = await untilAnswered(() => store.counts());
    expect(nodes).toMatchObject({ Finding: stories, EvidenceLink: stories });
    expect(edges).toMatchObject({ HAS_EVIDENCE: stories });
    const proposals = await store.records({ type: 'proposal', after: null, first: 1_000 });
    const statuses = proposals.map(({ status }) => status);
    expect(statuses.filter((status) => status === 'ACCEPTED')).toHaveLength(stories);
    expect(statuses.filter((status) => status === 'SUBMITTED')).toHaveLength(proposed);
    expect(statuses).toHaveLength(proposed + stories);
    for (const [number, id] of claims) expect((await proposing(number)).id).toBe(id);
    expect(new Set(claims.values()).size).toBe(proposed);
    const { broken, replayed } = await untilAnswered(() => verifyHistory(store));
    expect([broken, replayed?.differing]).toEqual([null, 0]);
  }, 400_000);
});
