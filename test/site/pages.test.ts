import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { CHROMIUM } from '../support/dist';
import { openBrowser, plainHost, SITE } from '../support/site';
import { pages, uncover } from './looks';

const html = (path: string): string => readFileSync(join(SITE, path), 'utf8');

test('there is a page for each lesson, the glossary, the claims, the API and the practice', () => {
  expect(pages).toHaveLength(18);
});

test.each(pages)('%s loads nothing from another host, and nothing by an absolute path', (path) => {
  const loaded = [...html(path).matchAll(/<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]*)"/g)];
  expect(loaded.length).toBeGreaterThan(3);
  for (const [, url] of loaded) expect(url).not.toMatch(/^(\w+:)?\//);
});

test.each(pages)('links on %s lead to pages and sections that there are', (path) => {
  const missing = [...html(path).matchAll(/<a\b[^>]*? href="([^"]*)"/g)]
    .map(([, href]) => new URL(href!, `https://site/${path}`))
    .filter(({ host }) => host === 'site')
    .filter(({ pathname, hash }) => {
      const target = pathname.slice(1);
      if (target.endsWith('.ipynb')) return false;
      if (!pages.includes(target)) return true;
      return hash !== '' && !html(target).includes(` id="${decodeURIComponent(hash.slice(1))}"`);
    });
  expect(missing.map(({ pathname, hash }) => pathname + hash)).toEqual([]);
});

test.each(pages)('%s has a policy that allows no script of another kind', (path) => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html(path))?.[1];
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).not.toContain('unsafe-eval');
  expect(html(path)).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
});

test('what a lesson shows is in its page: text, pictures and specs', () => {
  const page = html('lessons/02-pymalloc.html');
  expect(page).toContain('0x7ffff78fc030');
  const charts = page.match(/<script type="application\/json">\{"\$schema"/g)?.length;
  expect(page.match(/class="picture"[^>]*>(<div class="wide-only">)?<svg /g)).toHaveLength(charts!);
});

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

  const open = async (
    path: string,
    options: { width?: number; theme?: 'light' | 'dark'; bypassCSP?: boolean } = {},
  ): Promise<{ context: BrowserContext; page: Page; problems: string[]; requests: Request[] }> => {
    const { width = 1280, theme = 'light', bypassCSP = false } = options;
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: theme,
      bypassCSP,
    });
    const page = await context.newPage();
    const problems: string[] = [];
    const requests: Request[] = [];
    page.on('pageerror', ({ message }) => problems.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('request', (request) => requests.push(request));
    await page.goto(`${host.url}${path}`);
    await page.waitForSelector('html.live');
    return { context, page, problems, requests };
  };

  test('a lesson is readable within a second, with little script, from this host alone', async () => {
    const { context, page, problems, requests } = await open('lessons/02-pymalloc.html');
    await page.waitForLoadState('networkidle');
    const paint = await page.evaluate<number>(
      "performance.getEntriesByName('first-contentful-paint')[0].startTime",
    );
    expect(paint).toBeLessThan(1000);
    const own = requests.filter((request) => request.frame() === page.mainFrame());
    for (const request of requests) {
      expect(request.url().startsWith(host.url)).toBe(true);
      expect(request.method()).toBe('GET');
    }
    const scripts = new Set(
      own.filter((request) => request.resourceType() === 'script').map((request) => request.url()),
    );
    const bytes = [...scripts]
      .map((url) => gzipSync(readFileSync(join(SITE, url.slice(host.url.length)))).length)
      .reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThan(60 * 1024);
    expect(problems).toEqual([]);
    await context.close();
  });

  test('without scripts, and from the disk, the answer is below a fold', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(SITE, 'lessons', '02-pymalloc.html')).href);
    const family = page.locator('body');
    expect(await family.evaluate((body) => getComputedStyle(body).fontFamily)).toContain('Plex');
    const answer = page.getByText('bytes further on');
    expect(await answer.isVisible()).toBe(false);
    await page.locator('.cover > summary').first().click();
    expect(await answer.isVisible()).toBe(true);
    expect(await page.locator('button:visible').count()).toBe(0);
    await context.close();
  });

  test('a chart becomes live when it is touched', async () => {
    const { context, page, problems } = await open('lessons/02-pymalloc.html');
    await uncover(page);
    const chart = page.locator('figure.chart').first();
    expect(await chart.locator('.vega-embed').count()).toBe(0);
    await chart.hover();
    await chart.locator('.picture .marks').first().waitFor();
    await page.waitForSelector('figure.chart .vega-embed, figure.chart .picture.vega-embed');
    expect(problems).toEqual([]);
    await context.close();
  });
});
