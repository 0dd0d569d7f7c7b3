import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { drawnCases } from '../support/drawn-cases.ts';
import { expectKept, steps, withStoreIn, WriteStorms } from './write-storms.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-killed-'));
const writing = new WriteStorms(folder);
afterAll(() => {
  writing.end();
  rmSync(folder, { recursive: true });
});

const storms = drawnCases(6, 20);

it('a server that is killed in storms of writes loses nothing that it acknowledged and does nothing twice', async () => {
  const findings = await writing.seed();
  const { stories } = writing;
  for (let number = 1; number <= storms; number += 1) {
    const { server, address } = await writing.serve();
    const exited = once(server, 'exit');
    await writing.storm(address, (acknowledged) => acknowledged === 5 + number && server.kill('SIGKILL'));
    expect(await exited).toEqual([null, 'SIGKILL']);
    await withStoreIn(folder, (store) => expectKept(store, stories));
  }
  const { server, address } = await writing.serve();
  for (const story of stories) while (story.acknowledged < steps.length) await writing.takeStep(address, story);
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  await exited;
  await withStoreIn(folder, async (store) => {
    await expectKept(store, stories);
    expect(await store.records({ type: 'proposal', after: null, first: 10_000 })).toHaveLength(stories.length);
    expect((await store.counts()).nodes['Finding']).toBe(findings + stories.length);
  });
  expect(stories.length).toBeGreaterThan(storms);
}, 400_000);
