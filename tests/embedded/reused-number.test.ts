import { expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';
import { byIds, relation, wanting } from '../contract/read-helpers.ts';
import { changeSet, claim, edge } from '../contract/write-helpers.ts';

it('a node that takes the number of one that is gone takes over nothing of it', async () => {
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  const contradicts = (from: string, to: string) => edge('CONTRADICTS', `claim:${from}`, `claim:${to}`);
  const counted = relation('contradicts', wanting('Claim', ['text']), { count: true });
  const select = wanting('Claim', ['text'], { contradicts: counted });
  await store.write(
    changeSet({
      nodes: [claim('a'), claim('last', 'gone')],
      edges: [contradicts('last', 'a'), contradicts('a', 'last')],
    }),
  );
  await store.write(
    changeSet({
      removedEdges: [contradicts('a', 'last')],
      removedNodes: [{ id: 'claim:last', expectedVersion: 1 }],
    }),
  );
  await store.write(changeSet({ nodes: [claim('next')] }));
  expect(await byIds(store, ['claim:last', 'claim:next', 'claim:a'], select)).toMatchObject([
    null,
    { id: 'claim:next', text: 'next', contradicts: { count: 0, rows: [] } },
    { id: 'claim:a', contradicts: { count: 0, rows: [] } },
  ]);
  await store.write(changeSet({ edges: [contradicts('next', 'a')] }));
  expect(await byIds(store, ['claim:next'], select)).toMatchObject([{ contradicts: { count: 1 } }]);
  await store.close();
});
