import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  BrowserType,
  Page,
  Request,
} from 'playwright-core';
import { CHROMIUM } from './dist';
import { nativeRequire } from './native';
import { plainHost } from './site';

const { chromium } = nativeRequire('playwright-core') as { readonly chromium: BrowserType };

/** A page in Chromium, and what it asked for. */
export interface OpenedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly requests: readonly Request[];
}

/** Chromium, and the site on a plain host. */
export interface SiteInBrowser {
  readonly browser: Browser;
  /** The folder of the site on its host, with a slash at the end. */
  readonly url: string;
  /**
   * Opens a page in a context of its own and waits until its scripts have taken over. When the test
   * ends the context is closed, and whatever went wrong in its pages fails the test.
   * @param path below the site, or a whole URL
   */
  open(path: string, options?: BrowserContextOptions): Promise<OpenedPage>;
  /** Opens another address in a page of `open`. */
  go(page: Page, path: string): Promise<void>;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
}

/** Tests in Chromium; they are skipped where there is none. @param folder the site's, as a host has it */
export function inBrowser(
  name: string,
  folder: string,
  tests: (site: SiteInBrowser) => void,
): void {
  (CHROMIUM ? describe : describe.skip)(name, () => {
    let browser: Browser;
    let host: Awaited<ReturnType<typeof plainHost>>;
    const contexts: BrowserContext[] = [];
    const problems: string[] = [];
    beforeAll(async () => {
      [browser, host] = await Promise.all([openBrowser(), plainHost(folder)]);
    }, 60_000);
    afterAll(async () => {
      await browser.close();
      await host.close();
    });
    afterEach(async () => {
      const found = problems.splice(0);
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      expect(found).toEqual([]);
    });

    const go = async (page: Page, path: string): Promise<void> => {
      await page.goto(new URL(path, host.url).href);
      await page.waitForSelector('html.live');
    };
    tests({
      get browser() {
        return browser;
      },
      get url() {
        return host.url;
      },
      go,
      async open(path, options = {}) {
        const context = await browser.newContext({
          viewport: { width: 1280, height: 900 },
          // It would load the whole site at each first visit.
          serviceWorkers: 'block',
          ...options,
        });
        contexts.push(context);
        const requests: Request[] = [];
        context.on('weberror', (error) => problems.push(error.error().message));
        context.on('console', (message) => {
          if (message.type() === 'error') problems.push(message.text());
        });
        const page = await context.newPage();
        page.on('request', (request) => requests.push(request));
        await go(page, path);
        return { context, page, requests };
      },
    });
  });
}
