import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { start, stop } from '../support/site';

/* A short tour in Firefox, which speaks WebDriver BiDi. Whatever only V8 has shows here. */

const FIREFOX = [
  process.env.HEAPLAB_FIREFOX,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/snap/bin/firefox',
].find((path): path is string => path !== undefined && path !== '' && existsSync(path));

(FIREFOX ? describe : describe.skip)('in Firefox', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof start>>;
  let page: Page;
  const problems: string[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([
      puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX!, headless: true }),
      start('--port', '18845'),
    ]);
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => problems.push(String(error)));
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stop(server.child);
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));

  const open = async (path: string): Promise<void> => {
    await page.goto(`${server.url}${path}`);
    await page.waitForSelector('html.live');
  };
  const cell = async (index: number): Promise<ElementHandle<Element>> =>
    (await page.$$('.cell:not(.folded)'))[index]!;
  const press = async (place: ElementHandle<Element>, name: string): Promise<void> => {
    await page.waitForFunction(
      (element, text) =>
        [...element.querySelectorAll('button')].some((each) => each.textContent === text),
      {},
      place,
      name,
    );
    for (const button of await place.$$('button'))
      if ((await button.evaluate((element) => element.textContent)) === name) return button.click();
  };
  const ended = (place: ElementHandle<Element>): Promise<unknown> =>
    page.waitForFunction(
      (element) => element.querySelector('button.run')?.textContent === 'Run again',
      {},
      place,
    );
  const shown = (place: ElementHandle<Element>): Promise<string | null> =>
    place.$eval('.res', (element) => element.textContent);
  const write = async (place: ElementHandle<Element>, code: string): Promise<void> => {
    await (await place.$('.code pre, .cm-content'))!.click();
    await place.waitForSelector('.cm-content');
    await page.keyboard.down('Control');
    await page.keyboard.press('a');
    await page.keyboard.up('Control');
    await page.keyboard.type(code);
  };

  test('a prediction, a cell in Python, and one in TypeScript whose error names its line', async () => {
    await open('lessons/08-fragmentation.html');
    const question = (await page.$('.ask'))!;
    await press(question, 'next to nothing');
    await page.waitForFunction(() => document.body.textContent?.includes('1 of 17 points'));
    const python = await cell(0);
    const before = await shown(python);
    await press(python, 'Run');
    await ended(python);
    await page.waitForFunction(
      (place, text) => place.querySelector('.res')?.textContent === text,
      {},
      python,
      before,
    );

    const setup = (await page.$('.cell.folded'))!;
    await (await setup.$('summary'))!.click();
    await write(setup, "const late: number = await (async () => 41)();\nthrow new Error('here');");
    await press(setup, 'Run again');
    await ended(setup);
    expect(await shown(setup)).toMatch(/Error: here[\s\S]*line 2/);
    await write(setup, 'late + 1');
    await press(setup, 'Run again');
    await page.waitForFunction(
      (place) => place.querySelector('.res')?.textContent === '42',
      {},
      setup,
    );
  }, 180_000);

  test('a loop is stopped, and variables are kept', async () => {
    const python = await cell(0);
    await write(python, 'mine = 41; gone = True');
    await press(python, 'Run again');
    await ended(python);
    await write(python, 'while gone: pass');
    await press(python, 'Run again');
    await press(python, 'Stop');
    await ended(python);
    expect(await shown(python)).toMatch(/line 2, in <module>[\s\S]*KeyboardInterrupt/);
    await write(python, 'mine + 1');
    await press(python, 'Run again');
    await page.waitForFunction(
      (place) => place.querySelector('.res')?.textContent?.trim() === '42',
      {},
      python,
    );
  }, 120_000);

  test('an exercise is checked', async () => {
    await open('lessons/02-pymalloc.html');
    for (let skip = await page.$('.skip'); skip; skip = await page.$('.skip:not([inert] *)'))
      await skip.click();
    const card = (await page.$('.ex'))!;
    await write(
      card,
      'const blockSize = (nbytes: number) => (nbytes > 512 ? 0 : Math.ceil(nbytes / 16) * 16);',
    );
    await press(card, 'Check');
    await page.waitForFunction(
      (place) => place.textContent?.includes('All right: 2 points.'),
      {},
      card,
    );
  }, 120_000);
});
