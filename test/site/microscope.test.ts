import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Request } from 'playwright-core';
import { inBrowser } from '../support/browser';
import { SITE } from '../support/site';

/* The microscope, by keyboard where it can be. */

inBrowser('who looks through the microscope', SITE, (site) => {
  let page: Page;
  let requests: readonly Request[];
  const open = async (hash = ''): Promise<void> => {
    ({ page, requests } = await site.open(`microscope.html${hash}`, { reducedMotion: 'reduce' }));
    await page.locator('.say p').first().waitFor({ timeout: 60_000 });
  };
  const said = (): Promise<string[]> => page.locator('.say p').allInnerTexts();
  const saying = async (text: string | RegExp): Promise<void> => {
    await page.locator('.say p', { hasText: text }).first().waitFor({ timeout: 30_000 });
  };
  const figures = (): Promise<string[]> => page.locator('.figs b').allInnerTexts();
  const run = async (program: string): Promise<void> => {
    await page.getByRole('button', { name: /paste your own/ }).press('Enter');
    await page.getByLabel('Your program').fill(program);
    await page.getByRole('button', { name: 'Run it' }).press('Enter');
  };

  test('steps forward and back by keyboard, and the address follows', async () => {
    await open();
    expect(await said()).toEqual(['The process has started. No line has run yet.']);
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(new RegExp(`step=${i + 1}$`));
    }
    await saying('Yet no arena goes back');
    expect((await figures())[2]).toBe('7');
    await page.keyboard.press('End');
    await saying('The collector finds 3 objects');
    await page.keyboard.press('ArrowLeft');
    await saying('4 arenas go back');
    await page.keyboard.press('Home');
    await saying('No line has run yet');
    expect(new URL(page.url()).hash).toBe('#v=3.12');
  }, 90_000);

  test('an address shows the same picture elsewhere, and sends no program', async () => {
    await open();
    await run('kept = []\nfor n in range(5):\n    kept.append(str(n) * 50)\ndel kept\n');
    await page.locator('.code-lines .l', { hasText: 'kept = []' }).waitFor();
    await page.keyboard.press('End');
    await saying('blocks are freed');
    const picture = (): Promise<string[]> =>
      page.locator('.say, .counts, .code-lines').allInnerTexts();
    const before = await picture();
    const address = page.url();
    await open(new URL(address).hash);
    await saying('blocks are freed');
    expect(await picture()).toEqual(before);
    expect(requests.filter((each) => /range|kept|[#?]/.test(each.url().split('#')[0]!))).toEqual(
      [],
    );
    expect(requests.every((each) => each.method() === 'GET')).toBe(true);
  }, 90_000);

  test('two versions side by side', async () => {
    await open('#v=3.12&beside=3.8&step=4');
    expect(await said()).toEqual([
      expect.stringMatching(/^3\.12\s*199.891 blocks are freed\. Yet no arena goes back/),
      expect.stringMatching(/^3\.8\s*199.891 blocks are freed\. 15 arenas go back/),
    ]);
    await page.getByText('What keeps arena 2?').press('Enter');
    await page.locator('.pins li', { hasText: 'line 3' }).first().waitFor();
  }, 90_000);

  test('names, objects, bytes, and why one is alive', async () => {
    await open('#v=3.12&step=9');
    const list = page.getByRole('button', {
      name: /^list \['new', 'vip'\], 2 references, 120 bytes/,
    });
    await list.press('Enter');
    await page.locator('.hex tr.chg', { hasText: 'ob_size' }).waitFor();
    expect(await page.locator('.hex').textContent()).toContain('_gc_next');
    const why = page.locator('.why');
    await why.filter({ hasText: 'The name' }).waitFor();
    await page.getByRole('button', { name: /^str 'vip'/ }).press('Enter');
    await why.filter({ hasText: 'tags[1]' }).waitFor();
  }, 90_000);

  test('a program that fails, one that is wrong, and one that runs long', async () => {
    await open();
    await run('x = [1]\nprint("before")\nx[5]\n');
    await page.locator('.traceback', { hasText: 'IndexError: list index out of range' }).waitFor();
    await page.getByText('What it prints').press('Enter');
    expect(await page.locator('.printed').textContent()).toBe('before\n');
    await run('x = = 1\n');
    await page.locator('.traceback', { hasText: 'SyntaxError' }).waitFor();
    await run('for n in range(9000):\n    a = n\n    b = [a]\n');
    await page.getByText('each step is 2 of its lines').waitFor({ timeout: 60_000 });
  }, 120_000);

  test('the worker is loaded by this page alone', () => {
    const main = readFileSync(join(SITE, 'assets', 'main.js'), 'utf8');
    expect(main).not.toContain('microscope.js');
  });
});
