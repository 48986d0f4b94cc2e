import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { CHROMIUM } from '../support/dist';
import { openBrowser, plainHost, SITE } from '../support/site';

/** The pages of the site, by their paths. */
export const pages: readonly string[] = [
  ...readdirSync(SITE).filter((name) => name.endsWith('.html')),
  ...readdirSync(join(SITE, 'lessons')).map((name) => `lessons/${name}`),
  'practice/index.html',
].sort();

interface Look {
  readonly width: number;
  readonly theme: 'light' | 'dark';
  /** All of axe's when left out. */
  readonly rules?: readonly string[];
}

// What differs in the dark is contrast.
const LOOKS: readonly Look[] = [
  { width: 1280, theme: 'light' },
  { width: 390, theme: 'light' },
  { width: 390, theme: 'dark', rules: ['color-contrast'] },
  { width: 1280, theme: 'dark', rules: ['color-contrast'] },
];

/** Opens all that can be opened, so that the whole page is looked at. */
export const uncover = (page: Page): Promise<void> =>
  page.evaluate(`(async () => {
    for (let skip; (skip = document.querySelector('.skip:not([inert] *)')); ) {
      skip.click();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  })()`);

/** Tests that axe finds nothing on any page, and that nothing is wider. @param chosen which looks, for a page's number */
export function testLooks(chosen: (page: number, look: number) => boolean): void {
  const withBrowser = CHROMIUM ? describe : describe.skip;
  withBrowser('in a browser', () => {
    let browser: Browser;
    let host: Awaited<ReturnType<typeof plainHost>>;
    beforeAll(async () => {
      browser = await openBrowser();
      host = await plainHost();
    });
    afterAll(async () => {
      await browser.close();
      await host.close();
    });

    test.each(
      pages.map((path, index) => ({
        path,
        looks: LOOKS.filter((_, look) => chosen(index, look)),
      })),
    )(
      'axe finds nothing on $path, and nothing is cut off',
      async ({ path, looks }) => {
        const context = await browser.newContext({ bypassCSP: true });
        const page = await context.newPage();
        const problems: string[] = [];
        page.on('pageerror', ({ message }) => problems.push(message));
        page.on('console', (message) => {
          if (message.type() === 'error') problems.push(message.text());
        });
        await page.goto(`${host.url}${path}`);
        await page.waitForSelector('html.live');
        await uncover(page);
        await page.addScriptTag({ path: require.resolve('axe-core') });
        for (const { width, theme, rules } of looks) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: theme });
          const options = rules ? { runOnly: rules } : {};
          // A picture is one image with a description; its thousands of marks are none of its own.
          const { violations } = await page.evaluate<AxeResults>(
            `axe.run({ exclude: ['.picture svg'] }, ${JSON.stringify(options)})`,
          );
          const found = violations.map(({ id, nodes }) => ({
            id,
            first: nodes[0]?.html.slice(0, 200),
            why: nodes[0]?.failureSummary,
          }));
          expect({ width, theme, found }).toEqual({ width, theme, found: [] });
          const wider = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect({ width, wider }).toEqual({ width, wider: 0 });
        }
        expect(problems).toEqual([]);
        await context.close();
      },
      120_000,
    );
  });
}
