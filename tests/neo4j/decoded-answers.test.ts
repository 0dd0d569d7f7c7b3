import { expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { compileRead } from '../../src/store/neo4j/compile-read.ts';

it('an answer without what was asked for is no empty answer', () => {
  const select = { Claim: { attributes: [], relations: {} } };
  const { decode } = compileRead(evidenceModel, { roots: { found: { by: 'ids', ids: ['claim:a'], select } } });
  expect(decode([[[]]])).toEqual({ found: [null] });
  expect(() => decode([])).toThrow('The database gave no list where one was asked for.');
  expect(() => decode([[]])).toThrow('The database gave no list where one was asked for.');
});
