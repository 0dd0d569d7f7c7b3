import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as vocabulary from '../../src/analysis/vocabulary.ts';
import { indicationStatus } from '../../src/domain/kinds/indication-status.ts';

const text = readFileSync(new URL('../../docs/method.md', import.meta.url), 'utf8');

it.each([
  indicationStatus,
  vocabulary.indicationRule,
  vocabulary.agreement,
  vocabulary.groundingFlag,
  vocabulary.impactClass,
  vocabulary.pathEnd,
  vocabulary.truncation,
  vocabulary.cellState,
  vocabulary.contradictionKind,
])('docs/method.md explains every value of $name', ({ values }) => {
  expect(Object.keys(values).filter((value) => !text.includes(`\`${value}\``))).toEqual([]);
});
