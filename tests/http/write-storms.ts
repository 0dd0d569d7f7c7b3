import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createKey } from '../../src/access/api-keys.ts';
import { verifyHistory } from '../../src/analysis/audit/verify-history.ts';
import { proposalOf } from '../../src/curation/proposals/proposal.ts';
import { openStoreFile } from '../../src/compose.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import type { Store } from '../../src/store/store.ts';
import { readSeed } from '../analysis/stored-graph.ts';
import { at } from '../contract/write-helpers.ts';

const keyPepper = 'a pepper of more than thirty-two characters';
const writers = 8;

const proposal = '{ __typename ... on Proposal { id status } ... on UserError { code message } }';
const linkStudy = `mutation ($input: LinkStudyInput!, $key: String!) { answer: linkStudy(input: $input, idempotencyKey: $key) ${proposal} }`;
const step = (name: string) =>
  `mutation ($id: ID!, $key: String!) { answer: ${name}(id: $id, idempotencyKey: $key) ${proposal} }`;

/** A study that is linked, taken up and accepted; how far that was acknowledged. */
export interface Story {
  readonly number: number;
  id: string;
  acknowledged: number;
}

export const steps = ['propose', 'startReview', 'accept'] as const;

export const storeFileIn = (folder: string) => join(folder, 'evidence-graph.sqlite');

/** Works with a store that no server has. */
export async function withStoreIn<Value>(folder: string, work: (store: Store) => Promise<Value>): Promise<Value> {
  const store = openStoreFile(storeFileIn(folder));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Every step that was acknowledged is in the store, once and in its place, and the history tells all of it. */
export async function expectKept(store: Store, stories: readonly Story[]): Promise<void> {
  for (const { id, acknowledged } of stories.filter((story) => story.acknowledged > 0)) {
    const record = await store.record('proposal', id);
    const { entries } = record ? proposalOf(record) : { entries: [] };
    const done = entries.map((entry) => entry.step);
    expect(done).toEqual(steps.slice(0, done.length));
    expect(done.length).toBeGreaterThanOrEqual(acknowledged);
  }
  expect(await verifyHistory(store)).toMatchObject({ broken: null, replayed: { differing: 0 } });
}

/** Servers of one folder, as built (`npm run build` comes first), and writers who link studies there. */
export class WriteStorms {
  readonly stories: Story[] = [];
  readonly #folder: string;
  #keys = { ada: '', ben: '' };
  #running: ChildProcess | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Fills the folder; answers with how many findings are there before anybody writes. */
  seed(): Promise<number> {
    return withStoreIn(this.#folder, async (store) => {
      await loadReviewPackage(store, await readSeed(), { by: 'tests', at });
      const keyOf = async (owner: string, role: 'CONTRIBUTOR' | 'REVIEWER') => {
        const wanted = { owner, name: owner, role, scopes: [], conflicts: [], expiresAt: '2999-01-01T00:00:00.000Z' };
        return (await createKey(store, keyPepper, wanted, { by: 'tests', role: 'ADMIN', at })).text;
      };
      this.#keys = { ada: await keyOf('ada', 'CONTRIBUTOR'), ben: await keyOf('ben', 'REVIEWER') };
      return (await store.counts()).nodes['Finding'] ?? 0;
    });
  }

  async serve(): Promise<{ readonly server: ChildProcess; readonly address: string }> {
    const server = spawn(process.execPath, ['dist/main.js', 'serve'], {
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: this.#folder, PORT: '0', KEY_PEPPER: keyPepper },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#running = server;
    let out = '';
    for await (const chunk of server.stdout.setEncoding('utf8')) {
      out += String(chunk);
      const address = /"address":"([^"]+)"/u.exec(out)?.[1];
      if (address !== undefined) return { server, address };
    }
    throw new Error(`The server ended before it served: ${out}`);
  }

  end(): void {
    this.#running?.kill('SIGKILL');
  }

  /**
   * Each writer goes on where it was cut off, with the keys it used, and then with stories of its own, until the server is
   * gone. `onAnswer` hears how many writes were acknowledged, and the writer waits for it.
   */
  async storm(address: string, onAnswer: (acknowledged: number) => unknown): Promise<void> {
    let acknowledged = 0;
    const open = this.stories.filter((story) => story.acknowledged < steps.length);
    const write = async () => {
      for (;;) {
        const story = open.shift() ?? { number: this.stories.length, id: '', acknowledged: 0 };
        if (story.number === this.stories.length) this.stories.push(story);
        while (story.acknowledged < steps.length) {
          await this.takeStep(address, story);
          await onAnswer((acknowledged += 1));
        }
      }
    };
    const ended = await Promise.allSettled(Array.from({ length: writers }, write));
    // Each of them ends with the connection, and with nothing else.
    for (const { reason } of ended as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(TypeError);
  }

  async takeStep(address: string, story: Story): Promise<void> {
    const { number, id, acknowledged } = story;
    const key = `${steps[acknowledged]}-${number}`;
    const answer =
      acknowledged === 0
        ? await send(address, this.#keys.ada, { query: linkStudy, variables: { input: inputOf(number), key } })
        : await send(address, this.#keys.ben, { query: step(steps[acknowledged] ?? ''), variables: { id, key } });
    if (id !== '') expect(answer.id).toBe(id);
    story.id = answer.id;
    story.acknowledged += 1;
  }
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
