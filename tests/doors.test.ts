import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cruise, type ICruiseOptions } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, it } from 'vitest';
// @ts-expect-error The settings of the tool are plain JavaScript.
import configuration from '../.dependency-cruiser.mjs';

interface Summary {
  readonly totalCruised: number;
  readonly violations: readonly {
    readonly rule: { readonly name: string };
    readonly from: string;
    readonly to: string;
  }[];
}

async function cruised(more: ICruiseOptions = {}) {
  const { forbidden, options } = configuration;
  const { output } = await cruise(
    ['src'],
    { ...options, ...more, ruleSet: { forbidden }, validate: true } as never,
    undefined,
    { tsConfig: extractTSConfig('tsconfig.json') },
  );
  const { summary } = output as { summary: Summary };
  const broken = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  return { broken, count: summary.totalCruised };
}

it('every room keeps its doors, and something was cruised', async () => {
  const { broken, count } = await cruised();
  expect(count).toBeGreaterThan(60);
  expect(broken).toEqual([]);
});

it('two files that import each other are refused, also where they import types only', async () => {
  const baseDir = await mkdtemp(join(tmpdir(), 'evidence-graph-doors-'));
  await mkdir(join(baseDir, 'src'));
  await writeFile(join(baseDir, 'src/a.ts'), "import type { B } from './b.ts';\nexport type A = B[];\n");
  await writeFile(join(baseDir, 'src/b.ts'), "import type { A } from './a.ts';\nexport type B = A | 1;\n");
  const { broken } = await cruised({ baseDir });
  await rm(baseDir, { recursive: true });
  expect(broken).toEqual(['no-cycles: src/a.ts → src/b.ts']);
});
