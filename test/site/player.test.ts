import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { measureFigure } from '../../src/charts/touch/measure';
import { figureCell, playerCell } from '../../src/grading/player-cell';
import { boot, deterministicHost } from '../../src/python';
import { recordLines } from '../../src/recording';
import type { StoredRun } from '../../src/site/client/microscope';
import { GALLERY } from '../../src/site/gallery';
import { type Address, addressText, NOTHING_OPEN } from '../../src/site/parts/microscope/address';
import { spaced } from '../../src/site/parts/numbers';
import { saidBy, toldOfDiagnosis } from '../../src/site/parts/touch/diagnosis-said';
import { intsAt } from '../../src/site/parts/touch/layers';
import { inBrowser } from '../support/browser';
import { SITE } from '../support/site';

/*
 * The microscope's player where it is part of a lesson, figures that a reader drives, and the pictures that are there
 * before them.
 */

const LESSON = 'lessons/04-reference-counting.html';

test('a fence of a lesson becomes a cell, and says what it cannot be', () => {
  /** What the cell gives to `player`. */
  const given = (program: string, options: string): unknown =>
    new Function('player', 'VERSION', `return ${playerCell(program, options)}`)(
      (...args: unknown[]) => args,
      '3.12',
    );
  const program = ["x = '\\n'", 'y = `$', "{x}` + '\\\\'"].join('');
  expect(given(program, 'python=3.8 step=2 show=objects,heap')).toEqual([
    program,
    { python: '3.8', step: 2, show: ['objects', 'heap'] },
  ]);
  expect(given('x = 1', 'beside=3.8')).toEqual(['x = 1', { python: '3.12', beside: '3.8' }]);
  for (const wrong of ['python=2.7', 'step', 'show=all', 'speed=2'])
    expect(() => playerCell('x = 1', wrong)).toThrow(`a player cannot have ${wrong}`);
  expect(figureCell('', 'layers n=1000')).toBe(
    "figure('layers', {\n  python: VERSION,\n  n: 1000,\n});",
  );
  expect(figureCell('a = []\ndel a', 'references')).toContain("    'a = []',\n    'del a',\n");
  expect(figureCell('', 'pool n=40')).toContain('size: 40,\n  moves: [-1, -1,');
  expect(() => figureCell('', 'pie')).toThrow('there is no figure pie');
  expect(() => figureCell('', 'layers m=1')).toThrow('a figure cannot have m=1');
});

test('its picture is in the page, with nothing to press', () => {
  const html = readFileSync(join(SITE, LESSON), 'utf8');
  const [, figure = ''] = /<figure class="player wide"[^>]*>([\s\S]*?)<\/figure>/.exec(html)!;
  expect(figure).toContain('names an object that was there already');
  expect(figure).toContain('refs 1 → 2');
  expect(figure).not.toMatch(/<button|role="button"|aria-pressed/);
  // Where there is no player, there is no style sheet of its own.
  expect(html).toContain('assets/microscope.css');
  expect(readFileSync(join(SITE, 'lessons/10-interview-practice.html'), 'utf8')).not.toContain(
    'assets/microscope.css',
  );
});

test('the first run of the page is what a worker records', () => {
  const stored = JSON.parse(readFileSync(join(SITE, 'assets/first-run.json'), 'utf8')) as StoredRun;
  const run = recordLines(
    boot(stored.info.python, { host: deterministicHost() }),
    GALLERY[0]!.source,
  );
  const states = run.steps.map(({ step }) => run.state(step));
  const { info, steps } = run;
  const plain = JSON.parse(JSON.stringify({ info, steps, output: '', states }));
  expect(stored).toEqual(plain);
});

