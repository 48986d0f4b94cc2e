import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { loadLessons } from '../../src/grading/lessons';
import { inBrowser, type OpenedPage } from '../support/browser';
import { quickest } from '../support/quickest';
import { SITE } from '../support/site';
import { pages, uncover } from './looks';

const html = (path: string): string => readFileSync(join(SITE, path), 'utf8');

test('there is a page for each lesson, the glossary, the claims, the API, the microscope and the practice', () => {
  const others = pages.filter((path) => !path.startsWith('lessons/'));
  expect(others).toEqual([
    '404.html',
    'api.html',
    'claims.html',
    'differences.html',
    'index.html',
    'microscope.html',
    'practice/index.html',
  ]);
  expect(pages).toHaveLength(others.length + loadLessons().length + 1);
});

/** The page for what is missing has its style and a script in it: it does not know where it is. */
const ordinary = pages.filter((path) => path !== '404.html');

test.each(ordinary)(
  '%s loads nothing from another host, and nothing by an absolute path',
  (path) => {
    const loaded = [...html(path).matchAll(/<(?:script|link|img)\b[^>]*?(?:src|href)="([^"]*)"/g)];
    expect(loaded.length).toBeGreaterThan(3);
    for (const [, url] of loaded) expect(url).not.toMatch(/^(\w+:)?\//);
  },
);

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
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'(;| 'sha256-)/);
  expect(policy).not.toContain('unsafe-eval');
  const inside = [
    ...html(path).matchAll(/<script(?![^>]*(?:src=|application\/json))[^>]*>([\s\S]*?)<\/script>/g),
  ];
  expect(inside).toHaveLength(path === '404.html' ? 1 : 0);
  for (const [, script] of inside)
    expect(policy).toContain(`'sha256-${createHash('sha256').update(script!).digest('base64')}'`);
});

test('the lab can be installed: the icons of its manifest are there, in their sizes', () => {
  const { icons, start_url } = JSON.parse(html('manifest.webmanifest'));
  expect(pages).toContain(start_url);
  const pngs = icons.filter(({ type }: { type: string }) => type === 'image/png');
  expect(pngs.map(({ sizes }: { sizes: string }) => sizes)).toEqual(['192x192', '512x512']);
  for (const { src, sizes } of pngs) {
    const png = readFileSync(join(SITE, src));
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
});

test('the first cell of a lesson is converted ahead, as its page has it', () => {
  const cells = /id="lesson-cells"[^>]*>([^<]*)</.exec(html('lessons/08-fragmentation.html'))![1]!;
  const [known] = JSON.parse(html('assets/cells/08-fragmentation.json'));
  expect(known.code).toBe(JSON.parse(cells)[0].source);
  expect(known.conversion).toMatchObject({ diagnostics: [], hasToplevelAwait: false });
});

test('what a lesson shows is in its page: text, pictures and specs', () => {
  const page = html('lessons/02-pymalloc.html');
  expect(page).toContain('0x7ffff78fc030');
  const charts = page.match(/<script type="application\/json">\{"\$schema"/g)?.length;
  expect(page.match(/class="picture"[^>]*>(<div class="wide-only">)?<svg /g)).toHaveLength(charts!);
});

inBrowser('in a browser', SITE, (site) => {
  test('a lesson is readable within a second, with little script, from this host alone', async () => {
    let opened!: OpenedPage;
    const paint = await quickest(1000, async () => {
      opened = await site.open('lessons/02-pymalloc.html');
      await opened.page.waitForLoadState('networkidle');
      return opened.page.evaluate<number>(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime",
      );
    });
    expect(paint).toBeLessThan(1000);
    const { page, requests } = opened;
    const own = requests.filter((request) => request.frame() === page.mainFrame());
    for (const request of requests) {
      expect(request.url().startsWith(site.url)).toBe(true);
      expect(request.method()).toBe('GET');
    }
    const scripts = new Set(
      own.filter((request) => request.resourceType() === 'script').map((request) => request.url()),
    );
    const bytes = [...scripts]
      .map((url) => gzipSync(readFileSync(join(SITE, url.slice(site.url.length)))).length)
      .reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThan(60 * 1024);
  });

  test('without scripts, and from the disk, the answer is below a fold', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(SITE, 'lessons', '04-reference-counting.html')).href);
    const family = page.locator('body');
    expect(await family.evaluate((body) => getComputedStyle(body).fontFamily)).toContain('Plex');
    const answer = page.locator('.under pre.stdout').first();
    expect(await answer.isVisible()).toBe(false);
    await page.locator('.cover > summary').first().click();
    expect(await answer.isVisible()).toBe(true);
    expect(await page.locator('button:visible').count()).toBe(0);
    await context.close();
  });

  test('what is missing has the look of the site, at any depth, and leads to its first page', async () => {
    const context = await site.browser.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const response = await page.goto(`${site.url}lessons/deep/er/nothing.html`);
    expect(response?.status()).toBe(404);
    await page.waitForSelector('html.live');
    const family = await page.locator('body').evaluate((body) => getComputedStyle(body).fontFamily);
    expect(family).toContain('Plex');
    await page.keyboard.press('/');
    await page.keyboard.type('arena');
    await page.waitForSelector('.found a');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'All lessons' }).click();
    await page.waitForURL(`${site.url}index.html`);
    await context.close();
  });

  test('a printed lesson has code, figures and answers, in light colours and without controls', async () => {
    const { page } = await site.open('lessons/08-fragmentation.html', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    // The choices of a question are buttons on the screen.
    const controls = page.locator('button:visible:not(.opt), .tools:visible, summary:visible');
    expect(await controls.allInnerTexts()).toEqual([]);
    expect(await page.locator('pre.stdout').first().isVisible()).toBe(true);
    expect(await page.locator('.picture svg:visible').count()).toBeGreaterThan(3);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
  });

  test('read from the disk, with scripts on, a lesson has its look and its answers', async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(SITE, 'lessons', '08-fragmentation.html')).href);
    await page.locator('.cover > summary').first().click();
    expect(await page.locator('pre.stdout').first().isVisible()).toBe(true);
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.getByRole('link', { name: 'Glossary' }).first().click();
    await page.waitForURL(/^file:.*GLOSSARY\.html$/);
    expect(await page.locator('h1').textContent()).toBe('Glossary');
    await context.close();
  });

  test('a chart becomes live when it is seen or touched', async () => {
    const { page } = await site.open('lessons/02-pymalloc.html');
    await uncover(page);
    const live = '.picture.vega-embed svg.marks';
    const charts = page.locator('figure.chart');
    expect(await page.locator(live).count()).toBe(0);
    await charts.first().hover();
    await charts.first().locator(live).waitFor();
    expect(await charts.last().locator(live).count()).toBe(0);
    await charts.last().scrollIntoViewIfNeeded();
    await charts.last().locator(live).waitFor();
  });
});
