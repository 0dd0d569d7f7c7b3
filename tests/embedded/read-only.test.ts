import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { changeSet, claim } from '../contract/write-helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-read-only-'));
afterAll(() => rmSync(folder, { recursive: true }));

const opened = (name: string, readOnly: boolean) =>
  openEmbeddedStore({ model: evidenceModel, file: join(folder, name), readOnly });

it('reads what another connection writes, and writes nothing', async () => {
  const [writer, reader] = [opened('store.sqlite', false), opened('store.sqlite', true)];
  await writer.write(changeSet({ nodes: [claim('one')] }));
  expect((await reader.headers(['claim:one'])).map(({ id }) => id)).toEqual(['claim:one']);
  await expect(reader.write(changeSet({ nodes: [claim('two')] }))).rejects.toMatchObject({
    code: 'DATABASE_UNAVAILABLE',
  });
  expect(await writer.headers(['claim:two'])).toEqual([]);
  await reader.close();
  await writer.close();
});

it('makes no file where there is none', () => {
  expect(() => opened('none.sqlite', true)).toThrow(/there is no store file .*none\.sqlite/u);
  expect(existsSync(join(folder, 'none.sqlite'))).toBe(false);
});
