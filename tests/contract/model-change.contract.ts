import { describe, expect, it } from 'vitest';
import { text } from '../../src/domain/attribute.ts';
import { evidenceModel, type Model } from '../../src/domain/model.ts';
import { many } from '../../src/domain/relationship.ts';
import { byIds, idsOf, relation, wanting } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { changeSet, claim, edge, finding } from './write-helpers.ts';

/** A copy of the model with a made-up attribute and a made-up relationship: one row each, nothing else. */
export const changedModel: Model = {
  kinds: {
    ...evidenceModel.kinds,
    Claim: {
      ...evidenceModel.kinds['Claim'],
      attributes: {
        ...evidenceModel.kinds['Claim'].attributes,
        colour: text('A made-up attribute.', { filter: true }),
      },
    },
  },
  relationships: [
    ...evidenceModel.relationships,
    {
      name: 'RHYMES_WITH',
      description: 'A made-up relationship.',
      ends: { Claim: ['Finding', 'Claim'] },
      forward: many('rhymesWith', 'What it rhymes with.'),
      backward: many('rhymedBy', 'What rhymes with it.'),
      attributes: { metre: text('A made-up edge attribute.', {}) },
      order: 'listed',
    },
  ],
};

export function describeModelChange(subject: Subject): void {
  describe('a change of the model', () => {
    it('is a change of its data alone: a made-up attribute and relationship are written and read', async () => {
      const store = await subject.engine.open(changedModel);
      const red = { ...claim('a'), attributes: { text: 'a', type: 'HARM', colour: 'red' } };
      const rhyme = edge('RHYMES_WITH', 'claim:a', 'finding:f', { attributes: { metre: 'iambic' } });
      await store.write(changeSet({ nodes: [red, finding('f')], edges: [rhyme] }));
      const select = wanting('Claim', ['colour'], {
        rhymesWith: relation('rhymesWith', wanting('Finding', ['text']), { edgeAttributes: ['metre'], count: true }),
      });
      expect(await byIds(store, ['claim:a'], select)).toEqual([
        {
          __typename: 'Claim',
          id: 'claim:a',
          colour: 'red',
          rhymesWith: {
            count: 1,
            rows: [
              {
                key: expect.any(String) as string,
                edge: { metre: 'iambic' },
                node: { __typename: 'Finding', id: 'finding:f', text: 'f' },
              },
            ],
          },
        },
      ]);
      const back = await byIds(store, ['finding:f'], wanting('Finding', [], { x: relation('rhymedBy', {}) }));
      expect(idsOf(back[0]?.['x'])).toEqual(['claim:a']);
    });
  });
}
