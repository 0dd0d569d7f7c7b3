import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { boolean, text } from '../../src/domain/attribute.ts';
import { evidenceModel, type Model } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { changedModel } from '../contract/model-change.contract.ts';
import { byIds, idsOf, list, relation, wanting } from '../contract/read-helpers.ts';
import { changeSet, claim, edge, finding } from '../contract/write-helpers.ts';

const folder = mkdtempSync(join(tmpdir(), 'evidence-graph-'));
afterAll(() => rmSync(folder, { recursive: true }));

const open = (name: string, model: Model = evidenceModel) => openEmbeddedStore({ model, file: join(folder, name) });

/** Changes a closed store file as no release of this project does. */
function tamper(name: string, statements: string): void {
  const database = new Database(join(folder, name));
  database.exec(statements);
  database.close();
}

/** Claims as a later release may know them. */
const grownModel: Model = {
  ...evidenceModel,
  kinds: {
    ...evidenceModel.kinds,
    Claim: {
      ...evidenceModel.kinds['Claim'],
      attributes: {
        ...evidenceModel.kinds['Claim'].attributes,
        shelf: text('A made-up attribute to order by.', { order: true }),
        open: boolean('A made-up attribute with a default.', { required: true, default: true, filter: true }),
      },
    },
  },
};

describe('opening a store file', () => {
  it('refuses one that a newer release wrote, names the setting, and leaves it as it is', async () => {
    await open('newer.sqlite').close();
    tamper('newer.sqlite', "UPDATE meta SET value = 99 WHERE name = 'schemaVersion'; DROP TABLE receipt");
    expect(() => open('newer.sqlite')).toThrow(
      expect.objectContaining({
        code: 'SCHEMA_TOO_NEW',
        message: expect.stringMatching(/^DATA_DIR: .*99/u) as unknown,
      }),
    );
    const database = new Database(join(folder, 'newer.sqlite'));
    expect(database.prepare("SELECT name FROM sqlite_master WHERE name = 'receipt'").all([])).toEqual([]);
    database.close();
  });

  it('refuses what is no store file, or cannot be one, and names the setting', () => {
    writeFileSync(join(folder, 'letter.sqlite'), 'Dear Sir or Madam, this is a letter. '.repeat(200));
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['letter.sqlite', join('file', 'below.sqlite')]) {
      expect(() => open(name)).toThrow(
        expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringMatching(/^DATA_DIR: /u) as unknown }),
      );
    }
  });

  it('adds what joined the model, keeps what was there, and gives it defaults and places in the new orders', async () => {
    const before = open('grown.sqlite');
    await before.write(changeSet({ nodes: [claim('b'), claim('a')] }));
    await before.close();
    const store = open('grown.sqlite', grownModel);
    const shelved = { ...claim('c'), attributes: { text: 'c', type: 'COST', shelf: 'lower' } };
    await store.write(changeSet({ nodes: [shelved] }));
    const select = wanting('Claim', ['text', 'shelf', 'open']);
    const page = await list(store, 'Claim', { order: 'shelf', select });
    expect(page.rows?.map(({ node }) => node)).toEqual([
      { __typename: 'Claim', id: 'claim:c', text: 'c', shelf: 'lower', open: true },
      { __typename: 'Claim', id: 'claim:a', text: 'a', shelf: null, open: true },
      { __typename: 'Claim', id: 'claim:b', text: 'b', shelf: null, open: true },
    ]);
    const closed = await list(store, 'Claim', { filter: { attribute: 'open', in: [true] }, count: true });
    expect(closed.count).toBe(3);
    await store.close();
  });

  it('adds a relationship with its attributes to a file that has none of it', async () => {
    const before = open('related.sqlite');
    await before.write(changeSet({ nodes: [claim('a'), finding('f')] }));
    await before.close();
    const store = open('related.sqlite', changedModel);
    const rhyme = edge('RHYMES_WITH', 'claim:a', 'finding:f', { attributes: { metre: 'iambic' } });
    await store.write(changeSet({ edges: [rhyme] }));
    const select = wanting('Claim', ['colour'], { x: relation('rhymesWith', {}, { edgeAttributes: ['metre'] }) });
    const row = (await byIds(store, ['claim:a'], select))[0];
    expect([row?.['colour'], idsOf(row?.['x'])]).toEqual([null, ['finding:f']]);
    await store.close();
  });

  it('keeps the edge attributes of a file of schema 1', async () => {
    const before = open('first.sqlite');
    const why = edge('CONTRADICTS', 'claim:a', 'claim:b', { attributes: { rationale: 'because' } });
    await before.write(changeSet({ nodes: [claim('a'), claim('b')], edges: [why] }));
    await before.close();
    const renamed = ['role', 'basis', 'rationale'].map(
      (name) => `ALTER TABLE edge RENAME COLUMN with_${name} TO ${name}`,
    );
    tamper('first.sqlite', [...renamed, "UPDATE meta SET value = 1 WHERE name = 'schemaVersion'"].join(';'));
    const store = open('first.sqlite');
    const select = wanting('Claim', [], { x: relation('contradicts', {}, { edgeAttributes: ['rationale'] }) });
    expect((await byIds(store, ['claim:a'], select))[0]?.['x']).toMatchObject({
      rows: [{ edge: { rationale: 'because' } }],
    });
    expect((await store.ping()).schemaVersion).toBe(2);
    await store.close();
  });
});
