import { expect, it } from 'vitest';
import { identifier } from '../../src/store/neo4j/names.ts';
import { describeLanes, useLane } from '../lanes/neo4j-lanes.ts';
import { runCypher } from './empty-database.ts';

/** Words of Cypher's grammar, of both its versions. */
const words = `
  access all and any array as asc assert at by call case contains count create csv database delete desc detach distinct
  drop else end ends exists false filter finish for foreach from graph headers in index inf infinity insert is join let
  limit load match merge nan next nfc nfd nfkc nfkd node nodes normalized not null of offset on optional or order path
  reduce relationship remove return scan search seek set shortest single skip starts then to true type typed union unique
  unwind use using value vector when where with xor yield`
  .trim()
  .split(/\s+/u);
const names = [...words, 'NOT', 'Null', 'a name', 'back`tick', '1st', 'Größe', 'BASED_ON'];

it('a plain name stands as it is, and any other is quoted', () => {
  expect(['RESTS_ON', 'order_label', 'Claim'].map(identifier)).toEqual(['RESTS_ON', 'order_label', 'Claim']);
  expect(['a b', 'back`tick', 'Größe', '1st', ''].map(identifier)).toEqual([
    '`a b`',
    '`back``tick`',
    '`Größe`',
    '`1st`',
    '``',
  ]);
});

describeLanes('a name of a model, whatever it is', (lane) => {
  const address = useLane(lane);

  it('is read as a label, a type and a property', async () => {
    const named = names.map(identifier);
    const counts = named.map((name) => `COUNT { (:${name})-[:${name}]->() }`);
    const properties = named.flatMap((name) => [`n.${name}`, `n {.${name}}`]);
    const text = `MATCH (n:${named[0]} {${named.map((name) => `${name}: 1`).join(', ')}}) RETURN [${[...properties, ...counts].join(', ')}]`;
    await expect(runCypher(address(), `EXPLAIN ${text}`)).resolves.toMatchObject({ records: [] });
  });
});
