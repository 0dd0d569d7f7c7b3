import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Fetch } from '../../../src/exchange/references/lookup/fetch-json.ts';
import { referenceLookup, registryNames } from '../../../src/exchange/references/lookup/reference-lookups.ts';
import { previewSource } from '../../../src/exchange/references/preview-source.ts';
import { storedSources } from './stored-sources.ts';

const courts = { title: 'Drug courts in practice', issued: '2008', doi: '10.1000/abc' };

describe('a preview', () => {
  it.each([
    ['https://doi.org/10.1000/ABC', 'DOI', { doi: '10.1000/abc' }],
    ['doi:10.1000/ABC.', 'DOI', { doi: '10.1000/abc' }],
    ['PMID: 1234', 'PMID', { pmid: '1234' }],
    ['1234', 'PMID', { pmid: '1234' }],
    ['https://pubmed.ncbi.nlm.nih.gov/1234/', 'PMID', { pmid: '1234' }],
    ['978-0-306-40615-7', 'ISBN', { isbn: '9780306406157' }],
    ['0-306-40615-2', 'ISBN', { isbn: '9780306406157' }],
    ['https://example.org/report', 'URL', { url: 'https://example.org/report' }],
  ])(
    'of %j says that it is a %s, what it tells, that nothing was checked, and writes nothing',
    async (input, is, attributes) => {
      const { store } = await storedSources();
      const { graphVersion } = await store.ping();
      expect(await previewSource(store, input)).toEqual({
        is,
        format: null,
        attributes,
        problems: [],
        known: [],
        checked: { outcome: 'NOT_CHECKED' },
      });
      expect((await store.ping()).graphVersion).toBe(graphVersion);
    },
  );

  it('of a record tells its format, its fields, what is wrong, and whether the store has it', async () => {
    const { store } = await storedSources({ courts });
    expect(
      await previewSource(store, '\nTY  - JOUR\nTI  - Drug courts in practice\nPY  - 2008\nDO  - ten\nER  - \n'),
    ).toEqual({
      is: 'RECORD',
      format: 'ris',
      attributes: expect.objectContaining({ title: 'Drug courts in practice', issued: '2008' }) as object,
      problems: [expect.stringContaining('left out: "ten"')],
      known: [
        {
          id: 'source:courts',
          label: 'Drug courts in practice',
          status: 'ACCEPTED',
          match: 'NEAR',
          reason: 'same title and year, no author or journal that both tell',
        },
      ],
      checked: { outcome: 'NOT_CHECKED' },
    });
  });

  it('of a record that cannot be read says where', async () => {
    const { store } = await storedSources();
    expect(await previewSource(store, '@article{a,\n title = {x')).toMatchObject({
      is: 'RECORD',
      format: 'bibtex',
      attributes: {},
      problems: ['line 1: the entry cannot be read: a brace or quotation mark is not closed'],
    });
  });

  it.each([
    ['what is this', /^reference must be a DOI, a PubMed id, an ISBN, a web address, or one record of RIS, BibTeX/u],
    ['', /^reference must be a DOI/u],
    ['doi:10.1000', /^doi must be a DOI/u],
    ['978-0-306-40615-8', /^isbn must be an ISBN/u],
    ['javascript:alert(1)', /^url must be an http or https address/u],
    [
      '[{"type":"report"},{"type":"report"}]',
      /^reference may be one record of CSL-JSON; a file of several is imported/u,
    ],
    ['[]', /^reference looks like CSL-JSON and holds no record/u],
    ['x'.repeat(300_000), /^reference may have 256 Ki characters at most/u],
  ])('of %.40j is refused', async (input, message) => {
    const { store } = await storedSources();
    await expect(previewSource(store, input)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringMatching(message) as string,
    });
  });
});

const recorded = (name: string) => readFile(new URL(`answers/${name}.json`, import.meta.url), 'utf8');

