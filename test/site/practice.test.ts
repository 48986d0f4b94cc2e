import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Ajv from 'ajv';
import Papa from 'papaparse';
import type { Page, Request } from 'playwright-core';
import { inBrowser } from '../support/browser';
import { ROOT } from '../support/dist';
import { SITE } from '../support/site';

/* The practice page, and help with an exercise, by keyboard alone. */

interface Stored {
  readonly template: string;
  readonly answer: string;
}
const bank = JSON.parse(
  readFileSync(join(SITE, 'assets', 'practice.json'), 'utf8'),
) as readonly Stored[];

inBrowser('who practises', SITE, (site) => {
  let page: Page;
  let requests: readonly Request[];
  const open = async (path: string): Promise<void> => {
    ({ page, requests } = await site.open(path));
  };
  const scriptsOf = (all: readonly Request[]): string[] =>
    all.filter((one) => one.resourceType() === 'script').map((one) => one.url());
  const focused = (): Promise<string> =>
    page.evaluate('document.activeElement.className || document.activeElement.id');

  test('loads little before the first question, which its address repeats', async () => {
    await open('practice/index.html');
    await page.getByText('You have answered nothing yet').waitFor();
    await page.waitForLoadState('networkidle');
    const scripts = scriptsOf(requests);
    const bytes = scripts
      .map((url) => gzipSync(readFileSync(join(SITE, url.slice(site.url.length)))).length)
      .reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThan(60 * 1024);
    expect(scripts.filter((url) => /practice\.js|schedule|csv/.test(url))).toEqual([]);

    await page.getByRole('link', { name: 'Draw a question' }).press('Enter');
    await page.locator('.quiz .opt').first().waitFor({ timeout: 60_000 });
    const { hash } = new URL(page.url());
    expect(hash).toMatch(/^#mode=draw&seed=\d+&python=3\.14$/);
    await page.getByRole('link', { name: 'Skip to the content' }).press('Enter');
    expect(await focused()).toBe('w practice');
    expect(new URL(page.url()).hash).toBe(hash);
    const shown = (): Promise<string[]> =>
      page.locator('.quiz .question, .quiz .program, .quiz .opt span').allInnerTexts();
    const before = await shown();
    await page.reload();
    await page.locator('.quiz .opt').first().waitFor({ timeout: 60_000 });
    expect(await shown()).toEqual(before);
  }, 90_000);

  test('answers by keyboard: what is wrong is explained, and comes back; the score counts', async () => {
    // The draws of the stored bank have the same seed, and with it the same answers.
    await open('practice/index.html#mode=draw&seed=0&topic=pymalloc');
    let right = 0;
    for (let at = 0; at < 2; at++) {
      await page.getByText(`Question ${at + 1} of 10`).waitFor({ timeout: 60_000 });
      const texts = await page.locator('.quiz .opt > span').allInnerTexts();
      const answers = bank.map(({ answer }) => answer);
      const choice = at === 0 ? texts.findIndex((text) => answers.includes(text)) : 0;
      // The first by its button, the second by its letter.
      if (at === 0) await page.locator('.quiz .opt').nth(choice).press('Enter');
      else await page.keyboard.press('a');
      await page.locator('.quiz .verdict').waitFor();
      expect(await focused()).toBe('verdict');
      expect(await page.locator('.opt.right').count()).toBe(1);
      const said = (await page.locator('.quiz .verdict').textContent()) ?? '';
      expect(said).toMatch(/^(Right\.|Not right\. It is )/);
      expect(said).toContain('Read about it:');
      if (said.startsWith('Right.')) right++;
      await page.getByText('This question comes back today.').waitFor();
      if (at === 0) await page.getByRole('button', { name: 'Next question' }).press('Enter');
      else await page.keyboard.press('Enter');
    }
    await page.getByText('Question 3 of 10').waitFor({ timeout: 60_000 });
    expect(await focused()).toBe('question');
    await page.getByRole('link', { name: 'Where you are' }).press('Enter');
    await page.getByText(`${right} of 2 right`).waitFor();
    expect(await page.locator('.where').textContent()).toMatch(/2\s*due today\s*2\s*of 91/);

    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the questions as CSV' }).press('Enter');
    const file = await saved;
    expect(file.suggestedFilename()).toBe('heaplab-questions.csv');
    const { data, errors } = Papa.parse<Record<string, string>>(
      readFileSync(await file.path(), 'utf8').trimEnd(),
      { header: true },
    );
    expect(errors).toEqual([]);
    expect(data).toHaveLength(bank.length);
    expect(data.filter((row) => row.asked === '1' && row.comes_back === 'today')).toHaveLength(2);

    await page.getByRole('link', { name: /^Due today/ }).press('Enter');
    await page.getByText('Due today: 1 of 2').waitFor({ timeout: 60_000 });
  }, 120_000);

  test('has an interview with what comes after each question, and what to read again', async () => {
    await open('practice/index.html#mode=interview&seed=4&python=3.12');
    await page.getByRole('button', { name: 'Begin' }).press('Enter');
    let rated = 0;
    for (let n = 1; n <= 10; n++) {
      await page.getByText(`Question ${n} of 10`, { exact: true }).waitFor({ timeout: 60_000 });
      await page.locator('.quiz .opt').first().press('Enter');
      await page.getByText(`Question ${n} of 10, and then`).waitFor({ timeout: 60_000 });
      // Neither a reload nor a look elsewhere loses it.
      if (n === 2) await page.reload();
      if (n === 3) {
        await page.getByRole('link', { name: 'Where you are' }).press('Enter');
        await page.getByRole('link', { name: 'Mock interview' }).press('Enter');
        await page
          .getByRole('button', { name: 'Go on with the last one, at question 3' })
          .press('Enter');
      }
      if (n === 2 || n === 3)
        await page.getByText(`Question ${n} of 10, and then`).waitFor({ timeout: 60_000 });
      const compare = page.getByRole('button', { name: 'Compare' });
      if ((await compare.count()) > 0) {
        await compare.press('Enter');
        await page.getByRole('button', { name: 'I did not' }).press('Enter');
        rated++;
      } else {
        expect(await page.locator('.quiz .question').textContent()).toMatch(
          /^And on CPython 3\.\d+\? /,
        );
        await page.locator('.quiz .opt').first().press('Enter');
      }
    }
    await page.locator('.summary').waitFor();
    expect(await focused()).toBe('summary');
    expect(await page.locator('.answers > li').count()).toBe(10);
    const said = (await page.locator('.summary .lead').textContent()) ?? '';
    expect(/\((\w+) by your own rating\)/.exec(said)?.[1]).toBe(
      rated === 0 ? undefined : rated === 10 ? 'all' : String(rated),
    );
    for (const link of await page.locator('.again a').all()) {
      const target = new URL((await link.getAttribute('href'))!, page.url());
      const file = readFileSync(join(SITE, target.pathname.slice('/some/where/'.length)), 'utf8');
      expect(file).toContain(` id="${target.hash.slice(1)}"`);
    }
    await page.reload();
    await page.locator('.answers > li').nth(9).waitFor({ timeout: 60_000 });
    expect(await page.locator('.summary .lead').textContent()).toBe(said);
    await page.getByRole('link', { name: 'Where you are' }).press('Enter');
    await page.getByRole('heading', { name: 'Interviews' }).waitFor();
    // Counted once, though it was shown twice.
    expect(await page.locator('[aria-labelledby="interviews"] li').count()).toBe(1);
  }, 120_000);

  test('takes twenty minutes: sections to read, and questions that open where they are', async () => {
    await open('practice/index.html#mode=minutes');
    await page.locator('.path > li').nth(10).waitFor();
    await page.getByRole('button', { name: 'Who serves a request at the limit?' }).press('Enter');
    await page.locator('.in-path .opt').first().waitFor({ timeout: 60_000 });
    await page.locator('.in-path .opt').first().press('Enter');
    await page.getByText('answered today').waitFor();
  }, 90_000);

  test('takes practice along with progress; a document of version 1 is still read', async () => {
    await open('practice/index.html#mode=draw&seed=0&topic=layers');
    await page.locator('.quiz .opt').first().waitFor({ timeout: 60_000 });
    await page.locator('.quiz .opt').first().press('Enter');
    await page.getByText('This question comes back').waitFor();
    await site.go(page, 'index.html');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save it as a file' }).press('Enter');
    const text = readFileSync(await (await saved).path(), 'utf8');
    const schema = readFileSync(join(ROOT, 'assets', 'schemas', 'progress.v2.schema.json'), 'utf8');
    expect(new Ajv().validate(JSON.parse(schema), JSON.parse(text))).toBe(true);
    await page.evaluate('localStorage.clear()');
    const bring = (content: string): Promise<void> =>
      page.locator('input[type=file]').setInputFiles({
        name: 'mine.json',
        mimeType: 'application/json',
        buffer: Buffer.from(content),
      });
    await bring(text);
    await page.getByText('Your progress in 0 lessons is here.').waitFor();
    const older = {
      format: 'heaplab-progress',
      version: 1,
      lab: '0.1.0',
      saved: '2026-01-01T00:00:00Z',
      lessons: { '02-pymalloc': { seen: ['start'], predictions: {}, exercises: {}, code: {} } },
    };
    await bring(JSON.stringify(older));
    await page.getByText('Your progress in 1 lesson is here.').waitFor();
    await bring(JSON.stringify({ ...older, version: 2 }));
    await page.getByText("must have required property 'practice'").waitFor();
    await site.go(page, 'practice/index.html');
    await page.getByText('of 91 questions asked').waitFor();
    expect(await page.locator('.where').textContent()).toMatch(/1\s*due today\s*1\s*of 91/);
  }, 90_000);

  test('opens hints one at a time, and the solution after giving up; both are remembered', async () => {
    const help: string[] = [];
    await open('lessons/02-pymalloc.html');
    page.on('request', (request) => {
      if (request.url().includes('/help/')) help.push(request.url().split('/').at(-1)!);
    });
    for (;;) {
      const skip = page.locator('.skip:not([inert] *)').first();
      if ((await skip.count()) === 0) break;
      await skip.click();
    }
    const card = page.locator('#pymalloc-block-size .ex');
    expect(help).toEqual([]);
    await card.getByRole('button', { name: 'Show a hint' }).press('Enter');
    await card.getByText('Hint 1 of 3').waitFor();
    expect(await page.locator('.hints li').count()).toBe(1);
    await card.getByRole('button', { name: 'Next hint (2 of 3)' }).press('Enter');
    await card.getByText('Hint 2 of 3').waitFor();
    expect(help).toEqual(['pymalloc-block-size.hints.json']);
    await page.reload();
    await page.waitForSelector('html.live');
    await card.getByRole('button', { name: 'Show your 2 hints' }).press('Enter');
    await card.getByText('Hint 2 of 3').waitFor();
    await card.getByRole('button', { name: 'Give up, show the solution' }).press('Enter');
    await card.getByRole('button', { name: 'Give up' }).press('Enter');
    await card.getByText('you gave up before it').waitFor();
    expect(await card.locator('.solution pre').textContent()).toContain('Math.ceil(nbytes / 16)');
    expect(
      await page.evaluate(
        "JSON.parse(localStorage.getItem('heaplab:lesson:02-pymalloc')).help['pymalloc-block-size']",
      ),
    ).toEqual({ hints: 2, solution: 'gave up' });
  }, 60_000);

  test('without scripts: says what it needs, and has each question with its answer below a fold', async () => {
    const plain = await site.browser.newContext({ javaScriptEnabled: false });
    const there = await plain.newPage();
    await there.goto(`${site.url}practice/index.html`);
    await there.getByText('need JavaScript').waitFor();
    expect(await there.locator('.bank article').count()).toBe(bank.length);
    await there.locator('.topic > summary').first().click();
    const first = there.locator('.bank article').first();
    const { answer } = bank.find(({ template }) => template === 'layers-small')!;
    const fold = first.getByText(`${answer}.`, { exact: true });
    expect(await fold.isVisible()).toBe(false);
    await first.locator('summary').click();
    expect(await fold.isVisible()).toBe(true);
    await plain.close();
  });
});
