import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../test/support/browser';
import { CHROMIUM } from '../../test/support/dist';
import { plainHost, SITE, start, stop } from '../../test/support/site';
import type { Row } from './main';

const ROUNDS = 3;
const LESSON = 'lessons/08-fragmentation.html';

/** What a reader waits for on the pages, in Chromium: medians, each round in a browser profile of its own. */
export async function benchPages(): Promise<Row[]> {
  if (!CHROMIUM) return [];
  const times = new Map<string, { bar: string; unit: string; values: number[] }>();
  const note = (what: string, value: number, bar: number, unit = 'ms'): void => {
    const row = times.get(what) ?? { bar: `${bar} ${unit}`, unit, values: [] };
    row.values.push(value);
    times.set(what, row);
  };
  const browser = await openBrowser();
  const host = await plainHost(SITE);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const [isolated, started] = await startToReadable(browser);
      note('heaplab start to a readable lesson', started, 3000);
      await withPage(browser, new URL(LESSON, host.url).href, async (page) => {
        note('a lesson is readable, cold, plain host', await firstPaint(page), 1000);
        note('its script before a touch, gzipped', await scriptBytes(page, host.url), 60, 'KB');
        note('first cell in Python', await first(page, 'Python'), 1500);
        note('a later cell in Python', await later(page, 'Python'), 200);
        note('a loop is stopped, plain host', await stopped(page), 300);
      });
      await withPage(browser, new URL(LESSON, host.url).href, async (page) => {
        note('first cell in TypeScript', await first(page, 'TypeScript'), 5000);
        note('a later cell in TypeScript', await later(page, 'TypeScript'), 200);
      });
      await withPage(browser, new URL(LESSON, isolated.url).href, async (page) => {
        note('a loop is stopped, heaplab start', await stopped(page), 300);
      });
      await stop(isolated.child);
    }
  } finally {
    await browser.close();
    await host.close();
  }
  return [...times].map(([what, { bar, unit, values }]) => ({
    what: `pages: ${what}`,
    heaplab: `${Math.round(values.sort((a, b) => a - b)[values.length >> 1]!)} ${unit}`,
    reference: '',
    ratio: '',
    bar,
  }));
}

async function startToReadable(
  browser: Browser,
): Promise<[Awaited<ReturnType<typeof start>>, number]> {
  const from = performance.now();
  const server = await start('--port', '0');
  const page = await browser.newPage();
  await page.goto(new URL(LESSON, server.url).href, { waitUntil: 'commit' });
  await page.waitForSelector('h1');
  const ms = performance.now() - from;
  await page.close();
  return [server, ms];
}

async function withPage(
  browser: Browser,
  url: string,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector('html.live');
  // Questions cover what follows.
  for (;;) {
    const button = page.locator('.skip:not([inert] *)').first();
    if ((await button.count()) === 0) break;
    await button.click();
  }
  await work(page);
  await context.close();
}

function firstPaint(page: Page): Promise<number> {
  return page.evaluate<number>(
    "performance.getEntriesByName('first-contentful-paint')[0].startTime",
  );
}

async function scriptBytes(page: Page, root: string): Promise<number> {
  const urls = await page.evaluate<string[]>(
    "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))",
  );
  const sizes = urls.map(
    (url) => gzipSync(readFileSync(join(SITE, url.slice(root.length)))).length,
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

type Language = 'Python' | 'TypeScript';

/** The lesson's first cell in a language; cells in TypeScript are below a fold. */
async function cellOf(page: Page, language: Language): Promise<Locator> {
  if (language === 'Python') return page.locator('.cell:not(.folded)').first();
  const cell = page.locator('.cell.folded').first();
  const fold = cell.locator('summary');
  if (!(await cell.locator('details').getAttribute('open'))) await fold.click();
  return cell;
}

/** Clicks Run and waits until it has run. */
async function run(cell: Locator): Promise<number> {
  const from = performance.now();
  await cell.getByRole('button', { name: /^Run/ }).click();
  await cell.getByRole('button', { name: 'Run again' }).waitFor();
  return performance.now() - from;
}

/** The lesson's own cell in Python; one in TypeScript with the reader's code, which has to be converted. */
async function first(page: Page, language: Language): Promise<number> {
  const cell = await cellOf(page, language);
  if (language === 'TypeScript') await write(page, cell, 'const n = 0;');
  return run(cell);
}

async function write(page: Page, cell: Locator, code: string): Promise<void> {
  await cell.locator('.code pre, .cm-content').click();
  await cell.locator('.cm-content').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(code);
}

/** A cell that does next to nothing, run again. */
async function later(page: Page, language: Language): Promise<number> {
  const cell = page.locator(language === 'Python' ? '.cell:not(.folded)' : '.cell.folded').first();
  await write(page, cell, language === 'Python' ? 'n = 1' : 'const n = 1;');
  await run(cell);
  await write(page, cell, language === 'Python' ? 'n = 2' : 'const n = 2;');
  // While it runs the button says Stop; a quick cell may be done before anybody sees that.
  return page.evaluate<number, string>(
    async (selector) => {
      const cell = document.querySelector(selector)!;
      const button = (): HTMLButtonElement => cell.querySelector('button.run')!;
      const from = performance.now();
      button().click();
      do await new Promise((done) => setTimeout(done, 2));
      while (button().textContent !== 'Run again');
      return performance.now() - from;
    },
    language === 'Python' ? '.cell:not(.folded)' : '.cell.folded',
  );
}

/** From the click on Stop to the traceback. */
async function stopped(page: Page): Promise<number> {
  const cell = page.locator('.cell:not(.folded)').first();
  await write(page, cell, 'while True:\n    pass');
  await cell.getByRole('button', { name: /^Run/ }).click();
  await cell.getByRole('button', { name: 'Stop' }).waitFor();
  await page.waitForTimeout(500);
  const from = performance.now();
  await cell.getByRole('button', { name: 'Stop' }).click();
  await cell.getByText('KeyboardInterrupt').waitFor();
  return performance.now() - from;
}
