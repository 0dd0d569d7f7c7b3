import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evidenceModel } from '../src/domain/model.ts';
import { loadReviewPackage } from '../src/exchange/review-package/load-review-package.ts';
import { problemLine } from '../src/exchange/review-package/package-problem.ts';
import { readReviewPackage } from '../src/exchange/review-package/read-review-package.ts';
import { examples } from '../src/web/playground/examples.ts';
import { openEmbeddedStore } from '../src/store/embedded/embedded-store.ts';
import { serving } from './support/serving.ts';

const readme = await readFile('README.md', 'utf8');

it('prints the answers that its queries get', async () => {
  const { reviewPackage } = await readReviewPackage('seed/ukdpc-2008', evidenceModel);
  if (!reviewPackage) throw new Error('the seed has problems');
  const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
  await loadReviewPackage(store, reviewPackage, { by: 'tests', at: '2026-01-01T00:00:00.000Z' });
  const server = await serving(store);
  const shown = [...readme.matchAll(/^curl .*?'query=([^']*)'\n```.*?^```json\n(.*?)^```/gmsu)];
  expect(shown).toHaveLength(2);
  for (const [, query = '', answer = ''] of shown) {
    const url = `/graphql?${new URLSearchParams({ query }).toString()}`;
    const { body } = await server.inject({ url, headers: { 'apollo-require-preflight': 'yes' } });
    expect(JSON.stringify(JSON.parse(answer))).toBe(body.trim());
  }
  await server.close();
  await store.close();
});

it('shows a package that has no problems', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-graph-readme-'));
  const files = [...readme.matchAll(/^```yaml\n# (\S+\.yaml)\n(.*?)^```/gmsu)];
  for (const [, name = '', text = ''] of files) await writeFile(join(folder, name), text);
  const { reviewPackage, problems } = await readReviewPackage(folder, evidenceModel);
  expect([files.length, problems.map(problemLine)]).toEqual([2, []]);
  expect(reviewPackage?.nodes).toHaveLength(4);
  await rm(folder, { recursive: true });
});

it('uses no idempotency key for two requests, in the documentation and the playground', async () => {
  const texts = [await readFile('docs/link-a-study.md', 'utf8'), ...examples];
  const keys = texts.flatMap((text) =>
    [...text.matchAll(/idempotencyKey(?:: String! =|:) "([^"]*)"/gu)].map(([, key]) => key),
  );
  expect(keys.length).toBeGreaterThan(3);
  expect(keys).toEqual([...new Set(keys)]);
});

it('names every code that a write is refused with where docs/errors.md tells of writes', async () => {
  const source = await readFile('src/graphql/user-errors.ts', 'utf8');
  const codes = [...source.matchAll(/^ {2}([A-Z_]+): \{ name/gmu)].map(([, code]) => code);
  const told = /^Refused writes are answers.*?\.$/msu.exec(await readFile('docs/errors.md', 'utf8'))?.[0] ?? '';
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => !told.includes(`\`${code}\``))).toEqual([]);
});

it('describes every code of the domain in docs/errors.md', async () => {
  const codes = [...(await readFile('src/domain/errors.ts', 'utf8')).matchAll(/^ {2}\| '([A-Z_]+)'/gmu)].map(
    ([, code]) => code,
  );
  const described = await readFile('docs/errors.md', 'utf8');
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => !described.includes(`\`${code}\``))).toEqual([]);
});
