import type { Browser, Page } from 'playwright-core';

/** A page of a fresh profile, and everything about it that a person would call wrong. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, refused styles and scripts, failed answers. */
  readonly complaints: readonly string[];
  /** Addresses on other hosts that the page or its workers asked for. None of them was let through. */
  readonly elsewhere: readonly string[];
  close(): Promise<void>;
}

/** Opens an address; requests to any other origin are counted and aborted. */
export async function openWatchedPage(browser: Browser, address: string): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const [complaints, elsewhere]: [string[], string[]] = [[], []];
  const { origin } = new URL(address);
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (new URL(url).origin === origin) return route.continue();
    elsewhere.push(url);
    return route.abort();
  });
  complainOf(page, complaints);
  await page.addInitScript(violationsToConsole);
  await page.goto(address);
  return { page, complaints, elsewhere, close: () => context.close() };
}

function complainOf(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning', 'assert'].includes(message.type()))
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
}

/** Runs in the page: what the content security policy refuses is announced as an event, not always on the console. */
const violationsToConsole = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  console.error('content security policy: ' + violatedDirective + ' refused ' + blockedURI))`;
