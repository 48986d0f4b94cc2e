import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { lessonPage } from '../../src/site/render';
import { BIN, CHROMIUM } from '../support/dist';

/** `heaplab start`, and the URL it printed. */
async function start(
  ...args: string[]
): Promise<{ child: ChildProcess; url: string; stderr: () => string }> {
  const child = spawn(process.execPath, [BIN, 'start', '--no-open', ...args]);
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(text));
      if (found) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`heaplab start ended: ${stderr}`)));
  });
  return { child, url, stderr: () => stderr };
}

async function stop(child: ChildProcess): Promise<number | null> {
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  return exited;
}

/** A page, as soon as its cells have run. */
async function made(url: string): Promise<string> {
  for (;;) {
    const response = await fetch(url);
    const text = await response.text();
    if (response.status === 200) return text;
    expect(response.status).toBe(202);
    expect(text).toMatch(/cells run for the first time: \d+ of \d+/);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

let site: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  site = await start('--port', '18765');
}, 60_000);
afterAll(async () => {
  expect(await stop(site.child)).toBe(0);
});

test('serves the lessons on 127.0.0.1, with nothing loaded from elsewhere', async () => {
  const page = await made(`${site.url}lessons/02-pymalloc.html`);
  expect(page).not.toMatch(/(src|href)="https?:/);
  expect((await fetch(`${site.url}nowhere`)).status).toBe(404);
  expect((await fetch(`${site.url}..%2f..%2fetc%2fpasswd`)).status).toBe(404);
}, 120_000);

test('runs nothing for a page without the token', async () => {
  const run = (headers: Record<string, string>) =>
    fetch(`${site.url}api/02-pymalloc/run`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ id: 'x', code: '1' }),
    });
  expect((await run({})).status).toBe(403);
  expect((await run({ 'x-heaplab-token': 'guess' })).status).toBe(403);
});

test('a taken port moves on to a free one, and a wrong one is refused', async () => {
  const taken = createServer().listen(18790, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const other = await start('--port', '18790');
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
    await page.goto(`${site.url}${path}`);
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
    await page.goto(`${site.url}lessons/03-free-lists.html`);
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
    await page.goto(`${site.url}lessons/02-pymalloc.html`);
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

  // Last: who sees the index is likely to ask for the first lesson, which is made from then on.
  test('axe finds nothing on the index, which lists the lessons', async () => {
    expect(await violationsOn('index.html')).toEqual([]);
    const index = await (await fetch(site.url)).text();
    expect(index).toContain('pymalloc: where small objects live');
  }, 90_000);

  test('the search finds sections and entries of the glossary', async () => {
    const page = await browser.newPage();
    await page.goto(site.url);
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
