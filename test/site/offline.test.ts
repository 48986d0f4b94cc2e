import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { CHROMIUM } from '../support/dist';
import { openBrowser, plainHost, SITE } from '../support/site';

const withBrowser = CHROMIUM ? describe : describe.skip;

withBrowser('after the first visit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
  let browser: Browser;
  let host: Awaited<ReturnType<typeof plainHost>>;
  beforeAll(async () => {
    cpSync(SITE, folder, { recursive: true });
    browser = await openBrowser();
    host = await plainHost(folder);
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('the lab is there without network, cells and search too; a new version is offered', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${host.url}index.html`);
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await context.setOffline(true);
    await page.goto(`${host.url}lessons/08-fragmentation.html`);
    await page.waitForSelector('html.live');
    await page.locator('.skip').first().click();
    const cell = page.locator('.cell:not(.folded)').first();
    const before = await cell.locator('.res').textContent();
    await cell.getByRole('button', { name: 'Run' }).click();
    await cell.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
    await cell.locator('pre.stdout').waitFor();
    expect(await cell.locator('.res').textContent()).toBe(before);
    await page.keyboard.press('/');
    await page.keyboard.type('arena');
    await page.waitForSelector('.found a');
    await page.keyboard.press('Escape');
    await context.setOffline(false);

    // Nothing changes before the reader says so.
    appendFileSync(join(folder, 'service-worker.js'), '\n// the next version\n');
    await page.reload();
    await page.getByText('A new version of the lab is there.').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Later' }).click();
    expect(await page.getByText('A new version of the lab is there.').count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: 'Use it now' }).click();
    await page.waitForFunction('!document.querySelector(".update")');
    await context.close();
  }, 120_000);
});
