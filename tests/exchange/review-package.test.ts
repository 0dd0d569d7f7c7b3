import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evidenceModel } from '../../src/domain/model.ts';
import { loadReviewPackage } from '../../src/exchange/review-package/load-review-package.ts';
import { problemLine } from '../../src/exchange/review-package/package-problem.ts';
import { jsonSchemaOfReviewPackage } from '../../src/exchange/review-package/package-schema.ts';
import { readReviewPackage } from '../../src/exchange/review-package/read-review-package.ts';
import { openEmbeddedStore } from '../../src/store/embedded/embedded-store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-graph-package-'));
});
afterEach(() => rm(folder, { recursive: true }));

const manifest = 'name: mine\ntitle: Mine\nversion: "1"\n';

async function input(files: Record<string, string>) {
  for (const [name, text] of Object.entries({ 'package.yaml': manifest, ...files }))
    await writeFile(join(folder, name), text);
  return readReviewPackage(folder, evidenceModel);
}

const lines = async (files: Record<string, string>) => (await input(files)).problems.map(problemLine);

const sound = {
  'a.yaml': `
claims:
  - id: claim:a
    text: A claim
    type: EFFECTIVENESS
    interventions: [intervention:i]
  - { id: claim:b, text: Another, type: CONTEXT, qualifies: [{ id: claim:a, rationale: because }] }
evidenceLinks:
  - { id: evidence-link:l, stance: SUPPORTS, basis: STATED, claim: claim:a, uses: [finding:f] }
`,
  'b.json': JSON.stringify({
    interventions: [{ id: 'intervention:i', name: 'I', aliases: ['i', 'ii'] }],
    findings: [{ id: 'finding:f', kind: 'COST', text: 'F', measures: [{ value: 3, unit: 'GBP', qualifier: 'ABOUT' }] }],
  }),
};

describe('a sound package', () => {
  it('is read from YAML and JSON with complete attributes and edges in their own direction', async () => {
    const { reviewPackage, problems } = await input(sound);
    expect(problems).toEqual([]);
    expect(reviewPackage?.nodes.map(({ id }) => id)).toEqual([
      'claim:a',
      'claim:b',
      'evidence-link:l',
      'intervention:i',
      'finding:f',
    ]);
    expect(reviewPackage?.nodes[3]?.attributes).toEqual({
      name: 'I',
      aliases: ['i', 'ii'],
      acronym: null,
      description: null,
      stage: null,
      startedOn: null,
    });
    expect(reviewPackage?.edges).toEqual([
      { relationship: 'ABOUT_INTERVENTION', from: 'claim:a', to: 'intervention:i', order: '000000', attributes: {} },
      {
        relationship: 'QUALIFIES',
        from: 'claim:b',
        to: 'claim:a',
        order: '000000',
        attributes: { rationale: 'because' },
      },
      { relationship: 'HAS_EVIDENCE', from: 'claim:a', to: 'evidence-link:l', order: '000000', attributes: {} },
      { relationship: 'USES', from: 'evidence-link:l', to: 'finding:f', order: '000000', attributes: {} },
    ]);
  });

  it('is loaded whole, changes nothing the second time, and counts what differs after a change', async () => {
    const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    const load = async (files: Record<string, string>, dryRun = false) => {
      const { reviewPackage } = await input(files);
      if (!reviewPackage) throw new Error('the package has problems');
      return loadReviewPackage(store, reviewPackage, { by: 'tests', at: '2026-01-01T00:00:00.000Z', dryRun });
    };
    const none = { added: 0, changed: 0, unchanged: 0, removed: 0 };
    expect(await load(sound, true)).toEqual({
      nodes: { ...none, added: 5 },
      edges: { ...none, added: 4 },
      written: false,
    });
    expect((await store.counts()).nodes['Claim']).toBe(0);
    expect(await load(sound)).toEqual({ nodes: { ...none, added: 5 }, edges: { ...none, added: 4 }, written: true });
    const { graphVersion } = await store.ping();
    expect(await load(sound)).toEqual({
      nodes: { ...none, unchanged: 5 },
      edges: { ...none, unchanged: 4 },
      written: false,
    });
    expect((await store.ping()).graphVersion).toBe(graphVersion);
    const changed = {
      ...sound,
      'a.yaml': 'claims:\n  - { id: claim:a, text: Changed, type: EFFECTIVENESS, interventions: [intervention:i] }\n',
    };
    expect(await load(changed)).toEqual({
      nodes: { added: 0, changed: 1, unchanged: 2, removed: 2 },
      edges: { added: 0, changed: 0, unchanged: 1, removed: 3 },
      written: true,
    });
    expect((await store.counts()).nodes).toMatchObject({ Claim: 1, EvidenceLink: 0, Finding: 1, Intervention: 1 });
    await store.close();
  });

  it('is refused where its ids belong to somebody else', async () => {
    const store = openEmbeddedStore({ model: evidenceModel, file: ':memory:' });
    const load = async (name: string) => {
      const { reviewPackage } = await input({ ...sound, 'package.yaml': manifest.replace('mine', name) });
      if (!reviewPackage) throw new Error('the package has problems');
      return loadReviewPackage(store, reviewPackage, { by: 'tests', at: '2026-01-01T00:00:00.000Z' });
    };
    await load('mine');
    await expect(load('yours')).rejects.toMatchObject({
      code: 'DUPLICATE',
      message: expect.stringContaining('claim:a (package mine)') as string,
    });
    await store.close();
  });
});