inBrowser('players', SITE, (site) => {
  const says = (page: Page, words: string | RegExp) =>
    page.locator('.say p').filter({ hasText: words }).first().waitFor({ timeout: 60_000 });

  test('a lesson loads its player when it comes into view; keys inside it step', async () => {
    const { page, requests } = await site.open(LESSON);
    await page.waitForLoadState('networkidle');
    expect(
      requests.some((request) => /\/(players|microscope)[-.\w]*\.js/.test(request.url())),
    ).toBe(false);
    await page.locator('.skip').first().click();
    const player = page.locator('.player').first();
    await player.scrollIntoViewIfNeeded();
    await player.locator('.transport').waitFor({ timeout: 60_000 });
    await says(page, 'y names an object that was there already');
    await player.getByRole('button', { name: 'Step (right arrow)' }).click();
    await says(page, 'pair names a new tuple of 2 items');
    // The page's own keys are left alone elsewhere.
    await page.keyboard.press('ArrowRight');
    await says(page, 'names names a new dict');
    await page.locator('h1').click();
    await page.keyboard.press('End');
    await says(page, 'names names a new dict');
    const link = player.getByRole('link', { name: 'Open it in the microscope' });
    const { page: opened } = await site.open(
      new URL((await link.getAttribute('href'))!, page.url()).href,
    );
    await opened.locator('.transport').waitFor({ timeout: 60_000 });
    await says(opened, 'names names a new dict');
    expect(new URL(opened.url()).hash).toContain('step=4');
  }, 120_000);

  test('a slider asks the simulator how much memory how many ints take', async () => {
    const { page } = await site.open('lessons/00-the-800-mb-question.html');
    await page.locator('.skip').first().click();
    const figure = page.locator('.touch.layers');
    await figure.evaluate((element) => element.scrollIntoView());
    await page.waitForSelector('.touch.layers.live');
    // None of the numbers that the page was made with.
    const n = intsAt(47);
    await figure.getByRole('slider').fill('47');
    await figure.getByText(`${spaced(n)} ints:`).waitFor({ timeout: 60_000 });
    const { rss, references, blocks } = measureFigure('layers', { python: '3.12', n });
    const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
    const rows = await figure.locator('tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split('\t').map((cell) => cell.trim()))).toEqual(
      expect.arrayContaining([
        ['resident in all', String(Math.round(rss / 2 ** 20)), '100%'],
        ['the list: references', mib(references), `${Math.round((100 * references) / rss)}%`],
        ['blocks of the ints', mib(blocks), `${Math.round((100 * blocks) / rss)}%`],
      ]),
    );
  }, 120_000);

  test('references are drawn and cut by clicks and keys, and the counts are the simulator’s', async () => {
    const { page } = await site.open(LESSON);
    await page.locator('.skip').first().click();
    const figure = page.locator('.touch.refgraph');
    await figure.evaluate((element) => element.scrollIntoView());
    await page.waitForSelector('.touch.refgraph.live');
    const press = async (name: RegExp): Promise<void> => {
      await figure.getByRole('button', { name }).first().press('Enter');
    };
    const line = (text: string) =>
      figure.locator('.lines .last', { hasText: text }).waitFor({ timeout: 60_000 });
    await figure.getByRole('button', { name: /^list d,/ }).click();
    await figure.getByRole('button', { name: /^list a,/ }).click();
    await line('d.append(a)');
    await press(/^the name a/);
    await line('del a');
    await press(/^the reference from d to a/);
    await line('del d[0]');
    await figure.getByText('a has no reference left: freed at once.').waitFor();
    const cells = JSON.parse(
      (await page.locator('#lesson-cells').textContent()) ?? '',
    ) as readonly { readonly source: string }[];
    const { source } = cells.find((cell) => cell.source.startsWith("figure('references'"))!;
    const start = [...source.matchAll(/^ {4}'(.*)',$/gm)].map((match) => match[1]!);
    const { objects } = measureFigure('references', {
      python: '3.12',
      lines: [...start, 'd.append(a)', 'del a', 'del d[0]'],
    });
    const shown = await figure.locator('.box').allTextContents();
    expect(shown).toEqual(
      objects.map(({ label, refcount }) =>
        refcount === undefined ? `${label}freed` : `${label}refs ${refcount}`,
      ),
    );
  }, 120_000);

  test('a collection is stepped over a graph that the reader has changed', async () => {
    const { page } = await site.open('lessons/05-cyclic-gc.html');
    await page.locator('.skip').first().click();
    const figure = page.locator('.touch.refgraph');
    await figure.evaluate((element) => element.scrollIntoView());
    await page.waitForSelector('.touch.refgraph.live');
    const button = (name: string | RegExp) => figure.getByRole('button', { name }).first();
    await button('New list').click();
    await figure.locator('.lines .last', { hasText: 'e = []' }).waitFor({ timeout: 60_000 });
    // Nobody can reach it, so no line can use it.
    await button(/^list a,/).click();
    await button(/^list e,/).click();
    await figure.getByText('No name leads to a any more').waitFor();
    await button(/^list e,/).click();
    await button(/^list d,/).click();
    await figure.locator('.lines .last', { hasText: 'e.append(c[0])' }).waitFor();
    await button(/^the name e/).click();
    await figure.getByText('e has no reference left').waitFor();
    const lines = (await figure.locator('.lines').textContent())!.trim().split('\n');
    const { phases } = measureFigure('collection', { python: '3.12', lines });
    await button('Collect, step by step').click();
    await button('Next step').click();
    const copies = await figure.locator('.box:not(.dead)').allTextContents();
    expect(copies.map((text) => [text[0], Number(/· (\d+)$/.exec(text)![1])])).toEqual(
      Object.entries(phases[1]!.copies).sort(),
    );
    await button('Next step').click();
    const garbage = await figure.locator('.box.garbage .label').allTextContents();
    expect(garbage).toEqual([...phases[2]!.unreachable].sort());
    expect(garbage).toEqual(['a', 'b']);
    await button('Next step').click();
    await figure.getByText('a and b are freed.').waitFor();
  }, 120_000);

  test('a service is asked and a knob is turned, and the answers are the simulator’s', async () => {
    const { page } = await site.open('lessons/11-where-is-my-memory.html');
    while ((await page.locator('.skip').count()) > 0) await page.locator('.skip').first().click();
    const figure = page.locator('.touch.diagnosis');
    await figure.evaluate((element) => element.scrollIntoView());
    await page.waitForSelector('.touch.diagnosis.live');
    // Nothing of this service is in the page as it was built.
    const service = 2;
    await figure.getByRole('button', { name: `Service ${service + 1}` }).click();
    await figure.getByRole('button', { name: 'Ask: Who holds it?' }).click();
    await figure.getByText('held by dict “answers”').waitFor({ timeout: 60_000 });
    await figure.getByRole('button', { name: 'Ask: Does it grow?' }).click();
    await figure.locator('.known').nth(1).waitFor({ timeout: 60_000 });
    await figure.getByRole('button', { name: 'malloc_trim(0) each day' }).click();
    await figure.getByText('That is not its knob.').waitFor({ timeout: 60_000 });
    await figure.getByRole('button', { name: 'a limit for the cache' }).click();
    await figure.getByText('That is its knob.').waitFor({ timeout: 60_000 });
    const asked = ['holders', 'days'] as const;
    const knob = 'limit';
    const shown = measureFigure('diagnosis', { python: '3.12', service, asked, knob });
    expect(await figure.locator('.says').allInnerTexts()).toEqual(
      ['days', 'holders'].map((tool) => saidBy(shown.readings.find((each) => each.tool === tool)!)),
    );
    expect(await figure.locator('.say').textContent()).toBe(
      toldOfDiagnosis({ python: '3.12', service, asked, knob }, shown),
    );
  }, 180_000);

  test('an object is dragged, and its sizes are those of all versions', async () => {
    const { page } = await site.open('lessons/12-memory-by-version.html');
    while ((await page.locator('.skip').count()) > 0) await page.locator('.skip').first().click();
    const figure = page.locator('.touch.sizes');
    await figure.evaluate((element) => element.scrollIntoView());
    await page.waitForSelector('.touch.sizes.live');
    await figure.getByRole('button', { name: 'dict' }).click();
    await figure.getByRole('slider').fill('23');
    await figure.getByText('for 23 keys').waitFor({ timeout: 60_000 });
    const { rows } = measureFigure('sizes', { python: '3.12', kind: 'dict', n: 23 });
    const cells = await figure.locator('tbody tr').allInnerTexts();
    expect(
      cells.map((row) =>
        row
          .split('\t')
          .map((cell) => cell.trim())
          .slice(0, 3),
      ),
    ).toEqual(rows.map(({ python, said, traced }) => [python, spaced(traced), spaced(said)]));
  }, 180_000);

  test('the page of the microscope begins as it looks without scripts', async () => {
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const still = await context.newPage();
    await still.goto(`${site.url}microscope.html`);
    const text = (page: Page, place: string) =>
      page.locator(place).evaluate((element) => element.textContent);
    const before = [await text(still, '.say'), await text(still, '.panels')];
    expect(await still.locator('button:visible').count()).toBe(0);
    await context.close();
    const { page } = await site.open('microscope.html');
    await page.locator('.transport').waitFor({ timeout: 60_000 });
    const after = [await text(page, '.say'), await text(page, '.panels')];
    expect(after).toEqual(before);
  }, 120_000);

  test('of a long run the reader marks a part, and each line of it is a step', async () => {
    const program = 'kept = []\nfor n in range(6_000):\n    kept.append(n * 1000)\nkept.clear()';
    const start: Address = { ...NOTHING_OPEN, python: '3.12', program, step: 1000 };
    const { page } = await site.open(`microscope.html${addressText(start)}`);
    await page.getByText('and a step here is 2 of them').waitFor({ timeout: 60_000 });
    // The player follows the recording until the step of the address is there.
    await page.locator('input[aria-valuetext^="step 1000 of"]').waitFor({ timeout: 60_000 });
    const mark = page.getByRole('button', { name: 'set a mark' });
    await mark.click();
    await page.getByText('The part begins at step 1000.').waitFor();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    await mark.click();
    await page
      .getByText(/From line 2000 to line 2020 of the 12.003 that ran, each line is/)
      .waitFor();
    await page.locator('.transport').waitFor({ timeout: 60_000 });
    await says(page, /^Line \d\. 2000 lines ran\./);
    await page.keyboard.press('ArrowRight');
    await says(page, /n is now|block/);
    expect(new URL(page.url()).hash).toContain('between=2000-2020');
    expect(await page.getByRole('slider', { name: 'Step' }).getAttribute('max')).toBe('22');
    await page.getByRole('button', { name: 'Show the whole run' }).click();
    await mark.waitFor({ timeout: 60_000 });
  }, 120_000);

  test('what cannot be imported is named before the program runs, and an exception is marked', async () => {
    const { page } = await site.open('microscope.html');
    await page.getByRole('button', { name: 'paste your own' }).click();
    await page.getByLabel('Your program').fill('import gc, requests\nx = [1]');
    await page.getByText('The simulator does not have requests').waitFor();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.locator('.traceback').getByText("No module named 'requests'").waitFor();
    await page.getByText('The simulator does not have requests').waitFor();
    await page.locator('.scrub .failed').waitFor({ state: 'attached' });
    await page.locator('.strip .failed').waitFor({ state: 'attached' });
  }, 120_000);
});
