import { expect, it } from 'vitest';
import { describeInChromium } from './describe-in-chromium.ts';
import { startPlaygroundServer } from './playground-server.ts';
import { openWatchedPage } from './watched-page.ts';

describeInChromium('the playground below a path', (browser) => {
  it('loads all that it needs from there, asks there, and finds its way from the path alone', async () => {
    const { address, close } = await startPlaygroundServer({ basePath: '/evidence' });
    const asked: string[] = [];
    const watched = await openWatchedPage(browser(), `${address}/evidence`);
    const { page } = watched;
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload();
    await page.getByRole('textbox', { name: 'GraphQL operation', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Execute query' }).click();
    await page.getByRole('region', { name: 'Result Window' }).getByText('"data"', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/evidence/playground/');
    expect(asked).toContain('/evidence/graphql');
    expect(asked.filter((path) => !path.startsWith('/evidence/'))).toEqual([]);
    await watched.close();
    expect([watched.complaints, watched.elsewhere]).toEqual([[], []]);
    await close();
  });
});
