import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createKey } from '../../src/access/api-keys.ts';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import { proposalOf } from '../../src/curation/proposals/proposal.ts';
import { evidenceModel } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { readSeed } from '../analysis/stored-graph.ts';
import { at } from '../contract/write-helpers.ts';
import { drawnCases } from '../support/drawn-cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-killed-'));
const keyPepper = 'a pepper of more than thirty-two characters';
let running: ChildProcess | undefined;
afterAll(() => {
  running?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const [storms, writers] = [drawnCases(6, 20), 8];
const proposal = '{ __typename ... on Proposal { id status } ... on UserError { code message } }';
const linkStudy = `mutation ($input: LinkStudyInput!, $key: String!) { answer: linkStudy(input: $input, idempotencyKey: $key) ${proposal} }`;
const step = (name: string) =>
  `mutation ($id: ID!, $key: String!) { answer: ${name}(id: $id, idempotencyKey: $key) ${proposal} }`;

/** A study that is linked, taken up and accepted; how far that was acknowledged. */
interface Story {
  readonly number: number;
  id: string;
  acknowledged: number;
}

const steps = ['propose', 'startReview', 'accept'] as const;

/** Works with the store while no server has it. */
async function withStore<Value>(work: (store: Store) => Promise<Value>): Promise<Value> {
  const store = openEmbeddedStore({ model: evidenceModel, file: join(folder, 'evidence-graph.sqlite') });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const seeded = () =>
  withStore(async (store) => {
    await loadReviewPackage(store, await readSeed(), { by: 'tests', at });
    const keyOf = async (owner: string, role: 'CONTRIBUTOR' | 'REVIEWER') => {
      const wanted = { owner, name: owner, role, scopes: [], conflicts: [], expiresAt: '2999-01-01T00:00:00.000Z' };
      return (await createKey(store, keyPepper, wanted, { by: 'tests', role: 'ADMIN', at })).text;
    };
    const keys = { ada: await keyOf('ada', 'CONTRIBUTOR'), ben: await keyOf('ben', 'REVIEWER') };
    return { keys, findings: (await store.counts()).nodes['Finding'] ?? 0 };
  });

/** Starts the server as built (`npm run build` comes first). */
async function serve(): Promise<{ readonly server: ChildProcess; readonly address: string }> {
  const server = spawn(process.execPath, ['dist/main.js', 'serve'], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: folder, PORT: '0', KEY_PEPPER: keyPepper },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running = server;
  let out = '';
  for await (const chunk of server.stdout.setEncoding('utf8')) {
    out += String(chunk);
    const address = /"address":"([^"]+)"/u.exec(out)?.[1];
    if (address !== undefined) return { server, address };
  }
  throw new Error(`The server ended before it served: ${out}`);
}

async function send(address: string, key: string, payload: unknown): Promise<{ id: string }> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(payload),
  });
  const { data } = (await response.json()) as { data: { answer: { __typename: string; id: string } } };
  expect(data.answer).toMatchObject({ __typename: 'Proposal' });
  return data.answer;
}

function inputOf(number: number) {
  return {
    claim: 'claim:drug-courts-reduce-drug-use-and-offending',
    source: { new: { kind: 'ARTICLE', title: `Trial ${number}`, doi: `10.1000/storm-${number}` } },
    finding: { kind: 'EFFECT_ESTIMATE', text: `Result ${number}.`, effectDirection: 'NO_DIFFERENCE' },
    link: { stance: 'DISPUTES', directness: 'DIRECT', rationale: 'The same outcome.' },
  };
}

it('a server that is killed in 20 storms of writes loses nothing that it acknowledged and does nothing twice', async () => {
  const { keys, findings } = await seeded();
  const stories: Story[] = [];
  const takeStep = async (address: string, story: Story) => {
    const { number, id, acknowledged } = story;
    const key = `${steps[acknowledged]}-${number}`;
    const answer =
      acknowledged === 0
        ? await send(address, keys.ada, { query: linkStudy, variables: { input: inputOf(number), key } })
        : await send(address, keys.ben, { query: step(steps[acknowledged] ?? ''), variables: { id, key } });
    if (id !== '') expect(answer.id).toBe(id);
    story.id = answer.id;
    story.acknowledged += 1;
  };
  /** Each writer goes on where it was cut off, with the keys it used, and then with stories of its own. */
  const storm = async (address: string, enough: number, kill: () => void) => {
    let acknowledged = 0;
    const open = stories.filter((story) => story.acknowledged < steps.length);
    const write = async () => {
      for (;;) {
        const story = open.shift() ?? { number: stories.length, id: '', acknowledged: 0 };
        if (story.number === stories.length) stories.push(story);
        while (story.acknowledged < steps.length) {
          await takeStep(address, story);
          if ((acknowledged += 1) === enough) kill();
        }
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: writers }, write));
    // Each of them ends with the connection, and with nothing else.
    for (const { reason } of ended as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(TypeError);
  };
  const lookAtStore = (isWhole: boolean) =>
    withStore(async (store) => {
      for (const { id, acknowledged } of stories.filter((story) => story.acknowledged > 0)) {
        const record = await store.record('proposal', id);
        const { entries } = record ? proposalOf(record) : { entries: [] };
        const done = entries.map((entry) => entry.step);
        expect(done).toEqual(steps.slice(0, done.length));
        expect(done.length).toBeGreaterThanOrEqual(acknowledged);
      }
      expect(await verifyHistory(store)).toMatchObject({ broken: null, replayed: { differing: 0 } });
      if (!isWhole) return;
      expect(await store.records({ type: 'proposal', after: null, first: 10_000 })).toHaveLength(stories.length);
      expect((await store.counts()).nodes['Finding']).toBe(findings + stories.length);
    });

  for (let number = 1; number <= storms; number += 1) {
    const { server, address } = await serve();
    const exited = once(server, 'exit');
    await storm(address, 5 + number, () => server.kill('SIGKILL'));
    expect(await exited).toEqual([null, 'SIGKILL']);
    await lookAtStore(false);
  }
  const { server, address } = await serve();
  for (const story of stories) while (story.acknowledged < steps.length) await takeStep(address, story);
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
  await lookAtStore(true);
  expect(stories.length).toBeGreaterThan(storms);
}, 400_000);