/** A fetch that answers with a text for each host, and keeps what it was asked. */
function answering(answers: Readonly<Record<string, () => Response | Promise<Response>>>) {
  const asked: { address: string; agent: string | null; redirect: string | undefined }[] = [];
  const fetch: Fetch = async (address, init) => {
    const url = new URL(address instanceof Request ? address.url : address);
    asked.push({ address: url.href, agent: new Headers(init?.headers).get('user-agent'), redirect: init?.redirect });
    return (answers[url.hostname] ?? (() => new Response('', { status: 404 })))();
  };
  return { asked, fetch };
}

const crossrefHost = 'api.crossref.org';
const pubmedHost = 'eutils.ncbi.nlm.nih.gov';
const openalexHost = 'api.openalex.org';

describe('a look-up', () => {
  it('in Crossref completes a DOI, and tells of a retraction', async () => {
    const { store } = await storedSources({ courts });
    const { asked, fetch } = answering({ [crossrefHost]: async () => new Response(await recorded('crossref')) });
    const preview = await previewSource(store, 'doi:10.1000/ABC', { lookup: referenceLookup(['crossref'], { fetch }) });
    expect(preview).toMatchObject({
      is: 'DOI',
      attributes: {
        kind: 'ARTICLE',
        title: 'Drug courts in practice',
        authors: ['Berg, Ada', 'The Example Group'],
        issued: '2008-03',
        publisher: 'Example Press',
        doi: '10.1000/abc',
        standing: 'RETRACTED',
      },
      problems: [],
      known: [{ id: 'source:courts', match: 'SAME' }],
      checked: { outcome: 'FOUND', by: 'crossref' },
    });
    expect(asked).toEqual([
      {
        address: 'https://api.crossref.org/works/10.1000%2Fabc',
        agent: expect.stringMatching(/^evidence-graph/u) as string,
        redirect: 'error',
      },
    ]);
  });

  it('in PubMed completes a PubMed id, with no more of the date than is sure', async () => {
    const { store } = await storedSources();
    const { asked, fetch } = answering({ [pubmedHost]: async () => new Response(await recorded('pubmed')) });
    const lookup = referenceLookup(['crossref', 'pubmed'], { fetch });
    expect(await previewSource(store, 'PMID 1234', { lookup })).toMatchObject({
      attributes: {
        kind: 'ARTICLE',
        title: 'Drug courts in practice',
        authors: ['Berg A', 'Example Group'],
        issued: '2008',
        doi: '10.1000/abc',
        pmid: '1234',
      },
      checked: { outcome: 'FOUND', by: 'pubmed' },
    });
    expect(asked.map(({ address }) => new URL(address).hostname)).toEqual([pubmedHost]);
  });

  it('in OpenAlex does not believe a first of January', async () => {
    const { store } = await storedSources();
    const { fetch } = answering({ [openalexHost]: async () => new Response(await recorded('openalex')) });
    const { attributes } = await previewSource(store, '10.1000/abc', {
      lookup: referenceLookup(['openalex'], { fetch }),
    });
    expect(attributes).toMatchObject({
      authors: ['Berg, Ada', 'Cay Doe'],
      issued: '2008',
      pmid: '1234',
      kind: 'ARTICLE',
    });
    expect(attributes['standing']).toBeUndefined();
  });

  it('asks the next registry where one does not know, and never replaces what was given', async () => {
    const { store } = await storedSources();
    const { asked, fetch } = answering({ [openalexHost]: async () => new Response(await recorded('openalex')) });
    const record = '@article{a, title = {As I have it}, doi = {10.1000/abc}}';
    const preview = await previewSource(store, record, {
      lookup: referenceLookup(['crossref', 'openalex'], { fetch }),
    });
    expect(preview).toMatchObject({
      attributes: { title: 'As I have it', issued: '2008' },
      checked: { by: 'openalex' },
    });
    expect(asked).toHaveLength(2);
  });

  it('that finds nothing says by whom; without an identifier nobody is asked', async () => {
    const { store } = await storedSources();
    const { asked, fetch } = answering({ [pubmedHost]: async () => new Response(await recorded('pubmed-unknown')) });
    const lookup = referenceLookup(registryNames, { fetch });
    const checked = async (input: string) => (await previewSource(store, input, { lookup })).checked;
    expect(await checked('10.1000/abc')).toEqual({ outcome: 'NOT_FOUND', by: 'crossref' });
    expect(await checked('PMID 999')).toEqual({ outcome: 'NOT_FOUND', by: 'pubmed' });
    asked.length = 0;
    expect(await checked('https://example.org/')).toEqual({ outcome: 'NOT_CHECKED' });
    expect(asked).toEqual([]);
  });

  it.each<[string, () => Response | Promise<Response>, string]>([
    ['a failure', () => new Response('', { status: 503 }), 'it answered with status 503'],
    ['a page', () => new Response('<html>'), 'it answered with what is not JSON'],
    ['too much', () => new Response(`"${'x'.repeat(1024 * 1024)}"`), 'it answered with more than 1 MiB'],
    ['no connection', () => Promise.reject(new TypeError('fetch failed')), 'it cannot be reached'],
  ])('that meets %s says so, and the preview stands', async (_, answer, reason) => {
    const { store } = await storedSources();
    const { fetch } = answering({ [crossrefHost]: answer });
    const lookup = referenceLookup(['crossref', 'openalex'], { fetch });
    expect(await previewSource(store, '10.1000/abc', { lookup })).toMatchObject({
      attributes: { doi: '10.1000/abc' },
      checked: { outcome: 'FAILED', by: 'crossref', reason },
    });
  });

  it.each([
    'null',
    '[]',
    '{"message":{}}',
    '{"message":{"DOI":7,"title":{"a":1}}}',
    '{"title":7}',
    '{"result":{"1234":[]}}',
  ])('that is answered with %s has found nothing', async (answer) => {
    const { fetch } = answering(
      Object.fromEntries([crossrefHost, pubmedHost, openalexHost].map((host) => [host, () => new Response(answer)])),
    );
    for (const name of registryNames) {
      const found = await referenceLookup([name], { fetch }).find({ doi: '10.1000/abc', pmid: '1234' });
      expect(found).toEqual({ outcome: 'NOT_FOUND', by: name });
    }
  });

  it('of a server that sends a little and then nothing ends in time, and ends at once when whoever asked is gone', async () => {
    const server = createServer((_, response) => void response.write('{'));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const fetch: Fetch = (_, init) => globalThis.fetch(`http://127.0.0.1:${port}/`, init);
    const lookup = referenceLookup(['crossref'], { fetch, timeout: 200 });
    expect(await lookup.find({ doi: '10.1000/abc' })).toEqual({
      outcome: 'FAILED',
      by: 'crossref',
      reason: 'it did not answer within 0.2 s',
    });
    const gone = new AbortController();
    const asked = referenceLookup(['crossref'], { fetch, timeout: 60_000 }).find({ doi: '10.1000/abc' }, gone.signal);
    gone.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    server.closeAllConnections();
    server.close();
  });

  it('is off unless a setting names registries', () => {
    expect(readConfig({}).referenceLookup).toEqual([]);
    expect(readConfig({ REFERENCE_LOOKUP: 'off' }).referenceLookup).toEqual([]);
    expect(readConfig({ REFERENCE_LOOKUP: 'openalex, crossref,openalex' }).referenceLookup).toEqual([
      'openalex',
      'crossref',
    ]);
    for (const wrong of ['on', 'crossref,', 'off,crossref'])
      expect(() => readConfig({ REFERENCE_LOOKUP: wrong })).toThrow(
        `REFERENCE_LOOKUP must be off, or some of crossref, pubmed, openalex, parted by commas, got "${wrong}".`,
      );
  });
});
