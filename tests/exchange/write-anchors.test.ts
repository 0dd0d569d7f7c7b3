import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { readReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';
import { isStatedTruly, verifyAnchors } from '../../src/exchange/review-package/verify-anchors.ts';
import { withAnchors, writeAnchors } from '../../src/exchange/review-package/write-anchors.ts';

const found = (id: string, position: number | null, state: 'EXACT' | 'APPROXIMATE' | 'LOST' = 'EXACT') => ({
  id: `passage:${id}`,
  anchor: '',
  state,
  position,
  stated: { state: 'UNCHECKED', position: null },
});

it('writes what was found and leaves comments and layout as they are', () => {
  const before = `# about passages
passages:
  - id: passage:a   # the first
    anchor: a few words   # of it
    section:   Odd   spacing

  # the second
  - { id: passage:b, section: S, anchor: "b", ordinal: 2 } # in braces
  - anchor: >-
      folded
      words
    anchorState: UNCHECKED # as yet
    id: passage:c
  - id: passage:d
    anchor: gone
    anchorPosition: 7
    anchorState: EXACT
  - { id: passage:e, anchor: gone, anchorPosition: 7 }
  - id: passage:other
    anchor: not looked for
`;
  const checks = [
    found('a', 1),
    found('b', 22),
    found('c', 3, 'APPROXIMATE'),
    found('d', null, 'LOST'),
    found('e', null, 'LOST'),
  ];
  const after = `# about passages
passages:
  - id: passage:a   # the first
    anchor: a few words   # of it
    anchorState: EXACT
    anchorPosition: 1
    section:   Odd   spacing

  # the second
  - { id: passage:b, section: S, anchor: "b", anchorState: EXACT, anchorPosition: 22, ordinal: 2 } # in braces
  - anchor: >-
      folded
      words
    anchorPosition: 3
    anchorState: APPROXIMATE # as yet
    id: passage:c
  - id: passage:d
    anchor: gone
    anchorState: LOST
  - { id: passage:e, anchor: gone, anchorState: LOST }
  - id: passage:other
    anchor: not looked for
`;
  expect(withAnchors(before, checks)).toBe(after);
  expect(withAnchors(after, checks)).toBe(after);
});

it('writes JSON as JSON, and ends a file that ends without a line end', () => {
  expect(withAnchors('{"passages": [{"id": "passage:a", "anchor": "x"}]}', [found('a', 5)])).toBe(
    '{"passages": [{"id": "passage:a", "anchor": "x", "anchorState": "EXACT", "anchorPosition": 5}]}',
  );
  expect(withAnchors('passages:\n- id: passage:a\n  anchor: x', [found('a', 5)])).toBe(
    'passages:\n- id: passage:a\n  anchor: x\n  anchorState: EXACT\n  anchorPosition: 5\n',
  );
});

it('makes a package say what is found, which it did not before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'evidence-graph-anchors-'));
  await writeFile(join(folder, 'package.yaml'), 'name: mine\ntitle: Mine\nversion: "1"\n');
  await writeFile(
    join(folder, 'a.yaml'),
    `sources: [{ id: source:s, kind: WEB, title: S }]
passages:
  - { id: passage:a, section: S, ordinal: 1, anchor: The second, source: source:s, anchorState: EXACT, anchorPosition: 3 }
`,
  );
  const anchors = async () => {
    const { reviewPackage } = await readReviewPackage(folder, evidenceModel);
    if (!reviewPackage) throw new Error('the package has problems');
    return verifyAnchors(reviewPackage, 'source:s', 'One. Then the second.');
  };
  const before = await anchors();
  expect(before).toMatchObject([{ state: 'APPROXIMATE', position: 10, stated: { state: 'EXACT', position: 3 } }]);
  expect(before.map(isStatedTruly)).toEqual([false]);
  expect(await writeAnchors(folder, before)).toEqual(['a.yaml']);
  expect((await anchors()).map(isStatedTruly)).toEqual([true]);
  expect(await writeAnchors(folder, before)).toEqual([]);
  expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toContain('anchorState: APPROXIMATE, anchorPosition: 10 }');
  await rm(folder, { recursive: true });
});
