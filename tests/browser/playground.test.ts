import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { exampleMutations, exampleTitles as titles } from './example-titles.ts';
import { describeInChromium } from './describe-in-chromium.ts';
import { startPlaygroundServer, type PlaygroundServer } from './playground-server.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

describeInChromium('the playground, with the network cut,', (browser) => {
  let server: PlaygroundServer;
  let watched: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    server = await startPlaygroundServer();
  });
  afterAll(async () => server?.close());

  // Every test also proves that nothing was asked of another host, refused by the policy or complained of.
  beforeEach(async () => {
    watched = await openWatchedPage(browser(), `${server.address}/playground/`);
    page = watched.page;
    await editor('GraphQL operation').waitFor();
  });
  afterEach(async () => {
    await watched.close();
    expect({ complaints: watched.complaints, elsewhere: watched.elsewhere }).toEqual({ complaints: [], elsewhere: [] });
  });

  const editor = (name: string) => page.getByRole('textbox', { name, exact: true });
  const stored = (expression: string) => page.evaluate<string>(expression);
  const tabTitles = async () => (await page.getByRole('tab').allInnerTexts()).map((title) => title.trim());

  async function write(name: string, text: string): Promise<void> {
    await editor(name).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  }

  /** GraphiQL looks at an operation a moment after it is there, and keeps it when it has: then its name is known. */
  const takenUp = (name: string) =>
    expect
      .poll(() => stored("localStorage.getItem('evidence-graph:graphiql:query')"), { timeout: 10_000 })
      .toContain(`${exampleMutations.includes(name) ? 'mutation' : 'query'} ${name}`);

  async function open(title: string): Promise<void> {
    await page.getByRole('button', { name: title, exact: true }).click();
    await takenUp(title);
  }

  /** Presses the run button; what was asked, what came back, once the answer is on the screen. */
  async function run(): Promise<{
    asked: { operationName?: string; variables?: unknown; headers: Readonly<Record<string, string>> };
    answer: { data?: unknown };
  }> {
    const responding = page.waitForResponse(`${server.address}/graphql`);
    await page.getByRole('button', { name: 'Execute query' }).click();
    const response = await responding;
    await page.getByRole('region', { name: 'Result Window' }).getByText('"data"', { exact: true }).waitFor();
    const request = response.request();
    return { asked: { ...request.postDataJSON(), headers: request.headers() }, answer: await response.json() };
  }

  it('says whose it is and names each editor', async () => {
    await page.getByRole('button', { name: 'Variables' }).click();
    await editor('Variables, JSON').waitFor();
    await editor('Answer, JSON').waitFor();
    expect(await page.title()).toBe('evidence-graph playground');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('evidence-graph playground');
  });

  it('fills the window and never scrolls as a whole', async () => {
    await run();
    const [height, window] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollHeight, innerHeight]',
    );
    expect(height).toBe(window);
  });

  it('shows the examples as tabs, and the same ones after a reload', async () => {
    const first = await tabTitles();
    await page.reload();
    await editor('GraphQL operation').waitFor();
    expect([first, await tabTitles()]).toEqual([titles, titles]);
  });

  it('runs the example of each tab and shows its answer', async () => {
    const ran = [];
    for (const title of titles) {
      await open(title);
      const { asked, answer } = await run();
      ran.push({ title: asked.operationName, answered: Object.keys(answer) });
    }
    expect(ran).toEqual(
      titles.map((title) => ({
        title,
        answered: exampleMutations.includes(title) ? ['data'] : ['data', 'extensions'],
      })),
    );
  });

  it('sends what the variables editor holds', async () => {
    await page.getByRole('button', { name: 'Variables' }).click();
    await write('Variables, JSON', '{ "id": "recommendation:absent" }');
    const { asked, answer } = await run();
    expect(asked.variables).toEqual({ id: 'recommendation:absent' });
    expect(answer).toMatchObject({ data: { recommendation: null } });
  });

  it('opens the documentation, from the list of types down to a field', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'EvidenceSource', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Recommendation', exact: true }).click();
    await page.getByRole('link', { name: 'basedOn', exact: true }).click();
    await page.getByRole('region', { name: 'Documentation Explorer' }).getByText('What it rests on.').waitFor();
  });

  it('checks operations and variables in workers of its own', async () => {
    await write('GraphQL operation', 'query Wrong { nonsense }');
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    await page.getByRole('button', { name: 'Variables' }).click();
    await write('Variables, JSON', '{ "id": nonsense }');
    await page.locator('[aria-label="Variables"] .squiggly-error').first().waitFor();
    const workers = page.workers().map((worker) => worker.url().replace(/-[\w-]{8}\.js$/u, '.js'));
    const expected = ['editor', 'graphql', 'json'].map(
      (name) => `${server.address}/playground/assets/${name}.worker.js`,
    );
    expect(workers.toSorted()).toEqual(expected);
  });

  it('turns dark and light with the system, editors included', async () => {
    for (const [colorScheme, theme] of [
      ['dark', 'vs-dark'],
      ['light', 'vs'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`.graphiql-query-editor .monaco-editor.${theme}`).first().waitFor();
    }
  });

  it('prettifies with code of its own', async () => {
    await write('GraphQL operation', 'query Squeezed{nodes(ids:[]){id}}');
    await page.getByRole('button', { name: 'Prettify query' }).click();
    await page.getByRole('region', { name: 'Operation Editor' }).getByText('(ids: [])').waitFor();
  });

  it('keeps tabs and history over a reload, and stores no header with them', async () => {
    await page.getByRole('button', { name: 'Headers' }).click();
    await write('Request headers, JSON', '{ "X-Shown-Nowhere": "sesame-1f7c" }');
    await write('GraphQL operation', 'query Kept { nodes(ids: []) { id } }');
    // A tab takes up what its editors hold a moment later, in the order in which it was written.
    await page.getByRole('button', { name: 'Kept', exact: true }).waitFor();
    const { asked } = await run();
    expect(asked.headers['x-shown-nowhere']).toBe('sesame-1f7c');
    for (const kept of ['queries', 'tabState'])
      await expect.poll(() => stored(`localStorage.getItem('evidence-graph:graphiql:${kept}')`)).toContain('Kept');
    await page.reload();
    await editor('GraphQL operation').waitFor();
    expect(await tabTitles()).toEqual(['Kept', ...titles.slice(1)]);
    expect((await stored('JSON.stringify([localStorage, sessionStorage])')).includes('sesame-1f7c')).toBe(false);
  });

  it('keeps its storage apart from other playgrounds at the same address', async () => {
    await run();
    const keys = await page.evaluate<string[]>('Object.keys(localStorage)');
    expect(keys).not.toEqual([]);
    expect(keys.filter((key) => !key.startsWith('evidence-graph:'))).toEqual([]);
  });
});

describeInChromium('the watch over the playground', (browser) => {
  it('notices a request to another host, and a policy that refuses one', async () => {
    const server = await startPlaygroundServer();
    const [free, bound] = await Promise.all([
      openWatchedPage(browser(), `${server.address}/health/live`),
      openWatchedPage(browser(), `${server.address}/playground/`),
    ]);
    const foreign = 'https://elsewhere.invalid/picture.png';
    for (const { page } of [free, bound]) {
      await page.evaluate(`new Promise((done) => Object.assign(new Image(), { onerror: done, src: '${foreign}' }))`);
    }
    await Promise.all([free.close(), bound.close(), server.close()]);
    expect(free.elsewhere).toEqual([foreign]);
    expect(bound.elsewhere).toEqual([]);
    expect(bound.complaints).toContain(`error: content security policy: img-src refused ${foreign}`);
  });
});
