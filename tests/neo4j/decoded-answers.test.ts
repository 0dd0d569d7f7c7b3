import { expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { compileStatement } from '../../src/store/neo4j/compile-statement.ts';
import { rowsProgram } from '../../src/store/read/rows-program.ts';

it('an answer without what was asked for is no empty answer', () => {
  const select = { Claim: { attributes: [], relations: {} } };
  const plan = { roots: { found: { by: 'ids', ids: ['claim:a'], select } } } as const;
  const { write } = compileStatement(evidenceModel, { plan, program: rowsProgram(plan) });
  expect(write([[]], plan)).toBe('{"found":[null]}');
  expect(() => write([], plan)).toThrow('The database gave no list where one was asked for.');
});
