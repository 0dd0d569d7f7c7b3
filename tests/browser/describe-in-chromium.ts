import { afterAll, beforeAll, describe, it } from 'vitest';
import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './find-chromium.ts';

const reason = 'there is no Chromium: install the package chromium, or set CHROMIUM to the program';

/**
 * The network is cut below the page as well: no name resolves, and only loopback addresses are left. Playwright starts
 * the browser with a new, empty profile and removes it afterwards.
 */
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/**
 * A `describe` with a running Chromium. Without one it is skipped with the reason in its title, unless
 * `EVIDENCE_GRAPH_REQUIRE_LANES` (names, parted by commas) names `browser`: then it fails.
 */
export function describeInChromium(title: string, body: (browser: () => Browser) => void): void {
  const executablePath = findChromium();
  if (executablePath !== undefined) describe(`${title} in Chromium`, () => body(useBrowser(executablePath)));
  else if (isRequired()) describe(`${title} in Chromium`, () => it('can run here', refuse));
  else skip(`${title} in Chromium (lane browser): skipped, ${reason}`, () => body(refuse));
}

/** Vitest's short report leaves out the titles of skipped tests, so the reason is also said aloud. */
function skip(title: string, body: () => void): void {
  process.stderr.write(`${title}\n`);
  describe.skip(title, body);
}

const isRequired = () => (process.env['EVIDENCE_GRAPH_REQUIRE_LANES'] ?? '').split(',').includes('browser');

function refuse(): never {
  throw new Error(`The lane browser is required and cannot run: ${reason}.`);
}

function useBrowser(executablePath: string): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: launchArguments, headless: true });
  });
  afterAll(async () => browser?.close());
  return () => {
    if (!browser) throw new Error('Chromium is not running.');
    return browser;
  };
}
