import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inBrowser } from '../support/browser';
import { SITE } from '../support/site';

const folder = mkdtempSync(join(tmpdir(), 'heaplab-test-'));
beforeAll(() => cpSync(SITE, folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

inBrowser('after the first visit', folder, (site) => {
  test('the lab is there without network, cells and search too; a new version is offered', async () => {
    const { context, page } = await site.open('index.html', { serviceWorkers: 'allow' });
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await context.setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await site.go(page, 'lessons/08-fragmentation.html');
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
    await page.getByText('You are offline.').waitFor({ state: 'detached' });

    // Nothing changes before the reader says so.
    appendFileSync(join(folder, 'service-worker.js'), '\n// the next version\n');
    await page.reload();
    await page.getByText('A new version of the lab is there.').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Later' }).click();
    expect(await page.getByText('A new version of the lab is there.').count()).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: 'Use it now' }).click();
    await page.waitForSelector('.update', { state: 'detached' });
  }, 120_000);
});
