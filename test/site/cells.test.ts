import type { Page } from 'playwright-core';
import { inBrowser } from '../support/browser';
import { SITE, start, stop } from '../support/site';

/* Cells, exercises and their grade, run by the page's own worker. */

/** Milliseconds: the editor takes no Enter for a list that has just come, or come anew. */
const SETTLED = 500;

inBrowser('cells of a page', SITE, (site) => {
  let server: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    server = await start('--port', '18825');
  }, 60_000);
  afterAll(() => stop(server.child));

  let page: Page;
  const go = async (path: string, serviceWorkers: 'allow' | 'block' = 'block'): Promise<void> => {
    ({ page } = await site.open(path, { serviceWorkers }));
  };
  const skip = async (): Promise<void> => {
    for (;;) {
      const button = page.locator('.skip:not([inert] *)').first();
      if ((await button.count()) === 0) return;
      await button.click();
    }
  };
  const write = async (place: string, code: string): Promise<void> => {
    const cell = page.locator(place);
    await cell.locator('.code pre, .cm-content').click();
    await cell.locator('.cm-content').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(code);
  };
  test('on a plain host a cell runs, with what it needs, and puts out what the page had', async () => {
    await go('lessons/08-fragmentation.html');
    await skip();
    const cell = page.locator('.cell:not(.folded)').first();
    const before = await cell.locator('.res').textContent();
    await cell.getByRole('button', { name: 'Run' }).click();
    await cell.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
    await page.waitForSelector('.cell:not(.folded) .res pre.stdout');
    expect(await cell.locator('.res').textContent()).toBe(before);
  }, 90_000);

  test('an edit makes outputs old; an error is marked in its line; Shift+Enter runs', async () => {
    await go('lessons/08-fragmentation.html');
    await skip();
    const first = '.cell:not(.folded) >> nth=0';
    await write(first, 'import gc\nvalue = 1\nprint(1 / 0)');
    const cell = page.locator(first);
    await cell.getByText('before your last change').waitFor();
    await page.keyboard.press('Shift+Enter');
    await cell.locator('pre.error').waitFor({ timeout: 60_000 });
    expect(await cell.locator('pre.error').textContent()).toContain('ZeroDivisionError');
    expect(await cell.locator('.old').count()).toBe(0);
    await cell.locator('.cm-lintRange-error').waitFor();
    expect(await cell.locator('.cm-lintRange-error').textContent()).toBe('print(1 / 0)');
    // The way back is in the cell itself.
    const undo = cell.getByRole('button', { name: 'Undo changes' });
    await undo.click();
    await undo.waitFor({ state: 'detached' });
    expect(await cell.locator('.cm-content').textContent()).not.toContain('1 / 0');
  }, 90_000);

  test('an exercise is checked: the mistake is named, then the points are kept', async () => {
    await go('lessons/02-pymalloc.html');
    await skip();
    const card = '#pymalloc-block-size .ex';
    await write(
      card,
      'function blockSize(nbytes: number): number {\n  return Math.ceil(nbytes / 16) * 16;\n}',
    );
    const out = page.locator(card).locator('.out');
    await page.locator(card).getByRole('button', { name: 'Check' }).click();
    await out.getByText('of 2 points.').waitFor({ timeout: 60_000 });
    expect(await out.textContent()).toMatch(/^[01] of 2 points\. \w+/);
    await out.getByText(/Expected 0, got \d+/).waitFor();
    await write(
      card,
      'function blockSize(nbytes: number): number {\n  return nbytes > 512 ? 0 : Math.ceil(nbytes / 16) * 16;\n}',
    );
    await out.getByText('For the code that you checked last').waitFor();
    await page.locator(card).getByRole('button', { name: 'Check' }).click();
    await out.getByText('All right: 2 points.').waitFor({ timeout: 60_000 });
    await page.getByText('2 of 32 points').waitFor();
    // The hidden checks are in no script that the learner's worker has loaded.
    await page.reload();
    await page.waitForSelector('html.live');
    await page.getByText('2 of 32 points').waitFor();
    await out.getByText('All right: 2 points.').waitFor();
  }, 120_000);

  test('a program asks for a line; after a restart a cell runs what it needs again', async () => {
    await go('lessons/02-pymalloc.html');
    await skip();
    const place = '#under-the-hood-the-bytes-of-a-pool-1';
    const first = page.locator(place);
    const run = first.getByRole('button', { name: /^Run/ });
    await write(
      place,
      "import { input } from 'heaplab';\nconsole.log('Hello,', await input('Who? '));",
    );
    await run.click();
    await first.getByLabel('Who?').fill('Ann');
    await page.keyboard.press('Enter');
    await first.getByText('Hello, Ann').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Restart' }).click();
    await first.getByText('before your last change').waitFor();
    await run.click();
    await first.getByLabel('Who?').fill('Bob');
    await page.keyboard.press('Enter');
    await first.getByText('Hello, Bob').waitFor({ timeout: 60_000 });
  }, 120_000);

  test('another version of Python is a choice at the top, and all cells run on it', async () => {
    await go('lessons/03-free-lists.html');
    await skip();
    await page.getByLabel('Python version').selectOption('3.8');
    const cell = page.locator('.cell:not(.folded) >> nth=0');
    await cell.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
    await page.waitForSelector('body:not(:has([aria-busy="true"]))', { timeout: 60_000 });
    expect(await page.locator('.cell .problem, .cell pre.error').count()).toBe(0);
    expect(
      await page.locator('[data-cell]').first().locator('code, .cm-content').first().textContent(),
    ).toContain("const VERSION = '3.8'");
  }, 120_000);

  test('where only a new worker stops a cell, variables are gone, and what the cell needs is offered', async () => {
    await go('lessons/06-tracemalloc.html');
    await skip();
    // One that needs what is above it.
    const place = '#what-came-between-two-moments-2';
    const cell = page.locator(place);
    const endless = "('a' * 10**5 + 'b' + 'a' * 10**5) in 'a' * 10**7";
    await write(place, `import gc\n${endless}`);
    await cell.getByRole('button', { name: 'Run' }).click();
    await cell.getByRole('button', { name: 'Stop' }).click({ timeout: 60_000 });
    await cell.getByText('its variables are gone').waitFor();
    await cell.getByRole('button', { name: /^Run the .*above/ }).click();
    await page.getByText('What the cell needs is there again.').waitFor({ timeout: 60_000 });
    expect(await cell.getByText('All variables are gone').count()).toBe(0);
    await write(place, 'import sys; print(sys.version[:4])');
    await cell.getByRole('button', { name: 'Run' }).click();
    await cell.getByText('3.12', { exact: true }).waitFor({ timeout: 60_000 });
  }, 120_000);

  test('names are completed and described in the editor, in Python and in TypeScript', async () => {
    await go('lessons/04-reference-counting.html');
    await skip();
    const python = '.cell:not(.folded) >> nth=0';
    await write(python, 'numbers = [1, 2]\n');
    await page.locator(python).getByRole('button', { name: 'Run' }).click();
    await page
      .locator(python)
      .getByRole('button', { name: 'Run again' })
      .waitFor({ timeout: 60_000 });
    await page.locator(`${python} >> .cm-content`).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('numb');
    await page.locator('.cm-tooltip-autocomplete').getByText('numbers').waitFor();
    await page.waitForTimeout(SETTLED);
    await page.keyboard.press('Enter');
    await page.keyboard.type('.app');
    await page.locator('.cm-tooltip-autocomplete').getByText('append').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator(`${python} >> .cm-line >> nth=1`).textContent()).toBe('numbers.app');
    await page.locator(`${python} >> .cm-line >> nth=0`).hover({ position: { x: 20, y: 8 } });
    await page.getByText(/^numbers: list, \d+ bytes at 0x7f/).waitFor();

    const setup = '.cell.folded >> nth=0';
    await page.locator(`${setup} >> summary`).click();
    await write(setup, "import { boot } from 'heaplab';\nconst p = boot('3.12');\n");
    await page.keyboard.press('Shift+Enter');
    await page
      .locator(setup)
      .getByRole('button', { name: 'Run again' })
      .waitFor({ timeout: 60_000 });
    await page.locator(`${setup} >> .cm-content`).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('p.PyObject_Ma');
    await page.locator('.cm-tooltip-autocomplete').getByText('PyObject_Malloc').waitFor();
    await page.waitForTimeout(SETTLED);
    await page.keyboard.press('Enter');
    await page.keyboard.type("('x')");
    await page.keyboard.press('Shift+Enter');
    await page.locator(`${setup} >> .cm-lintRange-error`).waitFor({ timeout: 60_000 });
    expect(await page.locator(`${setup} >> .cm-lintRange-error`).textContent()).toContain('Malloc');
    await page.locator(`${setup} >> .cm-line >> nth=1`).hover({ position: { x: 60, y: 8 } });
    await page.getByText(/const p: PythonProcess/).waitFor();
  }, 120_000);

  test.each([
    ['heaplab start', () => server.url],
    ['a plain host', () => site.url],
  ])(
    'on %s an endless loop is stopped, and variables are kept',
    async (_, url) => {
      await go(`${url()}lessons/04-reference-counting.html`);
      await skip();
      const first = page.locator('.cell:not(.folded) >> nth=1');
      const second = page.locator('.cell:not(.folded) >> nth=2');
      await write('.cell:not(.folded) >> nth=1', 'mine = 41\nwhile True:\n    pass');
      await first.getByRole('button', { name: 'Run' }).click();
      await first.getByRole('button', { name: 'Stop' }).waitFor({ timeout: 60_000 });
      await page.waitForTimeout(500);
      // One that waits can be taken out of the queue, and the other runs on.
      await second.getByRole('button', { name: 'Run' }).click();
      await second.getByText('Waits for a cell above.').waitFor();
      await second.getByRole('button', { name: 'Cancel' }).click();
      await second.getByRole('button', { name: 'Run' }).waitFor();
      const before = Date.now();
      await first.getByRole('button', { name: 'Stop' }).click();
      await first.getByText('KeyboardInterrupt').waitFor();
      expect(Date.now() - before).toBeLessThan(2000);
      expect(await second.getByRole('button', { name: 'Run' }).count()).toBe(1);
      await write('.cell:not(.folded) >> nth=2', 'print(mine + 1)');
      await write('.cell:not(.folded) >> nth=1', 'mine');
      await second.getByRole('button', { name: 'Run' }).click();
      await second.getByText('42', { exact: true }).waitFor();
    },
    120_000,
  );
});
