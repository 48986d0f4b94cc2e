import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { inBrowser } from '../support/browser';
import { SITE } from '../support/site';

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

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Tests that axe finds nothing on pages, and that nothing is wider. @param chosen the looks of each page, by its path */
export function testLooks(chosen: Readonly<Record<string, readonly number[]>>): void {
  inBrowser('in a browser', SITE, (site) => {
    test.each(Object.entries(chosen))(
      'axe finds nothing on %s, and nothing is cut off',
      async (path, looks) => {
        const { page } = await site.open(path, { bypassCSP: true });
        await uncover(page);
        await page.evaluate(AXE);
        for (const { width, theme, rules } of looks.map((look) => LOOKS[look]!)) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme: theme });
          const wider = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect({ width, wider }).toEqual({ width, wider: 0 });
          // A picture is one image with a description; its thousands of marks are none of its own.
          const context = { exclude: ['.picture svg'] };
          const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
          const { violations } = await page.evaluate<AxeResults>(
            `axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})`,
          );
          const found = violations.map(({ id, nodes }) => ({
            id,
            first: nodes[0]?.html.slice(0, 200),
            why: nodes[0]?.failureSummary,
          }));
          expect({ width, theme, found }).toEqual({ width, theme, found: [] });
        }
      },
      120_000,
    );
  });
}
