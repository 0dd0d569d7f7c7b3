import { madeUpRelationship } from './made-up-relationship.ts';
import { describe, expect, it } from 'vitest';
import { boolean, integer, list as listOf, number, text } from '../../src/domain/attribute.ts';
import { evidenceModel, type Model } from '../../src/domain/model.ts';
import { many } from '../../src/domain/relationship.ts';
import type { Filter, PageAnswer } from '../../src/store/read-plan.ts';
import { byIds, idsOf, list, relation, search, wanting } from './read-helpers.ts';
import type { Subject } from './store-contract.ts';
import { kindNamed } from './kind-named.ts';
import { adding, changeSet, claim, edge, finding } from './write-helpers.ts';

const weighs = madeUpRelationship('WEIGHS');

/** Attributes of every type, and edge attributes with the names that stores like to use themselves. */
const typedModel: Model = {
  kinds: {
    ...evidenceModel.kinds,
    Finding: {
      ...kindNamed('Finding'),
      attributes: {
        ...kindNamed('Finding').attributes,
        ratio: number('A made-up number.', { filter: true }),
        many: integer('A made-up integer.', {}),
        numbers: listOf(number('Made-up numbers.', {})),
      },
    },
  },
  relationships: [
    ...evidenceModel.relationships,
    {
      name: weighs,
      description: 'A made-up relationship.',
      ends: { Claim: ['Finding'] },
      forward: many('weighs', 'What it weighs.'),
      backward: many('weighedBy', 'What weighs it.'),
      attributes: {
        type: number('A number.', {}),
        order: boolean('A flag.', {}),
        src: listOf(text('Texts.', {})),
        role: integer('A name that another relationship gives another type.', {}),
        absent: text('Never given.', {}),
      },
      order: 'listed',
    },
  ],
};

const figures = [0.1 + 0.2, 1 / 3, 5e-324, 1.797_693_134_862_315_7e308, -0.5, 1e21, 3];

