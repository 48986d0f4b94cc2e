import type { Locator, Page } from 'playwright-core';
import type { FigureName, Figures } from '../../src/charts/touch/measure';
import { measureFigure } from '../../src/charts/touch/measure';
import { bytes, spaced } from '../../src/site/parts/numbers';
import { signed } from '../../src/site/parts/touch/traced-said';
import { inBrowser } from '../support/browser';
import { SITE } from '../support/site';

/* The figures of lessons 06 and 07 in a page: what a reader does to them, and what the simulator says to that. */

inBrowser('figures of runs and objects', SITE, (site) => {
  /** Opens a lesson at its figure, with what the figure begins with. */
  const open = async <N extends FigureName>(
    lesson: string,
    name: N,
  ): Promise<{ page: Page; figure: Locator; input: Figures[N]['input'] }> => {
    const { page } = await site.open(`lessons/${lesson}.html`);
    for (const skip = page.locator('.skip:not([inert] *)'); (await skip.count()) > 0; )
      await skip.first().click();
    const place = page.locator(`figure[data-figure*='"${name}"']`);
    const { input } = JSON.parse((await place.getAttribute('data-figure'))!);
    const figure = page.locator(`.touch.${name}`);
    await figure.evaluate((element) => element.scrollIntoView());
    await page.waitForSelector(`.touch.${name}.live`);
    return { page, figure, input };
  };
  const settled = (page: Page, name: string): Promise<unknown> =>
    page.waitForSelector(`.touch.${name}.live[aria-busy="false"]`, { timeout: 60_000 });

  test('a traced run is gone through, with fewer frames and from a snapshot', async () => {
    const { page, figure, input } = await open('06-tracemalloc', 'traced');
    const held = (): Promise<string[]> => figure.locator('.held .size').allTextContents();
    const flame = (): Promise<(string | null)[]> =>
      figure
        .locator('.flame li')
        .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('title')));
    const want = (asked: Partial<typeof input>) => {
      const shown = measureFigure('traced', { ...input, ...asked });
      const inOrder = [...shown.lines].sort((a, b) => a.line - b.line);
      return {
        held: inOrder.map((each) =>
          asked.since === undefined ? bytes(each.bytes) : signed(each.bytes),
        ),
        flame: shown.calls.map(
          (each) => `${each.line === 0 ? 'all' : `line ${each.line}`}: ${bytes(each.bytes)}`,
        ),
      };
    };
    // A moment that the build has not looked at.
    await figure.getByRole('slider').fill('17');
    await figure.getByRole('button', { name: 'Next line' }).click();
    await settled(page, 'traced');
    expect({ held: await held(), flame: await flame() }).toEqual(want({ step: 18 }));
    await figure.getByRole('button', { name: 'Take a snapshot here' }).click();
    await figure.getByRole('slider').press('End');
    await settled(page, 'traced');
    const step = measureFigure('traced', input).steps.length - 1;
    const since = want({ step, since: 18 });
    expect({ held: await held(), flame: await flame() }).toEqual(since);
    expect(since.held.length).toBeGreaterThan(0);
    await figure.getByRole('button', { name: 'Forget it' }).click();
    await figure.getByRole('radio', { name: '1', exact: true }).check();
    await settled(page, 'traced');
    const one = want({ step, frames: 1 });
    expect({ held: await held(), flame: await flame() }).toEqual(one);
    expect(one.flame).not.toEqual(want({ step }).flame);
    await figure.getByText('The run is over.').waitFor();
  }, 120_000);

  test('an object is opened row by row, and so is one of the reader’s own', async () => {
    const { page, figure, input } = await open('07-getsizeof-and-deep-size', 'folder');
    const rows = (): Promise<string[][]> =>
      figure
        .locator('tbody tr')
        .evaluateAll((all) =>
          all.map((row) => [...row.querySelectorAll('td.num')].map((cell) => cell.textContent)),
        );
    const foot = (): Promise<string[]> => figure.locator('tfoot .num').allTextContents();
    const says = { counted: '', again: 'counted above', there: 'was there anyway', common: '' };
    const want = (asked: Partial<typeof input>) => {
      const shown = measureFigure('folder', { ...input, ...asked });
      return {
        rows: shown.rows.map(({ shallow, deep, status }) => [
          spaced(shallow),
          status === 'counted' ? spaced(deep) : says[status],
        ]),
        foot: [spaced(shown.added), spaced(shown.deep)],
        freed: spaced(shown.freed),
      };
    };
    const shown = async (asked: Partial<typeof input>): Promise<void> => {
      await settled(page, 'folder');
      const { freed, ...table } = want(asked);
      expect({ rows: await rows(), foot: await foot() }).toEqual(table);
      await figure.getByText(`${freed} bytes come back`).waitFor();
    };
    await shown({});
    await figure.getByRole('button', { name: /^\W*\[1\]/ }).click();
    await shown({ opened: ['', '1'] });
    await figure.getByRole('button', { name: 'Open one more level' }).click();
    await shown({ opened: ['', '1', '0', '1.3'] });
    await figure
      .getByRole('button', { name: /^\W*\[1\]/ })
      .first()
      .press('Enter');
    await shown({ opened: ['', '0', '1.3'] });
    const own = "{'mine': [tags, 12345.5, (tags, 9 ** 30)]}";
    await figure.getByRole('textbox').fill(own);
    await figure.getByRole('button', { name: 'Open this' }).click();
    const lines = [...input.lines.slice(0, -1), `orders = ${own}`];
    await figure.getByRole('button', { name: /\['mine'\]/ }).waitFor({ timeout: 60_000 });
    await shown({ lines, opened: [''] });
    await figure.getByRole('textbox').fill('1 +');
    await figure.getByRole('button', { name: 'Open this' }).click();
    await figure.getByText('SyntaxError').waitFor({ timeout: 60_000 });
  }, 120_000);
});
