import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { lessonPage } from '../../src/site/render';
import { BIN, CHROMIUM } from '../support/dist';

/** `heaplab start`, the URL it printed in its two parts, and what the URL gives a browser to keep. */
interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly query: string;
  readonly cookie: string;
}

async function start(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Started> {
  const child = spawn(process.execPath, [BIN, 'start', ...(env ? [] : ['--no-open']), ...args], {
    env: { ...process.env, ...env },
  });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const [, url, query] = await new Promise<RegExpExecArray>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      const found = /(http:\/\/127\.0\.0\.1:\d+\/)(\?token=[\w-]{32})\s/.exec(String(text));
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`heaplab start ended: ${stderr}`)));
  });
  const { headers } = await fetch(`${url}${query}`, { redirect: 'manual' });
  const cookie = headers.get('set-cookie')!.split(';')[0]!;
  return { child, url: url!, query: query!, cookie };
}

async function stop(child: ChildProcess): Promise<number | null> {
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  return exited;
}

/** A page, as soon as its cells have run. */
async function made(path: string): Promise<string> {
  for (;;) {
    const response = await get(path);
    const text = await response.text();
    if (response.status === 200) return text;
    expect(response.status).toBe(202);
    expect(text).toMatch(/cells run for the first time: \d+ of \d+/);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

let site: Started;
const get = (path: string): Promise<Response> =>
  fetch(`${site.url}${path}`, { headers: { cookie: site.cookie } });
beforeAll(async () => {
  site = await start(['--port', '18765']);
}, 60_000);
afterAll(async () => {
  expect(await stop(site.child)).toBe(0);
});

test('serves the lessons on 127.0.0.1, with nothing loaded from elsewhere', async () => {
  const page = await made('lessons/02-pymalloc.html');
  expect(page).not.toMatch(/(src|href)="https?:/);
  // Scripts of the page cannot read what the cookie holds.
  expect(page).not.toContain(site.cookie.split('=')[1]);
}, 120_000);

test('a taken port moves on to a free one, and a wrong one is refused', async () => {
  const taken = createServer().listen(18790, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const other = await start(['--port', '18790']);
  expect(Number(new URL(other.url).port)).toBeGreaterThan(18790);
  expect(await stop(other.child)).toBe(0);
  taken.close();
  const wrong = spawn(process.execPath, [BIN, 'start', '--port', 'x'], { stdio: 'ignore' });
  expect(await new Promise((resolve) => wrong.once('exit', resolve))).toBe(2);
});

test('prose, code and outputs are escaped', () => {
  const page = lessonPage(
    {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: [
        { id: 'a', cell_type: 'markdown', source: '# <script>alert(1)</script>', metadata: {} },
        {
          id: 'b',
          cell_type: 'code',
          source: "'</textarea><script>'",
          metadata: {},
          outputs: [{ output_type: 'stream', name: 'stdout', text: '<script>' }],
        },
      ],
    },
    { lesson: 'x' },
  );
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('</textarea><script>');
  expect(page).toContain('&lt;script&gt;');
});

const withBrowser = CHROMIUM ? describe : describe.skip;
withBrowser('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM!,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
  });
  afterAll(() => browser.close());

  const violationsOn = async (path: string): Promise<unknown[]> => {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${site.url}${path}${site.query}`);
    await page.waitForSelector('main:not(:has(progress))');
    await page.addScriptTag({ path: require.resolve('axe-core') });
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    await context.close();
    return violations.map(({ id, nodes }) => ({ id, first: nodes[0]?.html.slice(0, 200) }));
  };

  test.each(['lessons/03-free-lists.html', 'lessons/GLOSSARY.html'])(
    'axe finds nothing on %s',
    async (path) => {
      expect(await violationsOn(path)).toEqual([]);
    },
    90_000,
  );

  test('a result is covered until the reader predicts; the version can be switched', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}lessons/03-free-lists.html${site.query}`);
    await page.waitForSelector('.predicting', { timeout: 60_000 });
    const revealed = page.locator('[data-reveal]').first();
    expect(await revealed.isVisible()).toBe(false);
    const form = page.locator('.predicting').first();
    const question = form.locator('xpath=..');
    const asked = await question.getAttribute('data-ask');
    const choice = form.locator('select');
    if (await choice.count()) await choice.selectOption({ index: 0 });
    else await form.locator('input').fill('7');
    await form.locator('button').first().click();
    const result = page.locator(`[data-reveal="${asked}"]`);
    expect(await result.isVisible()).toBe(true);
    expect(await result.textContent()).toMatch(/You said (so|.* by a factor of \d+\.\d)\./);
    // It is kept, in the code as well.
    await page.reload();
    expect(await page.locator(`[data-reveal="${asked}"]`).isVisible()).toBe(true);
    expect(
      await page.locator(`.cell:has([data-ask="${asked}"]) textarea`).inputValue(),
    ).not.toMatch(/undefined,?\s*\);?\s*$/);
    await page.selectOption('#version', '3.9');
    await page.waitForFunction("document.querySelector('#status').textContent === ''", null, {
      timeout: 60_000,
    });
    expect(await page.locator('.cell textarea').first().inputValue()).toContain(
      "const VERSION = '3.9'",
    );
    await page.close();
  }, 120_000);

  test('charts are drawn live, a cell runs, an exercise is checked and graded', async () => {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(`${site.url}lessons/02-pymalloc.html${site.query}`);
    await page.waitForSelector('.vega-embed svg');
    expect(await page.locator('.vega-embed svg').count()).toBe(
      await page.locator('figure.chart').count(),
    );

    const exercise = page.locator('.cell.exercise').first();
    const check = page.locator('.cell.check').first();
    await exercise
      .locator('textarea')
      .fill(
        'function blockSize(nbytes: number): number {\n  return nbytes > 512 ? 0 : Math.ceil(nbytes / 16) * 16;\n}',
      );
    await check.locator('.run').click();
    await page.waitForFunction(
      'document.querySelector(".cell.check .output").innerText.includes("3 of 3 examples")',
    );
    expect(await check.locator('.output').textContent()).toContain(
      'hidden checks have not run here',
    );

    await page.click('#grade');
    await page.waitForSelector('#grades h2', { timeout: 60_000 });
    expect(await page.locator('#grades h2').textContent()).toBe('Your grade: 2 of 20 points');

    // What was written is still there after a reload.
    await page.reload();
    expect(await exercise.locator('textarea').inputValue()).toContain('Math.ceil');
    expect(problems).toEqual([]);
  }, 90_000);

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux(
    'the browser that is opened gets the token from a file that its user alone can read',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
      const opened = join(folder, 'opened.html');
      const opener = join(folder, 'xdg-open');
      writeFileSync(opener, `#!/bin/sh\nstat -c %a "$1" >'${opened}.mode'\nmv "$1" '${opened}'\n`);
      chmodSync(opener, 0o755);
      const { child } = await start(['--port', '18770'], {
        DISPLAY: ':0',
        PATH: `${folder}:${process.env.PATH}`,
      });
      while (!existsSync(opened)) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(readFileSync(`${opened}.mode`, 'utf8')).toBe('600\n');
      const page = await browser.newPage();
      await page.goto(`file://${opened}`);
      await page.waitForSelector('h1');
      expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      expect(await page.title()).toContain('Lessons');
      await page.close();
      await stop(child);
      rmSync(folder, { recursive: true });
    },
  );

  // Last: who sees the index is likely to ask for the first lesson, which is made from then on.
  test('axe finds nothing on the index, which lists the lessons', async () => {
    expect(await violationsOn('index.html')).toEqual([]);
    const index = await (await get('')).text();
    expect(index).toContain('pymalloc: where small objects live');
  }, 90_000);

  test('the search finds sections and entries of the glossary', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}${site.query}`);
    await page.fill('#search', 'trashcan');
    await page.waitForSelector('#found a');
    expect(await page.locator('#found a').first().getAttribute('href')).toBe(
      'lessons/GLOSSARY.html#trashcan',
    );
    await page.fill('#search', 'quarter rule');
    await page.waitForFunction('document.querySelector("#found")?.innerText.includes("cyclic")');
    await page.close();
  });
});
