import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, it } from 'vitest';
// @ts-expect-error The settings of the tool are plain JavaScript.
import configuration from '../.dependency-cruiser.mjs';

it('every room keeps its doors, and something was cruised', async () => {
  const { forbidden, options } = configuration;
  const { output } = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true } as never, undefined, {
    tsConfig: extractTSConfig('tsconfig.json'),
  });
  const { summary } = output as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(60);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
});
