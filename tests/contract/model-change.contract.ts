import { madeUpRelationship } from './made-up-relationship.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { boolean, text } from '../../src/domain/attribute.ts';
import { evidenceModel, type Model } from '../../src/domain/model.ts';
import { many } from '../../src/domain/relationship.ts';
import { byIds, idsOf, list, relation, wanting } from './read-helpers.ts';
import type { Engine, Subject } from './store-contract.ts';
import { kindNamed } from './kind-named.ts';
import { changeSet, claim, edge, finding } from './write-helpers.ts';

const rhymesWith = madeUpRelationship('RHYMES_WITH');

/** A copy of the model with a made-up attribute and a made-up relationship: one row each, nothing else. */
export const changedModel: Model = {
  kinds: {
    ...evidenceModel.kinds,
    Claim: {
      ...kindNamed('Claim'),
      attributes: {
        ...kindNamed('Claim').attributes,
        colour: text('A made-up attribute.', { filter: true }),
      },
    },
  },
  relationships: [
    ...evidenceModel.relationships,
    {
      name: rhymesWith,
      description: 'A made-up relationship.',
      ends: { Claim: ['Finding', 'Claim'] },
      forward: many('rhymesWith', 'What it rhymes with.'),
      backward: many('rhymedBy', 'What rhymes with it.'),
      attributes: { metre: text('A made-up edge attribute.', {}) },
      order: 'listed',
    },
  ],
};

/** Claims as a later release may know them. */
const grownModel: Model = {
  ...evidenceModel,
  kinds: {
    ...evidenceModel.kinds,
    Claim: {
      ...kindNamed('Claim'),
      attributes: {
        ...kindNamed('Claim').attributes,
        shelf: text('A made-up attribute to order by.', { order: true }),
        open: boolean('A made-up attribute with a default.', { required: true, default: true, filter: true }),
      },
    },
  },
};

export function describeModelChange(subject: Subject): void {
  describe('a change of the model', () => {
    it('is a change of its data alone: a made-up attribute and relationship are written and read', async () => {
      const store = await subject.engine.open(changedModel);
      const red = { ...claim('a'), attributes: { text: 'a', type: 'HARM', colour: 'red' } };
      const rhyme = edge(rhymesWith, 'claim:a', 'finding:f', { attributes: { metre: 'iambic' } });
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

/** For engines whose contents outlive the instance. */
export function describeModelGrowth(engine: Engine): void {
  describe('opening a store that an earlier model wrote', () => {
    afterAll(() => engine.close());

    it('gives what was there the defaults and the places in new orders that it would have had', async () => {
      const before = await engine.open();
      await before.write(changeSet({ nodes: [claim('b'), claim('a')] }));
      const store = await engine.reopen(before, grownModel);
      const shelved = { ...claim('c'), attributes: { text: 'c', type: 'COST', shelf: 'lower' } };
      await store.write(changeSet({ nodes: [shelved] }));
      const select = wanting('Claim', ['text', 'shelf', 'open']);
      const page = await list(store, 'Claim', { order: 'shelf', select });
      expect(page.rows?.map(({ node }) => node)).toEqual([
        { __typename: 'Claim', id: 'claim:c', text: 'c', shelf: 'lower', open: true },
        { __typename: 'Claim', id: 'claim:a', text: 'a', shelf: null, open: true },
        { __typename: 'Claim', id: 'claim:b', text: 'b', shelf: null, open: true },
      ]);
      const open = await list(store, 'Claim', { filter: { attribute: 'open', in: [true] }, count: true });
      expect(open.count).toBe(3);
    });

    it('adds a relationship with its attributes to a store that has none of it', async () => {
      const before = await engine.open();
      await before.write(changeSet({ nodes: [claim('a'), finding('f')] }));
      const store = await engine.reopen(before, changedModel);
      const rhyme = edge(rhymesWith, 'claim:a', 'finding:f', { attributes: { metre: 'iambic' } });
      await store.write(changeSet({ edges: [rhyme] }));
      const select = wanting('Claim', ['colour'], { x: relation('rhymesWith', {}, { edgeAttributes: ['metre'] }) });
      const row = (await byIds(store, ['claim:a'], select))[0];
      expect([row?.['colour'], idsOf(row?.['x'])]).toEqual([null, ['finding:f']]);
    });
  });
}
