import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';
import { byIds, wanting } from '../contract/read-helpers.ts';
import { buildScript } from '../lanes/build-script.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lets a process of its own write to the file until it has acknowledged `enough` writes, and kills it at once. */
async function writeUntilKilled(file: string, enough: number): Promise<number> {
  const script = await buildScript(fileURLToPath(new URL('crashing-writer.ts', import.meta.url)));
  const writer = spawn(process.execPath, [script.path, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = '';
  writer.stdout.on('data', (text: Buffer) => {
    acknowledged += text.toString();
    if (acknowledged.split('\n').length > enough) writer.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => writer.once('close', (_, reason) => resolve(reason)));
  script.remove();
  expect(signal).toBe('SIGKILL');
  return Number(acknowledged.slice(0, acknowledged.lastIndexOf('\n')).split('\n').at(-1));
}

describe('a store file', () => {
  it('keeps every acknowledged write whole when the process is killed, and nothing by half', async () => {
    const file = join(folder, 'killed.sqlite');
    const last = await writeUntilKilled(file, 20);
    const store = openEmbeddedStore({ model: evidenceModel, file });
    const { graphVersion } = await store.ping();
    expect(graphVersion).toBeGreaterThanOrEqual(last);
    const { nodes, edges } = await store.counts();
    expect([nodes['Topic'], edges['BROADER']]).toEqual([graphVersion * 50, graphVersion * 49]);
    const ids = Array.from({ length: graphVersion }, (_, index) => `topic:t${index + 1}-49`);
    expect((await store.headers(ids)).map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(await store.changes(graphVersion * 50, 1)).toEqual([]);
    await store.write(changeSet({ nodes: [claim('after')] }));
    expect((await store.ping()).graphVersion).toBe(graphVersion + 1);
    await store.close();
  });

  it('may be open twice: each instance sees what the other wrote, and versions go on', async () => {
    const file = join(folder, 'twice.sqlite');
    const one = openEmbeddedStore({ model: evidenceModel, file });
    const other = openEmbeddedStore({ model: evidenceModel, file });
    const text = async () => (await byIds(one, ['claim:a'], wanting('Claim', ['text'])))[0]?.['text'];
    await one.write(changeSet({ nodes: [claim('a', 'first')] }));
    expect(await text()).toBe('first');
    await other.write(changeSet({ nodes: [{ ...claim('a', 'second'), expectedVersion: 1 }] }));
    expect(await text()).toBe('second');
    const late = one.write(changeSet({ nodes: [{ ...claim('a', 'late'), expectedVersion: 1 }] }));
    await expect(late).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
    await one.write(changeSet({ nodes: [{ ...claim('a', 'third'), expectedVersion: 2 }] }));
    expect((await other.ping()).graphVersion).toBe(3);
    await one.close();
    await other.close();
  });
});