export function describeValues(subject: Subject): void {
  describe('a value', () => {
    it('comes back as it was given: flags, dates, objects in lists, free JSON, and null', async () => {
      const csl = {
        type: 'report',
        issued: { 'date-parts': [[2008, 4]] },
        n: 0.1,
        flag: false,
        none: null,
        'a "b"': ['ü'],
      };
      const nodes = [
        adding('source:s', { kind: 'REPORT', title: 'S', issued: '2008-04', csl, authors: ['Ann O’Neill', 'B "C"'] }),
        adding('source:u', { kind: 'REPORT', identified: false, asCited: 'several studies' }),
      ];
      await subject.store.write(changeSet({ nodes }));
      const wanted = ['identified', 'issued', 'csl', 'authors', 'url'];
      expect(await byIds(subject.store, ['source:s', 'source:u'], wanting('EvidenceSource', wanted))).toEqual([
        {
          __typename: 'EvidenceSource',
          id: 'source:s',
          identified: true,
          issued: '2008-04',
          csl,
          authors: ['Ann O’Neill', 'B "C"'],
          url: null,
        },
        {
          __typename: 'EvidenceSource',
          id: 'source:u',
          identified: false,
          issued: null,
          csl: null,
          authors: [],
          url: null,
        },
      ]);
    });

    it('keeps every digit of a number, on nodes, in lists and inside objects', async () => {
      const store = await subject.engine.open(typedModel);
      const given = (value: number) => ({
        kind: 'COST',
        text: 'f',
        ratio: value,
        many: 2_147_483_647,
        numbers: [value, 1],
        measures: [{ value, qualifier: 'EXACT' }],
      });
      await store.write(
        changeSet({ nodes: figures.map((value, index) => adding(`finding:f-${index}`, given(value))) }),
      );
      const ids = figures.map((_, index) => `finding:f-${index}`);
      const rows = await byIds(store, ids, wanting('Finding', ['ratio', 'many', 'numbers', 'measures']));
      expect(rows.map((row) => [row?.['ratio'], row?.['many'], row?.['numbers']])).toEqual(
        figures.map((value) => [value, 2_147_483_647, [value, 1]]),
      );
      expect(rows.map((row) => (row?.['measures'] as { value: number }[])[0]?.value)).toEqual(figures);
    });

    it('is found by the same number, and by bounds that both belong to the range', async () => {
      const store = await subject.engine.open(typedModel);
      const nodes = figures.map((ratio, index) => adding(`finding:f-${index}`, { kind: 'COST', text: 'f', ratio }));
      await store.write(changeSet({ nodes: [...nodes, finding('none')] }));
      const found = async (filter: Filter) => idsOf(await list(store, 'Finding', { filter }));
      expect(await found({ attribute: 'ratio', in: [0.1 + 0.2, 3] })).toEqual(['finding:f-0', 'finding:f-6']);
      expect(await found({ attribute: 'ratio', from: 0.1 + 0.2, to: 3 })).toEqual([
        'finding:f-0',
        'finding:f-1',
        'finding:f-6',
      ]);
      expect(await found({ attribute: 'ratio', to: 5e-324 })).toEqual(['finding:f-2', 'finding:f-4']);
    });

    it('may be free JSON that nests 1,200 levels deep', async () => {
      const deep = JSON.parse(`${'{"a":['.repeat(600)}1${']}'.repeat(600)}`) as Record<string, unknown>;
      await subject.store.write(changeSet({ nodes: [adding('source:s', { kind: 'REPORT', title: 'S', csl: deep })] }));
      const row = (await byIds(subject.store, ['source:s'], wanting('EvidenceSource', ['csl'])))[0];
      expect(JSON.stringify(row?.['csl'])).toBe(JSON.stringify(deep));
    });

    it('may stand on an edge too, whatever its type and name', async () => {
      const store = await subject.engine.open(typedModel);
      const attributes = { type: 0.1 + 0.2, order: false, src: ['a', 'b "c"'], role: 7 };
      const weighing = edge(weighs, 'claim:a', 'finding:f', { attributes });
      await store.write(changeSet({ nodes: [claim('a'), finding('f')], edges: [weighing] }));
      const complete = { ...attributes, absent: null };
      const names = Object.keys(complete);
      const select = wanting('Claim', [], { x: relation('weighs', {}, { edgeAttributes: names }) });
      const page = (await byIds(store, ['claim:a'], select))[0]?.['x'] as PageAnswer;
      expect(page.rows?.map((row) => row.edge)).toEqual([complete]);
      const steps = [{ relationship: weighs, direction: 'forward' as const }];
      const reached = await store.reach({
        from: ['claim:a'],
        steps,
        maxDepth: 1,
        maxNodes: 9,
        header: [],
        attributes: {},
      });
      expect(reached.edges.map((found) => found.attributes)).toEqual([complete]);
    });

    it('gets a label on one line, cut at a word', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a', `two\nlines, ${'word '.repeat(100)}`)] }));
      const label = String((await byIds(subject.store, ['claim:a'], wanting('Claim', ['label'])))[0]?.['label']);
      expect(label).toMatch(/^two lines, (word )+word…$/u);
      expect(label.length).toBeLessThanOrEqual(160);
    });
  });

  describe('an odd request', () => {
    it('finds nothing by ids that are none, and does no harm', async () => {
      await subject.store.write(changeSet({ nodes: [claim('a')] }));
      const odd = ["claim:' OR 1=1 --", 'claim:`', '', 'claim:', ':', '$x', 'claim:a\u0000', 'Claim:a', 'claim:A'];
      expect(await byIds(subject.store, [...odd, 'claim:a'], {})).toEqual([
        ...odd.map(() => null),
        { __typename: 'Claim', id: 'claim:a' },
      ]);
    });

    it('searches for words of any script, and finds text that holds quotes and operators', async () => {
      const nodes = [claim('a', '"NEAR(" AND * ^ {x} : 数据 данные'), claim('b', 'other')];
      await subject.store.write(changeSet({ nodes }));
      for (const words of [['near'], ['数据'], ['данн'], ['x', 'near']])
        expect((await search(subject.store, words)).rows?.map(({ node }) => node.id)).toEqual(['claim:a']);
    });
  });
}