describe('a broken package', () => {
  it('is told all its problems at once, each with its place', async () => {
    expect(
      await lines({
        'a.yaml': `claims:
  - id: claim:a
    text: A
    type: WRONG
    colour: red
  - id: claim:b
    text: B
    type: HARM
    contradicts: [claim:none, finding:f]
  - id: Claim B
    text: C
    type: HARM
  - { id: claim:b, text: again, type: HARM }
findings:
  - { id: finding:f, kind: COST, text: F, measures: [{ lower: 3, upper: 2, qualifier: RANGE }] }
passages:
  - id: passage:p
    section: S
    ordinal: 1
    anchor: one two three four five six seven eight nine
nonsense: []
`,
      }),
    ).toEqual([
      'a.yaml:4:11: type: must be one of EFFECTIVENESS, HARM, ASSOCIATION, PREVALENCE, COST, PROCESS, CONTEXT; got "WRONG"',
      expect.stringMatching(/^a\.yaml:5:5: unknown key "colour"; known are id, text, type, /u) as string,
      'a.yaml:9:19: nothing in the package has the id "claim:none"',
      'a.yaml:9:31: "finding:f" must be Claim',
      'a.yaml:10:9: id "Claim B" must be claim:<slug>, the slug of lower-case letters, digits, dots and hyphens',
      'a.yaml:13:11: duplicate id "claim:b": it stands at a.yaml:6 already',
      'a.yaml:15:54: measures.0: lower (3) is above upper (2)',
      'a.yaml:20:13: anchor: must have at most 8 words',
      expect.stringMatching(/^a\.yaml:21:1: unknown list "nonsense"; known are /u) as string,
    ]);
  });

  it('is told of references that lead nowhere in records with other faults too', async () => {
    expect(
      await lines({
        'a.yaml': `claims:
  - { id: claim:a, text: A, type: WRONG, contradicts: [claim:none] }
  - { id: claim:b, text: B, type: HARM }
  - { id: claim:b, text: B, type: HARM, contradicts: [claim:gone] }
  - { text: C, type: HARM, contradicts: [claim:away, claim:a] }
`,
      }),
    ).toEqual([
      expect.stringMatching(/^a\.yaml:2:35: type: must be one of /u) as string,
      'a.yaml:2:56: nothing in the package has the id "claim:none"',
      'a.yaml:4:11: duplicate id "claim:b": it stands at a.yaml:3 already',
      'a.yaml:4:55: nothing in the package has the id "claim:gone"',
      expect.stringMatching(/^a\.yaml:5:\d+: id: /u) as string,
      'a.yaml:5:42: nothing in the package has the id "claim:away"',
    ]);
  });

  it('is told its cycles', async () => {
    const conclusion = (slug: string, on: string) =>
      `  - { id: conclusion:${slug}, text: T, restsOn: [{ id: conclusion:${on}, role: PRIMARY, basis: STATED }] }\n`;
    expect(await lines({ 'a.yaml': `conclusions:\n${conclusion('a', 'b')}${conclusion('b', 'a')}` })).toEqual([
      'a.yaml:3:44: cycle in the argument relationships: conclusion:a → conclusion:b → conclusion:a',
    ]);
  });

  it('is told what YAML cannot read, aliases that explode, and a missing manifest', async () => {
    const [first] = await lines({ 'a.yaml': 'claims:\n  - id: "unclosed\n' });
    expect(first).toMatch(/^a\.yaml:\d+:\d+: /u);
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefg'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[index]}`).join(', ')}]`),
    ];
    expect(await lines({ 'a.yaml': bomb.join('\n') })).toEqual([expect.stringMatching(/^a\.yaml:1:1: .*alias/iu)]);
    await rm(join(folder, 'package.yaml'));
    await rm(join(folder, 'a.yaml'));
    expect((await readReviewPackage(folder, evidenceModel)).problems.map(problemLine)).toEqual([
      'package.yaml:1:1: a review package needs a package.yaml with name, title and version',
    ]);
    const nowhere = join(folder, 'nowhere');
    expect((await readReviewPackage(nowhere, evidenceModel)).problems.map(problemLine)).toEqual([
      `${nowhere}:1:1: is not a folder that can be read`,
    ]);
  });

  it('is told what was probably meant, and what is allowed', async () => {
    expect(
      await lines({
        'a.yaml': `claims:
  - id: claim:a
    tex: A
    type: EFFECTIVENES
  - { id: claim:b, text: 2008, type: HARM, interventions: intervention:i }
clams: []
passages:
  - { id: passage:p, section: S, ordinal: 1.5 }
sources:
  - { id: source:s, kind: WEB, title: "", doi: "https://doi.org/10.1/x", issued: 2008-13 }
`,
      }),
    ).toEqual([
      'a.yaml:2:5: text: is required: a text',
      expect.stringMatching(/^a\.yaml:3:5: unknown key "tex"; did you mean "text"\? known are id, text, /u) as string,
      'a.yaml:4:11: type: must be one of EFFECTIVENESS, HARM, ASSOCIATION, PREVALENCE, COST, PROCESS, CONTEXT; got "EFFECTIVENES", did you mean EFFECTIVENESS?',
      'a.yaml:5:26: text: must be a text: write "2008" in quotes',
      'a.yaml:5:59: interventions: must be a list',
      expect.stringMatching(/^a\.yaml:6:1: unknown list "clams"; did you mean "claims"\? /u) as string,
      'a.yaml:8:43: ordinal: must be a whole number',
      'a.yaml:10:39: title: must not be empty',
      'a.yaml:10:48: doi: must be a bare DOI such as 10.1000/xyz123',
      'a.yaml:10:82: issued: must be a date as YYYY, YYYY-MM or YYYY-MM-DD',
    ]);
  });

  it('is told what a file cannot be read for, and not what that file may have held', async () => {
    const claim = 'claims:\n  - { id: claim:a, text: A, type: HARM, contradicts: [claim:elsewhere] }\n';
    const read = async (name: string, bytes: string | Uint8Array) => {
      await writeFile(join(folder, name), bytes);
      const told = await lines({ 'a.yaml': claim });
      await rm(join(folder, name));
      return told;
    };
    expect(await read('b.yaml', Uint8Array.of(0xff, 0xfe, 0x61, 0))).toEqual(['b.yaml:1:1: is not a text in UTF-8']);
    expect(await read('b.json', '{"claims": [], "claims": []}')).toEqual([
      'b.json:1:16: key "claims" stands twice in one mapping',
    ]);
    expect(await read('b.json', '{"claims": [,]}')).toEqual(['b.json:1:13: is not JSON from here on']);
    expect(await read('b.json', '['.repeat(100) + ']'.repeat(100))).toEqual([
      'b.json:1:4: is nested more than 64 levels deep',
    ]);
    expect(await read('b.yaml', 'a: &a [*a]\n')).toEqual([
      expect.stringMatching(/^b\.yaml:1:\d+: (is nested|has an alias)/u) as string,
    ]);
    expect(await read('b.yaml', 'claims: []\n---\nclaims: []\n')).toEqual([
      'b.yaml:2:1: starts a second document; a file may hold one only',
    ]);
    expect(await lines({ 'a.yaml': claim })).toEqual([
      'a.yaml:2:55: nothing in the package has the id "claim:elsewhere"',
    ]);
  });

  it('does not take names of the language for data', async () => {
    const problems = await lines({
      'a.yaml':
        '__proto__: []\nconstructor: []\nclaims:\n  - { id: claim:a, text: A, type: HARM, __proto__: 1, toString: 2 }\n',
    });
    expect(problems).toEqual([
      'a.yaml:1:12: may not be called "__proto__"',
      'a.yaml:4:52: may not be called "__proto__"',
    ]);
    expect(({} as Record<string, unknown>)['text']).toBeUndefined();
  });
});

it('is published as a JSON Schema', async () => {
  await expect(`${JSON.stringify(jsonSchemaOfReviewPackage(evidenceModel), null, 2)}\n`).toMatchFileSnapshot(
    '../../seed/review-package.schema.json',
  );
});
