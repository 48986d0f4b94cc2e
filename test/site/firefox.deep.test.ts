import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { start, stop } from '../support/site';
import { testTour } from './tour';

/* Firefox speaks WebDriver BiDi. */

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
    page.on('pageerror', (error) => problems.push(String(error)));
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stop(server.child);
  });
  afterEach(() => expect(problems.splice(0)).toEqual([]));

  testTour(() => ({
    url: server.url,
    visitor: {
      goTo: async (url) => void (await page.goto(url)),
      evaluate: (expression) => page.evaluate(expression),
      click: async (expression) => {
        const found = await page.evaluateHandle(expression);
        await (found.asElement() as ElementHandle<Element>).click();
      },
      write: async (text) => {
        await page.keyboard.down('Control');
        await page.keyboard.press('a');
        await page.keyboard.up('Control');
        await page.keyboard.type(text);
      },
    },
  }));
});
