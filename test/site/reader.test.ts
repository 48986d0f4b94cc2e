import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { inBrowser } from '../support/browser';
import { ROOT } from '../support/dist';
import { SITE } from '../support/site';

/* What a reader does on the pages besides running cells; most of it by keyboard. */

const LESSON = 'lessons/04-reference-counting.html';
/** What was measured is one of the choices of lesson 08's first question. */
const MEASURED = 'one in ten thousand';

inBrowser('a reader', SITE, (site) => {
  test('predicts by keyboard; what follows was covered, and the answer is kept', async () => {
    const { page } = await site.open(LESSON);
    const under = page.locator('.cover > .under').first();
    const answer = under.locator('pre.stdout').first();
    expect(await answer.isVisible()).toBe(false);
    expect(await under.evaluate((element) => (element as HTMLElement).inert)).toBe(true);
    await page.locator('.ask input').focus();
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.verdict');
    expect(await page.locator('.verdict').textContent()).toBe(
      'Not quite. Measured: 2. You said 3: too much by a factor of 1.5.',
    );
    expect(await answer.isVisible()).toBe(true);
    expect(await page.evaluate('document.activeElement.className')).toBe('verdict');
    await page.reload();
    expect(await answer.isVisible()).toBe(true);
    expect(await page.locator('.pts b').textContent()).toMatch(/^0 of \d+ points$/);
  });

  test('a right choice counts; skipping shows and counts nothing', async () => {
    const { page } = await site.open('lessons/08-fragmentation.html');
    await page.getByRole('button', { name: MEASURED, exact: true }).press('Enter');
    await page.getByText(/\b1 of \d+ points/).waitFor();
    expect(await page.locator('.opt.right em').textContent()).toBe('measured');
    await site.go(page, LESSON);
    await page.getByRole('button', { name: 'Skip, just show me' }).press('Space');
    expect(await page.locator('.verdict').textContent()).toBe('Measured: 2.');
    expect(await page.locator('.under pre.stdout').first().isVisible()).toBe(true);
  });

  test('in two tabs: what is done in one is seen in the other, and neither forgets', async () => {
    const lesson = 'lessons/00-the-800-mb-question.html';
    const { page, context } = await site.open(lesson);
    const other = await context.newPage();
    await site.go(other, lesson);
    for (const [on, index] of [
      [page, 0],
      [other, 1],
    ] as const) {
      await on.locator('.skip').nth(0).click();
      const kept =
        "Object.keys(JSON.parse(localStorage.getItem('heaplab:lesson:00-the-800-mb-question')).predictions).length";
      expect(await on.evaluate(kept)).toBe(index + 1);
    }
    await page.waitForSelector('.verdict >> nth=1');
    expect(await page.locator('.verdict').count()).toBe(2);
  });

  test('an address inside of what is covered leads to its question', async () => {
    const { page } = await site.open('lessons/08-fragmentation.html#what-stays');
    await page.waitForFunction(
      'document.querySelector(".ask").getBoundingClientRect().top < innerHeight && scrollY > 0',
    );
    expect(await page.locator('#what-stays').isVisible()).toBe(false);
  });

  test('goes on where they were; sections read have a tick', async () => {
    const { page } = await site.open(LESSON);
    await page.locator('.skip').click();
    await site.go(page, `${LESSON}#when-is-it-freed`);
    await page.mouse.wheel(0, 200);
    await page.waitForSelector('.toc a[aria-current="location"]:has-text("When is it freed?")');
    expect(await page.locator('.toc .sr').count()).toBeGreaterThan(0);
    await page.waitForFunction(
      "localStorage.getItem('heaplab:lesson:04-reference-counting')?.includes('when-is')",
    );
    await site.go(page, 'index.html');
    const link = page.locator('.cont');
    await link.waitFor();
    expect(await link.textContent()).toContain('Reference counting');
    expect(await link.getAttribute('href')).toBe(`${LESSON}#when-is-it-freed`);
  });

  test('takes progress along as a file, and brings it back elsewhere', async () => {
    const { page } = await site.open('lessons/08-fragmentation.html');
    await page.getByRole('button', { name: MEASURED, exact: true }).click();
    await page.getByText(/\b1 of \d+ points/).waitFor();
    await site.go(page, 'index.html');
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save it as a file' }).click();
    const file = await (await waiting).path();
    const text = readFileSync(file, 'utf8');
    const schema = readFileSync(join(ROOT, 'assets', 'schemas', 'progress.v2.schema.json'), 'utf8');
    expect(new Ajv().validate(JSON.parse(schema), JSON.parse(text))).toBe(true);

    const other = await site.browser.newContext({ serviceWorkers: 'block' });
    const there = await other.newPage();
    await site.go(there, 'index.html');
    const bring = (content: string): Promise<void> =>
      there.locator('input[type=file]').setInputFiles({
        name: 'mine.json',
        mimeType: 'application/json',
        buffer: Buffer.from(content),
      });
    await bring('{"format": 3');
    await there.getByText('mine.json is not a file of progress: it is not JSON').waitFor();
    await bring(text.replace('"right": true', '"right": "yes"'));
    await there
      .getByText(
        'mine.json is not a file of progress: lessons → 08-fragmentation → predictions → enough → right must be boolean',
      )
      .waitFor();
    await bring(text);
    await there.getByText('Your progress in 1 lesson is here.').waitFor();
    await site.go(there, 'lessons/08-fragmentation.html');
    await there.getByText(/\b1 of \d+ points/).waitFor();
    await other.close();
  });

  test('searches by keyboard, with typos and other words for it, on every page', async () => {
    const { page } = await site.open('lessons/GLOSSARY.html');
    const finds = async (query: string, text: string | RegExp): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.locator('.search input').fill(query);
      await page.locator('.found', { hasText: text }).waitFor();
      await page.keyboard.press('Escape');
      await page.waitForSelector('.search', { state: 'detached' });
    };
    await finds('fragmentaton', 'fragmentation');
    await finds('weakref', /weak ?ref/i);
    await finds('memory not released', /Fragmentation|shrink/);
    await finds('objgraph', /references?|collector/i);
    await finds('memory not relesed', /Fragmentation|shrink/);
    await finds('arenaMap', 'API');
    await finds('nth block', 'Exercise');
    // The field has the focus before the page is painted again, so the first letters of a fast reader are not lost.
    const focused = await page.evaluate(`(async () => {
      dispatchEvent(new KeyboardEvent('keydown', { key: '/' }));
      for (let turn = 0; turn < 10; turn++) await undefined;
      return document.activeElement.getAttribute('role');
    })()`);
    expect(focused).toBe('combobox');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.search', { state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type('quarter rule');
    await page.waitForSelector('.found a');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.found a:nth-child(2)[aria-selected="true"]');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#/);
    expect(page.url()).toContain(site.url);
  });

  test('switches between light and dark, and it stays so', async () => {
    const { page } = await site.open(LESSON);
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await paper();
    await page.getByRole('button', { name: /dark/i }).click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await site.go(page, 'index.html');
    expect(await paper()).toBe(dark);
  });

  test('sees what a term means', async () => {
    const { page } = await site.open('lessons/08-fragmentation.html');
    await page.locator('a.term').first().focus();
    await page.getByRole('tooltip').waitFor();
    expect(await page.getByRole('tooltip').textContent()).toContain('In fact');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('tooltip').count()).toBe(0);
  });

  test('edits code: it is kept, can be reset and taken back, undone, and left by keyboard', async () => {
    const { page } = await site.open(LESSON);
    const cell = page.locator('.text > [data-island] > .cell:not(.folded)').first();
    await cell.locator('.code pre').focus();
    await page.keyboard.press('Enter');
    await cell.locator('.cm-content').waitFor();
    expect(await cell.locator('.cm-content').evaluate((e) => e === document.activeElement)).toBe(
      true,
    );
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nconst mine = 1;');
    const text = (): Promise<string | null> => cell.locator('.cm-content').textContent();
    expect(await text()).toContain('const mine = 1;');
    const written = (await text())!;
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Tab');
    expect((await text())!.length).toBeGreaterThan(written.length + 1);
    await page.keyboard.press('Shift+Tab');
    expect(await text()).toBe(written);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await cell.locator('.cm-content').evaluate((e) => e === document.activeElement)).toBe(
      false,
    );

    await page.reload();
    await page.waitForSelector('html.live');
    expect(await cell.locator('.code pre').textContent()).toContain('const mine = 1;');
    await cell.locator('.code pre').click();
    await cell.locator('.cm-content').waitFor();
    await page.getByRole('button', { name: 'Reset code' }).click();
    await page.waitForSelector('.cell .cm-content:not(:has-text("mine"))');
    // In the editor it can be undone, and below the lesson taken back.
    await cell.locator('.cm-content').focus();
    await page.keyboard.press('Control+z');
    expect(await text()).toContain('const mine = 1;');
    await page.keyboard.press('Control+y');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.waitForSelector('.cell .cm-content:has-text("mine")');
  });

  test('keeps code of another version of the lesson: where it was, where it went, or below', async () => {
    const { page } = await site.open(LESSON);
    await page.evaluate(`(() => {
      const cells = JSON.parse(document.getElementById('lesson-cells').textContent);
      const shown = [...document.querySelectorAll('.text > [data-island] > .cell:not(.folded)')].map(({ dataset }) => dataset.cell);
      const hash = (text) => {
        let h = 0x811c9dc5;
        for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
        return (h >>> 0).toString(16).padStart(8, '0');
      };
      const code = {
        [shown[0]]: { source: 'changed since', base: '00000000' },
        'elsewhere-3': { source: 'moved', base: hash(cells.find(({ id }) => id === shown[1]).source) },
        'gone-1': { source: 'nowhere now', base: '11111111' },
      };
      localStorage.setItem('heaplab:lesson:04-reference-counting', JSON.stringify({ seen: [], predictions: {}, exercises: {}, code }));
    })()`);
    await page.reload();
    await page.waitForSelector('html.live');
    await page.getByText('changed since').waitFor();
    await page.getByText('made from an earlier version').waitFor();
    await page.getByText('moved', { exact: true }).waitFor();
    await page.getByText('code of yours from an earlier version').click();
    expect(await page.getByText('nowhere now').isVisible()).toBe(true);
  });
});
